"""From a stretch of plan text to targets: `targets(text, start, end, context)`. How it is laid out: docs/reading.md."""

from __future__ import annotations

from dataclasses import dataclass

from lantu.plan.text import Target
from lantu.plan.text.grammar.reading import read

__all__ = ["RULES", "Context", "targets"]

RULES = (
    *("growth", "reach", "count", "moved", "portion", "listed", "bound", "dated", "phrase", "scale"),
    *("deliver", "arrive", "strive", "pass", "equip", "cover"),
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says around a stretch: the year it plans, the headings above, its title."""

    year: int | None = None
    heading: tuple[str, ...] = ()
    title: str = ""


def targets(text: str, start: int, end: int, context: Context) -> tuple[Target, ...]:
    """The targets stated between `start` and `end` of the whole original text, in order of their place.

    Positions and quotes are those of `text`; `due` is what the stretch itself says. Never raises on any text.
    """
    return read(text, start, end, context.year, context.heading, context.title)

"""What a target promises, in the few words of a table cell: 不低于 570 亿元, 增长 20 %, 投用."""

from __future__ import annotations

from dataclasses import dataclass

from lantu.ground import strings
from lantu.plan import TargetView

from .numbers import scaled

COMPARATORS = {
    "=": "exact",
    ">=": "at_least",
    ">": "above",
    "<=": "at_most",
    "<": "below",
    "~": "about",
    "range": "range",
}
MINUS = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """`before` is the comparator in words, `value` the number in a readable scale (or a milestone's state), then its unit."""

    before: str
    value: str
    unit: str

    @property
    def tight(self) -> bool:
        """Whether the unit clings to its number, as % does."""
        return self.unit[:1] in ("%", "‰", "℃")

    def __str__(self) -> str:
        gap = "" if self.tight else " "
        return f"{self.before} {self.value}{gap}{self.unit}".strip()


def figure(target: TargetView, lang: str) -> Figure:
    """The figure of a target in zh or en."""
    if target.kind == "milestone":
        return Figure("", strings.say(f"web.state.{target.state}", lang), "")
    before = "" if target.comparator in ("=", "range", "") else strings.say(f"web.comparator.{COMPARATORS[target.comparator]}", lang)
    if target.basis in ("growth", "increment"):
        gap = "" if lang == "zh" else " "
        before = gap.join(part for part in (strings.say(f"web.figure.{target.basis}", lang), before) if part)
    if target.low is not None and target.high is not None:
        (low, _), (high, scale) = scaled(target.low, lang), scaled(target.high, lang)
        return Figure(before, f"{low}{MINUS}{high}", scale + target.unit)
    value, scale = scaled(target.value or 0, lang)
    return Figure(before, value, scale + target.unit)

"""What a target promises, in the few words of a table cell: 不低于 570 亿元, 增长 20 %, 投用."""

from __future__ import annotations

from dataclasses import dataclass

from lantu.ground import strings
from lantu.plan import TargetView

from .amounts import DASH, scaled, unit_text


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
        return Figure("", strings.say(f"plan.state.{target.state}", lang), "")
    words = [strings.say(f"web.figure.{target.basis}", lang)] if target.basis in ("growth", "increment") else []
    if target.comparator not in ("", "=", "range"):
        words.append(strings.say(f"plan.comparator.{target.comparator}", lang))
    before = ("" if lang == "zh" else " ").join(words)
    unit = unit_text(target.unit, lang).strip()
    if target.low is not None and target.high is not None:
        (low, small), (high, scale) = scaled(target.low, lang), scaled(target.high, lang)
        low += small if small != scale else ""
        return Figure(before, f"{low}{DASH}{high}", _unit(scale, unit, lang))
    value, scale = scaled(target.value or 0, lang)
    return Figure(before, value, _unit(scale, unit, lang))


def _unit(scale: str, unit: str, lang: str) -> str:
    return f"{scale}{unit}" if lang == "zh" else f"{scale} {unit}".strip()

"""What a target promises, in the few words of a cell: 新增16家, 增长20%, 下降3%, 不低于55%, 30万立方米/日, 投用.

The one writer of figures: pages, Excel, the API and the command line all say a number through it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from lantu.ground import strings
from lantu.plan.logic import direction
from lantu.plan.text.grammar.tables.units import units

from .amounts import DASH, scaled, unit_text

Number = float | int | None

NEW = re.compile("新[增建设开立引]")
HAN_UNIT = re.compile(r"[\u4e00-\u9fff()/]+")
RATES = ("%", "‰", "百分点")


class Promise(Protocol):
    """The facts of a target that its figure is written from; absent words are empty or None."""

    @property
    def kind(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def value(self) -> Number: ...
    @property
    def low(self) -> Number: ...
    @property
    def high(self) -> Number: ...
    @property
    def unit(self) -> str: ...
    @property
    def comparator(self) -> str | None: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def state(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """`before` is the comparator in words, `value` the number in a readable scale (or a milestone's state), then its unit."""

    before: str
    value: str
    unit: str
    lang: str = "zh"

    @property
    def tight(self) -> bool:
        """Whether the number clings to its words: always in Chinese, before % everywhere."""
        return self.lang == "zh" or self.unit[:1] in ("%", "‰", "℃")

    def __str__(self) -> str:
        space = "" if self.lang == "zh" else " "
        return f"{self.before}{space}{self.value}{'' if self.tight else ' '}{self.unit}".strip()


def figure(target: Promise, lang: str) -> Figure:
    """The figure of a target in zh or en."""
    if target.kind == "milestone":
        return Figure("", strings.say(f"plan.state.{target.state}", lang), "", lang)
    words = [word for word in (_moved(target, lang), _compared(target, lang)) if word]
    before = ("" if lang == "zh" else " ").join(words)
    unit = _written(target.quote, target.unit) if lang == "zh" else unit_text(target.unit, lang).strip()
    if target.low is not None and target.high is not None:
        (low, small), (high, scale) = scaled(target.low, lang), scaled(target.high, lang)
        low += small if small != scale else ""
        return Figure(before, f"{low}{DASH}{high}", _unit(scale, unit, lang), lang)
    value, scale = scaled(target.value or 0, lang)
    if lang == "en" and value == "1":
        unit = unit.removesuffix("s")
    return Figure(before, value, _unit(scale, unit, lang), lang)


def falls(target: Promise) -> bool:
    """Whether a growth goes down, as its quote says."""
    return direction.falls(target.basis, target.value, target.quote)


def basis_words(target: Promise, lang: str) -> str:
    """What the number counts, in words; empty where nobody said."""
    if falls(target):
        return strings.say("web.figure.falling", lang)
    return strings.say(f"plan.basis.{target.basis}", lang) if target.basis else ""


def _moved(target: Promise, lang: str) -> str:
    if target.basis == "growth":
        return strings.say("web.figure.fall" if falls(target) else "web.figure.growth", lang)
    if target.basis == "increment" and NEW.search(target.quote):
        return strings.say("web.figure.increment", lang)
    return ""


def _compared(target: Promise, lang: str) -> str:
    if target.comparator in (None, "", "=", "range"):
        return ""
    if target.comparator == ">=" and (target.unit in RATES or target.basis == "share"):
        return strings.say("web.figure.rate_at_least", lang)
    return strings.say(f"plan.comparator.{target.comparator}", lang)


def _written(quote: str, unit: str) -> str:
    """A unit as the quote writes it in Han: 立方米/日 for m3/d; else its normal form."""
    found = [word for word in _spellings().get(unit, ()) if word in quote and HAN_UNIT.fullmatch(word)]
    return max(found, key=len, default="") or unit_text(unit, "zh")


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for word, (normal, _) in units().items():
        known[normal] = (*known.get(normal, ()), word)
    return known


def _unit(scale: str, unit: str, lang: str) -> str:
    return f"{scale}{unit}" if lang == "zh" else f"{scale} {unit}".strip()

"""The numbers that Word draws before paragraphs and does not store in their text: 一、 (一) 1. (1) ① and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HOLE = re.compile(r"%([1-9])")
_MOST = 9  # levels of one list (ECMA-376 part 1, 17.9.6)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: where it starts, in which figures, between which signs."""

    start: int = 1
    figures: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    plain: bool = False  # w:isLgl: all figures of this level in decimal
    restart: int | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, list[Level]] = field(default_factory=dict)  # numId -> its levels
    abstract: dict[str, str] = field(default_factory=dict)  # numId -> the list it belongs to
    by_style: dict[tuple[str, str], int] = field(default_factory=dict)  # (numId, style) -> level
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # restarts that a num orders
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, depth: int) -> str:
        """The label of the next paragraph of list `number` at level `depth`, with the space after it."""
        levels = self.levels.get(number)
        if not levels or not 0 <= depth < len(levels):
            return ""
        count = self.counters.setdefault(self.abstract[number], [None] * _MOST)
        self._advance(number, depth, count, levels)
        level = levels[depth]
        if level.figures in ("bullet", "none") and not _HOLE.search(level.pattern):
            return ""

        def figure(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels[at] if at < len(levels) else Level()
            value = count[at]
            return figures(other.start if value is None else value, "decimal" if level.plain else other.figures)

        label = _HOLE.sub(figure, level.pattern)
        return label + ("" if level.suffix == "nothing" or label[-1:] in "、)）．，：】]" else " ") if label else ""

    def _advance(self, number: str, depth: int, count: list[int | None], levels: list[Level]) -> None:
        ordered = self.starts.get((number, depth))
        if ordered is not None and (number, depth) not in self.begun:
            self.begun.add((number, depth))
            count[depth] = ordered
        else:
            value = count[depth]
            count[depth] = levels[depth].start if value is None else value + 1
        for below in range(depth + 1, len(levels)):
            restart = levels[below].restart
            if restart is None or 0 < restart >= depth + 1:  # 0: never restarts (17.9.10)
                count[below] = None


def figures(value: int, form: str) -> str:
    """`value` in one of Word's number formats (ECMA-376 part 1, 17.18.59); decimal for those not known."""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                "taiwaneseCounting", "koreanCounting"):  # fmt: skip
        return _counted(value)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if form == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2488 + value - 1)
    if form == "ideographTraditional" and value >= 1:
        return _STEMS[(value - 1) % 10]
    if form == "ideographZodiac" and value >= 1:
        return _BRANCHES[(value - 1) % 12]
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(value))
    if form in ("lowerLetter", "upperLetter") and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value) if form == "lowerRoman" else _roman(value).upper()
    return "" if form in ("none", "bullet") else str(value)


def _counted(value: int) -> str:
    """1 to 9,999 in counting figures: 十一, 二十, 一百零五; others digit by digit."""
    if not 0 < value < 10_000:
        return "".join(_DIGITS[int(digit)] for digit in str(abs(value)))
    out, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def _roman(value: int) -> str:
    out = ""
    for size, letters in (*_ROMAN, *_ROMAN_SMALL):
        while value >= size:
            out, value = out + letters, value - size
    return out


def parse(root: Any) -> Numbering:
    """The lists of a numbering part; an empty Numbering for None."""
    numbering = Numbering()
    if root is None:
        return numbering
    lists = {element.get(W + "abstractNumId"): element for element in root.iterchildren(W + "abstractNum")}
    defined = _by_style(lists)
    for num in root.iterchildren(W + "num"):
        number, link = num.get(W + "numId"), num.find(W + "abstractNumId")
        name = link.get(W + "val") if link is not None else None
        if number is None or name is None or name not in lists:
            continue
        name = defined.get(_linked(lists[name], "numStyleLink"), name)
        levels = [Level()] * _MOST
        for depth, element in _levels(lists[name]):
            levels[depth] = _level(element)
            _note_style(numbering, number, depth, element)
        for override in num.iterchildren(W + "lvlOverride"):
            depth = whole(override.get(W + "ilvl"), 0)
            start = override.find(W + "startOverride")
            for at, changed in _levels(override):
                levels[at] = _level(changed)
            if start is not None:
                numbering.starts[(number, depth)] = whole(start.get(W + "val"), 1)
        numbering.levels[number], numbering.abstract[number] = levels, name
    return numbering


def _by_style(lists: dict[str, Any]) -> dict[str, str]:
    """The list that defines each list style (17.9.27, styleLink); lists without levels point to the style (17.9.21)."""
    styles = ((_linked(element, "styleLink"), name) for name, element in lists.items())
    return {style: name for style, name in styles if style}


def _linked(element: Any, tag: str) -> str:
    link = element.find(W + tag)
    return (link.get(W + "val") or "") if link is not None else ""


def _levels(parent: Any) -> Iterator[tuple[int, Any]]:
    for element in parent.iterchildren(W + "lvl"):
        depth = whole(element.get(W + "ilvl"), 0)
        if 0 <= depth < _MOST:
            yield depth, element


def _level(element: Any) -> Level:
    def value(tag: str, otherwise: str) -> str:
        child = element.find(W + tag)
        return (child.get(W + "val") or otherwise) if child is not None else otherwise

    restart = element.find(W + "lvlRestart")
    return Level(
        start=whole(value("start", "1"), 1),
        figures=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        suffix=value("suff", "tab"),
        plain=element.find(W + "isLgl") is not None,
        restart=whole(restart.get(W + "val"), 0) if restart is not None else None,
    )


def _note_style(numbering: Numbering, number: str, depth: int, element: Any) -> None:
    style = element.find(W + "pStyle")
    if style is not None and style.get(W + "val"):
        numbering.by_style[(number, style.get(W + "val"))] = depth


def whole(text: str | None, otherwise: int) -> int:
    """The whole number in an attribute, `otherwise` when there is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise

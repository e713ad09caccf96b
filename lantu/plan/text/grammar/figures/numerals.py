"""Numbers as plans write them: 1,200 · 3.5万 · 二十五 · 240余 · 三分之二 · 3-5 · 三至五.

Works on folded text (see scanning.fold), so full-width digits are digits already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"(?:[一二两三四五六七八九十百万亿〇]|千(?![瓦克米伏卡]))(?:[一二两三四五六七八九十百万亿零〇]|千(?![瓦克米伏卡]))*(?:点[一二三四五六七八九零]+)?"
NUMERAL = re.compile(rf"(?P<arabic>{_ARABIC})(?P<scale>(?: ?[万亿]|[十百]|千(?![瓦克米伏卡]))*)(?P<more>[余多]?)(?P<tail>[万亿]*)"
                     rf"|百分之(?P<percent>{_HAN}|{_ARABIC})|(?P<whole>[二三四五六七八九十]+)分之(?P<part>[一二两三四五六七八九]+)|(?P<tenths>[一二三四五六七八九])成(?=[,;。、以左]|$)"
                     rf"|(?P<han>{_HAN})(?P<hanmore>[余多]?)(?P<hantail>[万亿]*)")  # fmt: skip


@dataclass(slots=True)
class Numeral:
    """A number at `start` to `end`; `more` when 余 or 多 follows it, `unit` when the numeral itself says per cent."""

    start: int
    end: int
    value: int | float
    more: bool = False
    unit: str = ""
    arabic: bool = True


def exact(value: Fraction | int) -> int | float:
    """An int where the number is whole, else the nearest float."""
    return int(value) if value.denominator == 1 else float(value)


def _decimal(text: str, factor: int) -> int | float:
    """1,234.5 times a whole factor, exact: an int where it is whole, else the nearest float."""
    whole, _, decimals = text.replace(",", "").partition(".")
    value = int(whole + decimals) * factor
    parts: int = 10 ** len(decimals)
    return value / parts if value % parts else value // parts


def han_value(text: str) -> Fraction | int:
    """The value of a Chinese numeral; 百 without a digit before it is 100, 万亿 is 10^12."""
    text, _, decimals = text.partition("点")
    total, section, digit = 0, 0, None
    for char in text:
        if char in DIGIT:
            digit = DIGIT[char] if digit in (None, 0) else digit * 10 + DIGIT[char]
            continue
        scale = SCALE[char]
        if scale < 10_000:
            section, digit = section + (1 if digit is None else digit) * scale, None
        else:
            section, digit = section + (digit or 0), None
            if section:
                total, section = total + section * scale, 0
            else:
                total = (total or 1) * scale
    result: Fraction | int = total + section + (digit or 0)
    if decimals:
        result += Fraction(int("".join(str(DIGIT[char]) for char in decimals)), 10 ** len(decimals))
    return result


def scale_value(text: str) -> int:
    """What 十 百 千 万 亿 after a number multiply it by."""
    value = 1
    for char in text.replace(" ", ""):
        value *= SCALE[char]
    return value


def numeral(match: re.Match[str]) -> Numeral:
    """The number that NUMERAL matched."""
    start, end = match.span()
    if match["arabic"]:
        if end - start == len(match["arabic"]) and match["arabic"].isdigit():
            return Numeral(start, end, int(match["arabic"]))
        value = _decimal(match["arabic"], scale_value(match["scale"] + match["tail"]))
        return Numeral(start, end, value, bool(match["more"]))
    if match["percent"]:
        text = match["percent"]
        percent = _decimal(text, 1) if text[0].isdigit() else exact(han_value(text))
        return Numeral(start, end, percent, unit="%")
    if match["whole"]:
        share = Fraction(han_value(match["part"])) / han_value(match["whole"]) * 100
        return Numeral(start, end, share.numerator if share.denominator == 1 else round(float(share), 2), unit="%")
    if match["tenths"]:
        return Numeral(start, end, DIGIT[match["tenths"]] * 10, unit="%")
    if end - start == 1 and match[0] in DIGIT:
        return Numeral(start, end, DIGIT[match[0]], arabic=False)
    value = exact(han_value(match["han"]) * scale_value(match["hantail"]))
    return Numeral(start, end, value, bool(match["hanmore"]), arabic=False)

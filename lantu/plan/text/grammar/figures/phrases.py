"""Amounts said without a numeral and a unit: 翻番, 两位数增长, 过半, 万亿级规模. One line each in `PHRASES`."""

from __future__ import annotations

import re

from lantu.plan.text import Basis, Comparator
from lantu.plan.text.grammar.figures.amounts import Amount
from lantu.plan.text.grammar.figures.numerals import han_value

# words | value in % | comparator | basis
PHRASES = """
翻一番 翻番 实现翻番 | 100 | = | growth
翻两番 | 300 | = | growth
两位数增长 两位数以上增长 增长两位数 两位数增速 两位数以上的增长 两位数的增长 | 10 | >= | growth
过半 超过一半 | 50 | > | share
达到一半 提高到一半 提升到一半 占一半 一半以上 半数以上 | 50 | >= | share
"""
_ORDER = re.compile(r"(?P<number>[百千万]?[万亿])(?P<level>级)?(?P<noun>(?![卡户人吨千辆台亩])[^\s,;。、()]{0,6}规模)")


def _table() -> dict[str, tuple[int, Comparator, Basis]]:
    found: dict[str, tuple[int, Comparator, Basis]] = {}
    for line in PHRASES.strip().splitlines():
        words, value, comparator, basis = (part.strip() for part in line.split("|"))
        found.update((word, (int(value), comparator, basis)) for word in words.split())  # type: ignore[misc]
    return found


_WORDS = _table()
_PATTERN = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


def phrases(text: str, start: int, end: int) -> list[tuple[Amount, Comparator, Basis]]:
    """Every phrase of the table between `start` and `end`."""
    found = []
    for match in _PATTERN.finditer(text, start, end):
        value, comparator, basis = _WORDS[match[0]]
        amount = Amount(*match.span(), value, None, None, "%", "rate", False, False, None, match.end())
        found.append((amount, comparator, basis))
    return found


def orders(text: str, start: int, end: int) -> list[tuple[Amount, Comparator, tuple[int, int]]]:
    """万亿级贸易规模: an order of magnitude in 元, and the noun that has it."""
    found: list[tuple[Amount, Comparator, tuple[int, int]]] = []
    for match in _ORDER.finditer(text, start, end):
        if text[match.start() - 1 : match.start()] in "0123456789一二三四五六七八九十百千余多几":
            continue
        amount = Amount(
            *match.span(), int(han_value(match["number"])), None, None, "元", "money", False, False, None, match.end()
        )
        found.append((amount, "~" if match["level"] else ">=", match.span("noun")))
    return found

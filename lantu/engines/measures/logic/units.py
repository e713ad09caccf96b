"""Units of one kind into each other, exactly or not at all: 万元 and 亿元, 万㎡ and 公顷, 公里 and 米.

Factors are fractions, so 亩 (a fifteenth of a hectare) goes into 公顷 where the result is a finite decimal, else it is refused.
Measure words (家, 个, 所) go into themselves only, with 万 and 亿 before them.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache

DIGITS = 15  # that every database of ours keeps exactly
PLACES = 9
SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
# Each line one kind: a unit and how many of the line's first unit it is. 亩: 国发〔1984〕28号, 1 亩 = 2000/3 ㎡.
KINDS = """
㎡=1 m2=1 平方米=1 平米=1 公顷=10000 亩=2000/3 平方公里=1000000 km2=1000000 k㎡=1000000
米=1 m=1 公里=1000 千米=1000 km=1000
立方=1 立方米=1 m3=1 方=1 升=1/1000
吨=1 t=1 公斤=1/1000 千克=1/1000 kg=1/1000
kW=1 千瓦=1 MW=1000 兆瓦=1000 GW=1000000
千瓦时=1 度=1 kWh=1 兆瓦时=1000 MWh=1000
%=1 ‰=1/10
人民币元=1 元=1 元人民币=1
"""


class Inexact(Exception):
    """Units of different kinds, or a result that would have to be rounded."""


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """The same amount in another unit, exactly. Raises Inexact."""
    kind, factor = _known(unit)
    wanted, whole = _known(into)
    if kind != wanted or not value.is_finite():
        raise Inexact
    found = Fraction(value) * factor / whole
    scaled = found * 10**PLACES
    if scaled.denominator != 1 or len(str(abs(scaled.numerator)).strip("0")) > DIGITS or abs(found) >= 10**18:
        raise Inexact
    return Decimal(scaled.numerator).scaleb(-PLACES).normalize() + Decimal(0)


@cache
def _known(unit: str) -> tuple[str, Fraction]:
    """What kind of unit it is, named by the kind's first unit, and how many of that it is."""
    plain = _plain(unit)
    table = _table()
    if plain in table:
        return table[plain]
    for word, size in SCALES.items():
        rest = plain.removeprefix(word)
        if rest != plain:
            kind, factor = table.get(rest, (rest, Fraction(1)))
            return kind, factor * size
    return plain, Fraction(1)


@cache
def _table() -> dict[str, tuple[str, Fraction]]:
    found = {}
    for line in KINDS.strip().splitlines():
        pairs = [word.rpartition("=") for word in line.split()]
        for word, _, factor in pairs:
            found[_plain(word)] = (_plain(pairs[0][0]), Fraction(factor))
    return found


def _plain(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).replace(" ", "")

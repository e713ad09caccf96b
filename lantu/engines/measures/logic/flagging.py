"""What is odd about a new number beside those before it. A flag refuses nothing: somebody looks at the number again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lantu.engines.measures import CUMULATED, Flag, Reading, Said, Series

JUMP = 10  # times: a slipped digit or 万 for 亿 shows, an ordinary month does not


def flags(said: Said, series: Series, former: Iterable[Reading]) -> tuple[Flag, ...]:
    """`jump`: ten times the number before it, or a tenth. `reversal`: a sum since the year began that became smaller within
    the year. `above_100`: a share above 100 %. `former` are the readings that count; those of later days are left aside."""
    if said.value is None:
        return ()
    before = [one for one in former if one.value is not None and one.settles != "no" and one.as_of < said.as_of]
    last = max(before, key=lambda one: one.as_of, default=None)
    found: list[Flag] = []
    if last is not None and last.value is not None:
        if _far_apart(said.value, last.value) and series.basis not in (*CUMULATED, "growth"):
            found.append("jump")
        if series.basis in CUMULATED and last.as_of.year == said.as_of.year:
            if said.value < last.value:
                found.append("reversal")
            # A sum grows tenfold early in a year; by the half-year it does not.
            elif _far_apart(said.value, last.value) and last.as_of.month > 3:
                found.append("jump")
    if series.basis == "share" and said.value > (1000 if series.unit == "‰" else 100):
        found.append("above_100")
    return tuple(found)


def _far_apart(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and large >= JUMP * small

"""The two tables that judge: which word the facts have, and for how many days a reading is fresh."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from lantu.engines.decisions import Interval, Row, Table, logic
from lantu.ground.period import Period

from . import Facts, Word

Place = tuple[object, ...]


class Rules:
    """Tables of rules with what they have decided so far.

    A table compares a number with its own bounds only; numbers that lie alike between them are decided alike, so each
    combination is decided once, however many targets there are.
    """

    def __init__(self, standing: Table, freshness: Table) -> None:
        self._standing, self._freshness = standing, freshness
        self._bounds = _bounds(standing, "gap")
        self._words: dict[Place, tuple[Word, Row | None]] = {}
        self._days: dict[tuple[str, str, date], int] = {}

    def word(self, facts: Facts, on: date) -> tuple[Word, Row | None]:
        """The word for these facts under the rules of a day; unknown without a row where no row fits."""
        place = (*facts[:5], None if facts.gap is None else self._between(facts.gap), on)
        known = self._words.get(place)
        if known is None:
            decision = logic.decide(self._standing, facts._asdict(), on)
            word = decision.outputs.get("standing") if decision.row else "unknown"
            known = self._words[place] = cast("tuple[Word, Row | None]", (word, decision.row))
        return known

    def fresh_days(self, period: str, settles: str, on: date) -> int:
        """For how many days after its own a reading is fresh; 0 where no row fits."""
        kind = _kind(period)
        known = self._days.get((kind, settles, on))
        if known is None:
            facts = {"period": kind, "settles": settles}
            days = logic.decide(self._freshness, facts, on).outputs.get("days")
            known = self._days[kind, settles, on] = int(days) if isinstance(days, Decimal) else 0
        return known

    def _between(self, number: Decimal) -> int:
        """Where a number lies: odd at a bound, even between two."""
        at = bisect_left(self._bounds, number)
        return 2 * at + (at < len(self._bounds) and self._bounds[at] == number)


@lru_cache(maxsize=4096)
def _kind(period: str) -> str:
    return Period.parse(period).kind


def _bounds(table: Table, column: str) -> list[Decimal]:
    at = next(index for index, one in enumerate(table.inputs) if one.name == column)
    found: set[Decimal] = set()
    for row in table.rows:
        allowed = row.conditions[at].allowed
        for one in allowed if isinstance(allowed, tuple) else ():
            if isinstance(one, Interval):
                found |= {bound for bound in (one.low, one.high) if bound is not None}
    return sorted(found)

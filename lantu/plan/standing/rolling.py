"""From the standings of targets to that of a task, an area, an organisation, a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from . import WORDS, Word


@dataclass(frozen=True, slots=True)
class RollUp:
    """`worst` is the word of the worst member (None without members), `counts` how many have each word, the worst first.

    `weighted` is, for each word, its share of the weight of all; the shares add up to 1. `simulated`: a member rests on a
    simulated reading.
    """

    worst: Word | None
    counts: tuple[tuple[Word, int], ...]
    weighted: tuple[tuple[Word, Fraction], ...]
    simulated: bool = False

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def roll_up(members: Iterable[tuple[Word, Fraction | int, bool]]) -> RollUp:
    """(word, weight above 0, whether simulated) of each member, in any order: fractions add up exactly.

    A group is not green while one of its members is unknown. Raises ValueError for a weight that is not above 0.
    """
    counts: Counter[Word] = Counter()
    weights: dict[Word, Fraction] = {}
    simulated = False
    for word, weight, made_up in members:
        if weight <= 0:
            raise ValueError("a weight is above 0 / 权重须大于 0")
        counts[word] += 1
        weights[word] = weights.get(word, Fraction(0)) + weight
        simulated = simulated or made_up
    whole = sum(weights.values(), Fraction(0))
    present = [word for word in WORDS if counts[word]]
    return RollUp(
        worst=present[0] if present else None,
        counts=tuple((word, counts[word]) for word in present),
        weighted=tuple((word, weights[word] / whole) for word in present),
        simulated=simulated,
    )

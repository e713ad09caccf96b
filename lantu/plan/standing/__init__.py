"""Standing: from a target (or a node) and its readings to one of seven words, with the figures that are its reason. Pure.

    rules = rules.Rules(table, freshness)   # two dated tables
    found = judging.judge(aim, counted, at, rules)
    found.word, found.row.source, sentences.sentence(found, "zh")

`counted` are the readings that count up to that day (`measures.queries.counting`), in the order of days. See docs/standing.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from lantu.engines.decisions import Row
from lantu.engines.measures import Counted

from .profiles import EVEN, Profile

Word = Literal["met", "met late", "on course", "at risk", "behind", "missed", "unknown"]
# The worst first: a group is as bad as its worst member, and not green while one of them is unknown.
WORDS: tuple[Word, ...] = ("missed", "behind", "at risk", "unknown", "on course", "met late", "met")

Due = Literal["ahead", "over", "open"]
Evidence = Literal["none", "unsettled", "partial", "stale", "undecided", "fresh", "decisive"]
Reached = Literal["yes", "late", "no", "unknown"]
Expectation = Literal["none", "in_time", "late", "stale"]
Doubt = Literal["none", "flagged", "disputed", "pace"]


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached. A quantity has `value` or `low` and `high`, in its series' unit; a milestone has `state`.

    `starts` is when the work (and the sum of a flow) begins, `base` where a level stood then, `profile` how much of the way is
    due by when.
    """

    kind: Literal["quantity", "milestone"]
    basis: str = ""
    comparator: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    state: str = ""
    due: date | None = None
    starts: date | None = None
    base: Decimal | None = None
    profile: Profile = field(default=EVEN)


class Facts(NamedTuple):
    """What the table of rules is asked with; `gap` is percentage points ahead (or, below 0, short) of what is due by now."""

    due: Due
    evidence: Evidence
    reached: Reached
    expectation: Expectation
    doubt: Doubt
    gap: Decimal | None


class Found(NamedTuple):
    """What readings show of an aim on a day. `progress` and `due_by_now` are per cent of the way from the base to the aim."""

    evidence: Evidence
    reached: Reached = "unknown"
    doubt: Doubt = "none"
    gap: Decimal | None = None
    counted: Counted | None = None
    progress: Decimal | None = None
    due_by_now: Decimal | None = None


class Standing(NamedTuple):
    """The word, the row that said it (None when the table has none that fits), and the figures behind it.

    `expected` is the expectation that was weighed. `simulated`: a simulated reading took part.
    """

    word: Word
    row: Row | None
    facts: Facts
    found: Found
    expected: Counted | None
    aim: Aim
    at: date
    simulated: bool

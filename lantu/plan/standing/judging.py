"""One aim, its readings and a day: what they show, and the word that the rules have for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantu.engines.measures import Counted
from lantu.ground.period import Period

from . import Aim, Due, Expectation, Facts, Standing
from .milestones import reached
from .quantities import measured
from .rules import Rules


def judge(aim: Aim, counted: Sequence[Counted], at: date, rules: Rules) -> Standing:
    """How an aim stands at the end of a day. `counted` comes in the order of days; what lies after the day is left aside."""
    while counted and counted[-1].reading.as_of > at:
        counted = counted[:-1]
    due: Due = "open" if aim.due is None else "over" if at >= aim.due else "ahead"
    found = (measured if aim.kind == "quantity" else reached)(aim, counted, at, rules)
    expectation, expected = _expected(aim, counted, at, rules)
    facts = Facts(due, found.evidence, found.reached, expectation, found.doubt, found.gap)
    word, row = rules.word(facts, at)
    simulated = any(one is not None and one.reading.source == "simulated" for one in (found.counted, expected))
    return Standing(word, row, facts, found, expected, aim, at, simulated)


def _expected(aim: Aim, counted: Sequence[Counted], at: date, rules: Rules) -> tuple[Expectation, Counted | None]:
    """What the last expectation says. One that begins after the due day is late however old it is; one within it must be fresh."""
    last = next((one for one in reversed(counted) if one.reading.expected and one.reading.settles != "no"), None)
    if last is None or aim.due is None:
        return "none", last
    period = Period.parse(last.reading.expected)
    if period.start > aim.due:
        return "late", last
    if period.end > aim.due:
        return "none", last
    fresh = (at - last.reading.as_of).days <= rules.fresh_days(last.reading.period, "yes", at)
    return ("in_time" if fresh and at <= period.end else "stale"), last

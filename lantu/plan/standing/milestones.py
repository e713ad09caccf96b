"""What readings show of a milestone: a named thing in a named state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantu.engines.measures import NOT_YET, Counted

from . import Aim, Found
from .rules import Rules

# A building passes these in order, and a later one says that the earlier were passed.
STAGES = ("start", "topped_out", "complete", "operate")


def reached(aim: Aim, counted: Sequence[Counted], at: date, rules: Rules) -> Found:
    """Reached when a reading that decides says so; not reached when one that decides says so on or after the due day."""
    states = [one for one in counted if one.reading.state]
    judged = [one for one in states if one.reading.settles == "yes"]
    there = next((one for one in judged if one.reading.state == aim.state), None)
    passed = next((one for one in judged if _after(one.reading.state, aim.state)), None)
    in_time = next((one for one in (there, passed) if one and _within(one.reading.as_of, aim.due)), None)
    if in_time:
        return Found("decisive", "yes", counted=in_time)
    denied = next((one for one in reversed(judged) if _denies(one, aim)), None)
    if there:
        return Found("decisive", "late", counted=there)
    if passed:
        # It is there, and nobody said on which side of the due day it came; a denial on or after that day does.
        return Found("decisive", "late", counted=passed) if denied else Found("undecided", counted=passed)
    if denied:
        return Found("decisive", "no", counted=denied)
    return _short_of(states, aim)


def _short_of(states: Sequence[Counted], aim: Aim) -> Found:
    """What there is, when nothing decides."""
    partial = [one for one in states if one.reading.settles == "partial" and _says(one.reading.state, aim.state)]
    if partial:
        return Found("partial", counted=partial[-1])
    open_ = [one for one in states if one.reading.settles != "no"]
    if open_:
        return Found("undecided", counted=open_[-1])
    return Found("unsettled", counted=states[-1]) if states else Found("none")


def _within(day: date, due: date | None) -> bool:
    return due is None or day <= due


def _says(state: str, wanted: str) -> bool:
    return state == wanted or _after(state, wanted)


def _after(state: str, wanted: str) -> bool:
    return state in STAGES and wanted in STAGES and STAGES.index(state) > STAGES.index(wanted)


def _denies(one: Counted, aim: Aim) -> bool:
    """Whether a reading shows that the state was not there on the due day: said so on it or later, or an earlier stage
    came only after it."""
    reading = one.reading
    if aim.due is None:
        return False
    if reading.state == NOT_YET:
        return reading.as_of >= aim.due
    return _after(aim.state, reading.state) and reading.as_of > aim.due

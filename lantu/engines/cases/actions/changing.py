"""What every change of a case does: lock it, see that nobody was faster, enter a step, say so in the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from lantu.engines.cases import END, Conflict, Refused
from lantu.engines.cases.access import Concerned, absent, ask, may_read
from lantu.engines.cases.logic import terms
from lantu.engines.cases.logic.holders import holder
from lantu.engines.cases.models import NEVER, Case
from lantu.engines.cases.rows import flow_of, parties_of, view
from lantu.ground import journal
from lantu.ground.people import Person

KEPT = ("state", "step", "turn", "holder", "result", "left", "counted_from", "due", "stopped_on")


class Change:
    """A case that is being changed; what is put into `said` stands in the journal beside its new state."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.parties = parties_of(case)
        self.said: dict[str, Any] = {}


@contextmanager
def changing(person: Person, verb: str, id: int, edition: int, on: date, *states: str) -> Iterator[Change]:
    """One change of a case in one of these states, from its lock to its entry in the journal.

    Raises Absent, Forbidden, Conflict (somebody else changed it since `edition`), Refused (it is in another state).
    """
    with journal.write(person.ref, verb) as record:
        case = Case.objects.select_for_update(of=("self",)).select_related("flow").filter(pk=id).first()
        if case is None or not may_read(person, case, on):
            raise absent(id)
        change = Change(case)
        ask(person, verb, Concerned(change.parties))
        if case.edition != edition:
            raise Conflict(
                f"“{case.title}”刚被他人处理；请看过现状后再办",
                f"Somebody else acted on {case.title!r} a moment ago; see how it stands, then act",
                view(case, on, change.parties),
            )
        _expect(case, states)
        before = snapshot(case, change.parties)
        yield change
        case.edition += 1
        case.save()
        record(thing(case), before=before, after=snapshot(case, change.parties) | change.said)


def snapshot(case: Case, parties: Mapping[str, str]) -> dict[str, Any]:
    """What the journal keeps of a case at every step."""
    facts = {name: getattr(case, name) for name in KEPT}
    return {**facts, "due": None if case.due == NEVER else case.due, "parties": dict(parties)}


def thing(case: Case) -> str:
    """The name of a case in the journal."""
    return f"case/{case.pk}"


def enter(case: Case, target: str, parties: Mapping[str, str], on: date) -> None:
    """Go to a step, or end: whose turn, since when, until when."""
    case.turn += 1
    if target == END:
        leave(case, "closed", on)
        return
    step = flow_of(case.flow).step(target)
    case.step, case.entered_on = target, on
    case.holder = holder(step.who, parties)
    begin_term(case, step.within, on)


def leave(case: Case, state: str, on: date) -> None:
    """No step waits for anybody any more."""
    case.state, case.closed_on, case.holder = state, on, ""
    case.left, case.due, case.look_on = None, NEVER, None
    case.stopped_on, case.stopped_for = None, ""


def begin_term(case: Case, left: int | None, on: date) -> None:
    """Count a term of so many working days from a day on."""
    ends = terms.ends(on, left)
    case.counted_from, case.left, case.due = on, left, ends or NEVER
    case.look_on = terms.looks(ends, flow_of(case.flow).step(case.step).remind, left, on)


def reasoned(text: str) -> str:
    """A reason that was given. Raises Refused without one."""
    text = text.strip()
    if not text:
        raise Refused("reason", "请写明理由，以便对方知道如何改", "Give a reason, so that the others know what to do")
    return text


_STATES = {"open": "办理中", "stopped": "已暂停计时", "closed": "已办结", "cancelled": "已撤销"}


def _expect(case: Case, states: tuple[str, ...]) -> None:
    if case.state not in states:
        wanted = "、".join(_STATES[one] for one in states)
        raise Refused(
            "state",
            f"“{case.title}”现为“{_STATES[case.state]}”，只有“{wanted}”的办件可以这样办",
            f"{case.title!r} is {case.state}; this is done to a case that is {' or '.join(states)}",
        )

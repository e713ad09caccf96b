"""What the clock does: remind before a term ends, say when it has ended, and tell a superior.

Each case is looked at in a transaction of its own, on the day it asked to be looked at; looking twice says nothing twice.
"""

from __future__ import annotations

from datetime import date

from lantu.engines.cases.access import today
from lantu.engines.cases.logic import terms
from lantu.engines.cases.logic.holders import holder
from lantu.engines.cases.models import NEVER, Case, Notice
from lantu.engines.cases.rows import flow_of, parties_of
from lantu.ground import journal
from lantu.ground.people import SYSTEM

from .changing import thing

AT_ONCE = 200  # cases looked at in one call; the rest waits for the next


def remind(on: date | None = None) -> int:
    """Look at the cases whose day has come; how many notices were made."""
    day = today(on)
    waiting = Case.objects.filter(look_on__lte=day).order_by("look_on", "id")
    return sum(_look(id, day) for id in waiting.values_list("id", flat=True)[:AT_ONCE])


def _look(id: int, on: date) -> int:
    with journal.write(SYSTEM.ref, "case.remind") as record:
        case = Case.objects.select_for_update(of=("self",)).select_related("flow").get(pk=id)
        if case.look_on is None or case.look_on > on:  # somebody acted, or another clock was faster
            return 0
        if case.due == NEVER and not _due_is_known(case, on):
            return 0
        made = [notice for notice in _notices(case, on) if _say(notice)]
        if case.due < on:
            case.look_on = None
        else:
            case.look_on = max(terms.looks(case.due, None, case.left, on) or on, case.look_on)
        case.save(update_fields=["look_on", "due"])
        if made:
            said = [{"kind": one.kind, "holder": one.holder} for one in made]
            record(thing(case), before=None, after={"step": case.step, "due": case.due, "notices": said})
    return len(made)


def _due_is_known(case: Case, on: date) -> bool:
    """Whether the holidays of the year in which this term ends have been announced since; else look again tomorrow."""
    ends = terms.ends(case.counted_from, case.left)
    case.due = ends or NEVER
    case.look_on = terms.looks(ends, flow_of(case.flow).step(case.step).remind, case.left, on)
    case.save(update_fields=["look_on", "due"])
    return case.look_on is not None and case.look_on <= on


def _notices(case: Case, on: date) -> list[Notice]:
    step = flow_of(case.flow).step(case.step)
    if case.due >= on:
        return [_notice(case, "soon", case.holder, on)]
    found = [_notice(case, "late", case.holder, on)]
    if step.escalate is not None:
        found.append(_notice(case, "escalated", holder(step.escalate, parties_of(case)), on))
    return found


def _notice(case: Case, kind: str, to: str, on: date) -> Notice:
    return Notice(case=case, turn=case.turn, due=case.due, kind=kind, holder=to, on=on)


def _say(notice: Notice) -> bool:
    """Keep it unless it was said before."""
    said = Notice.objects.filter(case=notice.case, turn=notice.turn, due=notice.due, kind=notice.kind).exists()
    if not said:
        notice.save()
    return not said

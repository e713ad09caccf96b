"""Stopping a case's clock, and letting it go on."""

from __future__ import annotations

from datetime import date

from lantu.engines.cases import CaseView, Refused
from lantu.engines.cases.access import today
from lantu.engines.cases.logic import terms
from lantu.engines.cases.models import NEVER
from lantu.engines.cases.rows import view
from lantu.ground.people import Person
from lantu.ground.period import Uncovered

from .changing import begin_term, changing, reasoned


def stop(person: Person, id: int, edition: int, reason: str, *, on: date | None = None) -> CaseView:
    """Stop the clock: what is left of the term waits. A term that has run out cannot be stopped any more."""
    day = today(on)
    with changing(person, "case.stop", id, edition, day, "open") as change:
        case = change.case
        change.said = {"note": reasoned(reason)}
        if case.left is None or case.due < day:
            raise Refused(
                "term",
                f"“{case.title}”这一步没有期限，或已逾期，不能暂停计时；逾期的请说明原因并尽快办理",
                f"This step of {case.title!r} has no term, or it has run out, so there is no clock to stop; say why and act",
            )
        try:
            case.left = terms.left_on(case.counted_from, case.left, day)
        except Uncovered as error:
            raise Refused("uncovered", error.zh, error.en) from error
        case.state, case.stopped_on, case.stopped_for = "stopped", day, change.said["note"]
        case.due, case.look_on = NEVER, None
    return view(case, day, change.parties)


def resume(person: Person, id: int, edition: int, note: str = "", *, on: date | None = None) -> CaseView:
    """Let the clock go on: what was left of the term is counted from this day."""
    day = today(on)
    with changing(person, "case.resume", id, edition, day, "stopped") as change:
        case = change.case
        change.said = {"note": note.strip()}
        case.state, case.stopped_on, case.stopped_for = "open", None, ""
        begin_term(case, case.left, day)
    return view(case, day, change.parties)

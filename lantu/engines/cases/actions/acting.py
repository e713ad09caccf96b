"""Taking one's turn, or handing it over."""

from __future__ import annotations

from datetime import date

from lantu.engines.cases import REASONED, CaseView, Forbidden, Refused
from lantu.engines.cases.access import behalf, holders, today
from lantu.engines.cases.logic.holders import holder
from lantu.engines.cases.models import Case
from lantu.engines.cases.rows import flow_of, view
from lantu.ground.people import Person, may
from lantu.ground.people import queries as people

from .changing import Change, changing, enter, reasoned


def act(person: Person, id: int, edition: int, outcome: str, note: str = "", *, on: date | None = None) -> CaseView:
    """Take one's turn: the case goes where its step's outcome leads. Who returns or rejects says why.

    Raises Forbidden when it is somebody else's turn, or when one would approve what one submitted; Conflict; Refused.
    """
    day = today(on)
    with changing(person, "case.act", id, edition, day, "open") as change:
        case = change.case
        on_behalf_of = _turn_of(person, case, day)
        step = flow_of(case.flow).step(case.step)
        if outcome not in step.next:
            raise Refused(
                "outcome",
                f"“{step.zh}”这一步没有“{outcome}”；可选：{'、'.join(step.next)}",
                f"The step {step.en!r} has no outcome {outcome!r}; there are {', '.join(step.next)}",
            )
        change.said = {"outcome": outcome, "note": reasoned(note) if outcome in REASONED else note.strip()}
        if on_behalf_of:
            change.said["on_behalf_of"] = on_behalf_of
        if outcome == "approve" and person.ref == case.submitted_by:
            raise Forbidden(
                "own",
                "不能审批自己提交的事项；请由另一位有权的人办理",
                "Nobody approves what they submitted; another person who may has to",
            )
        if outcome == "submit":
            case.submitted_by = person.ref
        case.result = outcome
        enter(case, step.next[outcome], change.parties, day)
    return view(case, day, change.parties)


def hand_over(person: Person, id: int, edition: int, to: str, reason: str, *, on: date | None = None) -> CaseView:
    """Pass one's turn to `person/REF` or `organisation/ID`; the term goes on. Who holds it by role passes it to a colleague.

    A party that is a person passes it to anybody who may act, one that is an organisation to another organisation or to a
    person of its own; in the first two cases whoever takes it over is that party from now on. Who may `case.reassign` gives
    away the turn of somebody who left or is ill.
    """
    day = today(on)
    with changing(person, "case.hand_over", id, edition, day, "open") as change:
        change.said = {"note": reasoned(reason)}
        if not may(person, "case.reassign") and (on_behalf_of := _turn_of(person, change.case, day)):
            change.said["on_behalf_of"] = on_behalf_of
        _pass(change, to)
    return view(change.case, day, change.parties)


def _turn_of(person: Person, case: Case, on: date) -> str:
    found = behalf(person, case.holder, on)
    if found is None:
        raise Forbidden(
            "turn",
            f"“{case.title}”这一步不由您办理；请由承办人办理，或请其转办、委托",
            f"It is not your turn on {case.title!r}; whose turn it is may act, hand it over or delegate",
        )
    return found


def _pass(change: Change, to: str) -> None:
    case = change.case
    who = flow_of(case.flow).step(case.step).who
    bound = holder(who, change.parties)
    party = change.parties.get(who.party, "") if not who.role else ""
    kind, _, number = to.partition("/")
    if kind == "person":
        taker = people.active(number)
        if taker is None or not may(taker, "case.act"):
            raise _nobody(to)
        if party.startswith("person/"):
            _rebind(change, who.party, to)
        elif bound not in holders(taker):
            raise _nobody(to)
    elif kind == "organisation" and party.startswith("organisation/") and number.isdigit():
        if not people.organisations([int(number)]):
            raise _nobody(to)
        _rebind(change, who.party, to)
    else:
        raise _nobody(to)
    case.holder = to


def _rebind(change: Change, party: str, to: str) -> None:
    change.case.parties.filter(name=party).update(reference=to)
    change.parties[party] = to


def _nobody(to: str) -> Refused:
    return Refused(
        "taker",
        f"不能转给“{to}”：没有此人或单位、已停用，或不具备办理这一步的角色；请另选",
        f"This cannot be handed to {to!r}: unknown, closed, or without the role that this step needs; choose another",
    )

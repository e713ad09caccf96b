"""Opening a case, and giving one up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError

from lantu.engines.cases import CaseView, Flow, Forbidden, Refused
from lantu.engines.cases.access import ask, holders, today
from lantu.engines.cases.logic.holders import holder
from lantu.engines.cases.models import Case, FlowText, Party
from lantu.engines.cases.queries import newest
from lantu.engines.cases.rows import flow_of, view
from lantu.ground import journal
from lantu.ground.people import Person, may
from lantu.ground.people import queries as people

from .changing import begin_term, changing, leave, reasoned, snapshot, thing


def open(
    person: Person,
    flow: str,
    *,
    about: str,
    title: str,
    parties: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
    once: str | None = None,
    on: date | None = None,
) -> CaseView:
    """Begin a run of the flow in use. `about` is a path as in the journal; `parties` name person/REF or organisation/ID.

    `once` is a name of the opener's choice: a second case under it is not opened, the first is returned. Who opens a case
    whose first step is another's needs `case.issue`. Raises Absent, Forbidden, Refused.
    """
    ask(person, "case.open")
    day, bound = today(on), dict(parties or {})
    try:
        with journal.write(person.ref, "case.open") as record:
            case = _known(once)
            if case is None:
                text = newest(flow)
                _check(flow_of(text), bound)
                case = _begin(person, text, bound, day, about=about, title=title, facts=dict(facts or {}), once=once)
                after = snapshot(case, bound) | {
                    "flow": flow,
                    "hash": text.hash,
                    "about": about,
                    "title": title,
                    "facts": case.facts,
                }
                record(thing(case), before=None, after=after)
    except IntegrityError:  # somebody opened it under this name between our look and our write
        case = _known(once)
        if case is None:
            raise
    return view(case, day)


def cancel(person: Person, id: int, edition: int, reason: str, *, on: date | None = None) -> CaseView:
    """Give a case up for good, whatever step it is at."""
    day = today(on)
    with changing(person, "case.cancel", id, edition, day, "open", "stopped") as change:
        change.said = {"note": reasoned(reason)}
        leave(change.case, "cancelled", day)
    return view(change.case, day, change.parties)


def _known(once: str | None) -> Case | None:
    return Case.objects.select_related("flow").filter(once=once).first() if once else None


def _begin(person: Person, text: FlowText, parties: dict[str, str], day: date, **said: Any) -> Case:
    first = flow_of(text).steps[0]
    turn_of = holder(first.who, parties)
    if turn_of not in holders(person) and not may(person, "case.issue"):
        raise Forbidden(
            "issue",
            f"“{first.zh}”这一步不由您办理，您的角色也不能为他人发起；请由承办人或办公室发起",
            f"The step {first.en!r} is not yours, and your roles do not open cases for others; ask the office",
        )
    case = Case(flow=text, opened_by=person.ref, opened_on=day, step=first.key, entered_on=day, holder=turn_of, **said)
    begin_term(case, first.within, day)
    case.save()
    Party.objects.bulk_create(Party(case=case, name=name, reference=one) for name, one in parties.items())
    return case


def _check(flow: Flow, parties: Mapping[str, str]) -> None:
    """Raises Refused unless just the flow's parties are named, each somebody who exists."""
    lacking, odd = flow.parties - set(parties), set(parties) - flow.parties
    if lacking or odd:
        zh = [f"缺少 {'、'.join(sorted(lacking))}"] * bool(lacking) + [f"多出 {'、'.join(sorted(odd))}"] * bool(odd)
        en = [f"lacks {', '.join(sorted(lacking))}"] * bool(lacking) + [f"knows no {', '.join(sorted(odd))}"] * bool(
            odd
        )
        raise Refused(
            "parties",
            f"流程“{flow.key}”的当事方{'，'.join(zh)}；请补正",
            f"The flow {flow.key!r} {' and '.join(en)}; name exactly its parties",
        )
    for name, reference in parties.items():
        kind, _, number = reference.partition("/")
        known = (kind == "person" and people.active(number)) or (
            kind == "organisation" and number.isdigit() and people.organisations([int(number)])
        )
        if not known:
            raise Refused(
                "parties",
                f"当事方 {name} 写作“{reference}”，没有此人或单位；请写 person/编号 或 organisation/编号",
                f"The party {name} is {reference!r}, who is not known; write person/REF or organisation/ID",
            )

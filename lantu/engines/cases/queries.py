"""Every read of this engine. Lateness is as of a day: the clock's, unless another is asked for."""

from __future__ import annotations

import heapq
from datetime import date

from django.db.models import Count, Q, QuerySet

from lantu.ground import journal
from lantu.ground.people import Person

from . import Absent, CaseView, Counts, DelegationView, Flow, NoticeView, Passage
from .access import absent, ask, may_read, stands_for, today
from .models import Case, Delegation, FlowText, Notice
from .rows import delegation_view, flow_of, view

Place = tuple[date, int]


def newest(key: str) -> FlowText:
    """The text of a flow in use. Raises Absent."""
    row = FlowText.objects.filter(key=key).order_by("-number").first()
    if row is None:
        raise Absent("absent", f"没有流程“{key}”；请先采用一份", f"There is no flow {key!r}; take one first")
    return row


def flow(key: str) -> Flow:
    """The flow in use. Raises Absent."""
    return flow_of(newest(key))


def flow_text(person: Person, key: str) -> str:
    """The flow in use as it is written, to be looked at and edited. Raises Absent, Forbidden."""
    ask(person, "flow.read")
    return newest(key).text


def flows() -> list[str]:
    """The flows there are, by key."""
    return list(FlowText.objects.order_by("key").values_list("key", flat=True).distinct())


def case(person: Person, id: int, as_of: date | None = None) -> CaseView:
    """One case. Raises Absent, also for whoever may not know of it."""
    return view(_found(person, id, today(as_of)), today(as_of))


def about(person: Person, thing: str, as_of: date | None = None) -> list[CaseView]:
    """The cases about a thing that this person may know of, newest first."""
    day = today(as_of)
    rows = _loaded(Case.objects.filter(about=thing).order_by("-id"))
    return [view(row, day) for row in rows if may_read(person, row, day)]


def inbox(person: Person, as_of: date | None = None, *, limit: int = 50, after: Place | None = None) -> list[CaseView]:
    """Whose turn it is mine, or of those who delegated to me: the longest late first, without a term last.

    `after` is the `place` of the last one shown. Each holder's part is already in order in the index, so that what is read
    does not grow with what waits.
    """
    day = today(as_of)
    parts = []
    for holder in sorted(_held(person, day)):
        rows = Case.objects.filter(holder=holder, state="open")
        if after is not None:
            rows = rows.filter(Q(due__gt=after[0]) | Q(due=after[0], id__gt=after[1]))
        parts.append(list(rows.order_by("due", "id").values_list("due", "id")[:limit]))
    first = [id for _, id in heapq.nsmallest(limit, (place for part in parts for place in part))]
    rows_by_id = {row.pk: row for row in _loaded(Case.objects.filter(pk__in=first))}
    return [view(rows_by_id[id], day) for id in first]


def counts(person: Person, as_of: date | None = None) -> Counts:
    """How many cases wait for this person, and for whom they stand in."""
    day = today(as_of)
    found = Case.objects.filter(holder__in=_held(person, day)).aggregate(
        open=Count("id", filter=Q(state="open")),
        late=Count("id", filter=Q(state="open", due__lt=day)),
        today=Count("id", filter=Q(state="open", due=day)),
        stopped=Count("id", filter=Q(state="stopped")),
    )
    return Counts(**found)


def totals(person: Person, as_of: date | None = None) -> dict[tuple[str, str], Counts]:
    """By flow and step, everybody's cases that are not closed. For those who may read any case; raises Forbidden."""
    ask(person, "case.read")
    day = today(as_of)
    rows = (
        Case.objects.filter(state__in=("open", "stopped"))
        .values_list("flow__key", "step")
        .annotate(
            open=Count("id", filter=Q(state="open")),
            late=Count("id", filter=Q(state="open", due__lt=day)),
            today=Count("id", filter=Q(state="open", due=day)),
            stopped=Count("id", filter=Q(state="stopped")),
        )
    )
    return {(key, step): Counts(*numbers) for key, step, *numbers in rows}


def history(person: Person, id: int) -> list[Passage]:
    """Everything that was done to a case, oldest first, from the journal. Raises Absent."""
    _found(person, id, today(None))
    found = []
    for entry in journal.entries(f"case/{id}"):
        after = dict(entry.after or {})
        said = {name: str(after.pop(name, "")) for name in ("on_behalf_of", "outcome", "note")}
        found.append(
            Passage(at=entry.known_at, who=entry.who, verb=entry.verb, before=entry.before, after=after, **said)
        )
    return found


def notices(person: Person, since: date, as_of: date | None = None) -> list[NoticeView]:
    """What the clock said to this person, or to whom they stand in for, since a day; newest first."""
    day = today(as_of)
    rows = Notice.objects.filter(holder__in=_held(person, day), on__gte=since, on__lte=day)
    return [
        NoticeView(row.case_id, row.case.title, row.kind, row.holder, row.due, row.on)  # type: ignore[arg-type]
        for row in rows.select_related("case").order_by("-on", "-id")
    ]


def delegations(person: Person) -> list[DelegationView]:
    """What this person delegated, and what was delegated to them; the latest first. Revoked ones are left out."""
    rows = Delegation.objects.filter(Q(by=person.ref) | Q(to=person.ref), revoked=False)
    return [delegation_view(row) for row in rows.order_by("-since", "-id")]


def _held(person: Person, on: date) -> frozenset[str]:
    return frozenset().union(*stands_for(person, on).values())


def _found(person: Person, id: int, on: date) -> Case:
    row = _loaded(Case.objects.filter(pk=id)).first()
    if row is None or not may_read(person, row, on):
        raise absent(id)
    return row


def _loaded(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("flow").prefetch_related("parties")

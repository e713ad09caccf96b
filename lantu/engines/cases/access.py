"""Who stands for whom, and which cases a person may know of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lantu.ground.people import Person, may
from lantu.ground.people import queries as people

from . import Absent, Forbidden
from .logic.holders import held_by, organisation
from .models import Case, Delegation
from .rows import parties_of


@dataclass(frozen=True, slots=True)
class Concerned:
    """A case as the table of permissions asks about it; its organisations are looked up only when they are asked for."""

    parties: Mapping[str, str]

    @property
    def organisations(self) -> frozenset[int]:
        """The organisations among the parties, and those that they were merged into."""
        named = (organisation(reference) for reference in self.parties.values())
        return people.now_answering({one for one in named if one is not None})


def today(on: date | None) -> date:
    """The day asked for, else the clock's."""
    return on or timezone.localdate()


def holders(person: Person) -> frozenset[str]:
    """Every holder that a person is; for a merged organisation also what it was called before."""
    return held_by(person.ref, person.roles, people.answering_for(person.organisations))


def stands_for(person: Person, on: date) -> dict[str, frozenset[str]]:
    """Whose turns a person may take on a day: under "" their own, under a reference those of who delegated to them."""
    found = {"": holders(person)}
    rows = Delegation.objects.filter(to=person.ref, since__lte=on, until__gte=on, revoked=False)
    for ref in rows.values_list("by", flat=True).distinct():
        delegator = people.active(ref)
        if delegator is not None:
            found[ref] = holders(delegator)
    return found


def behalf(person: Person, holder: str, on: date) -> str | None:
    """On whose behalf a person takes this holder's turn: "" their own, a reference, None when they may not."""
    for ref, held in stands_for(person, on).items():
        if holder in held:
            return ref
    return None


def may_read(person: Person, case: Case, on: date) -> bool:
    """Who may know of a case: by the table, as a party, as who opened it, or because it is their turn."""
    parties = parties_of(case)
    if case.opened_by == person.ref or f"person/{person.ref}" in parties.values():
        return True
    return may(person, "case.read", Concerned(parties)) or behalf(person, case.holder, on) is not None


def ask(person: Person, verb: str, thing: object = None) -> None:
    """Raises Forbidden unless the table of permissions says yes."""
    if not may(person, verb, thing):
        raise Forbidden(
            "forbidden",
            "您的角色不能这样做；请找主管该流程的办公室",
            "Your roles do not allow this; ask the office that keeps this flow",
        )


def absent(id: int) -> Absent:
    return Absent(
        "absent",
        f"没有第 {id} 号办件，或您不能查看；请在待办列表中选择",
        f"There is no case {id}, or you may not see it; choose one from your inbox",
    )

"""Reads about people and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lantu.ground import journal

from . import PUBLIC, SYSTEM, Person, models


def person(row: models.Person) -> Person:
    """A row as the word that other rooms speak."""
    return Person(
        ref=row.ref,
        name=row.name,
        roles=frozenset(row.roles),
        organisations=frozenset(row.organisations.values_list("id", flat=True)),
    )


def acting(request: Any) -> Person:
    """Who makes this request; the anonymous public is PUBLIC."""
    user = getattr(request, "user", None)
    return person(user) if isinstance(user, models.Person) and user.is_active else PUBLIC


def active(ref: str) -> Person | None:
    """Somebody with an open account, by opaque reference."""
    row = models.Person.objects.filter(ref=ref, is_active=True).first()
    return person(row) if row else None


def organisations(ids: Iterable[int]) -> dict[int, str]:
    """Names of organisations by their numbers; an unknown one is left out."""
    return dict(models.Organisation.objects.filter(id__in=set(ids)).values_list("id", "name"))


def answering_for(ids: Iterable[int]) -> frozenset[int]:
    """These organisations and all that were merged into them: whoever belongs to one now does the work of the others."""
    found, frontier = set(ids), set(ids)
    while frontier:
        frontier = (
            set(models.Organisation.objects.filter(merged_into__in=frontier).values_list("id", flat=True)) - found
        )
        found |= frontier
    return frozenset(found)


def now_answering(ids: Iterable[int]) -> frozenset[int]:
    """These organisations and all that they were merged into."""
    found, frontier = set(ids), set(ids)
    while frontier:
        rows = models.Organisation.objects.filter(id__in=frontier, merged_into__isnull=False)
        frontier = {one for one in rows.values_list("merged_into", flat=True) if one is not None} - found
        found |= frontier
    return frozenset(found)


def names(refs: Iterable[str]) -> dict[str, str]:
    """Names for opaque references, for showing who did something; an erased person's is the mask, an unknown one is left out."""
    wanted = set(refs)
    found = {row.ref: row.name for row in models.Person.objects.filter(ref__in=wanted)}
    return found | ({SYSTEM.ref: SYSTEM.name} if SYSTEM.ref in wanted else {})


def everybody() -> list[models.Person]:
    """All accounts, the oldest first."""
    return list(models.Person.objects.order_by("id"))


def first_with_role(role: str) -> models.Person | None:
    """The oldest open account that holds this role."""
    # JSON is asked in Python: `contains` does not exist on SQLite, and accounts are few.
    return next((row for row in everybody() if row.is_active and role in row.roles), None)


def erased() -> list[str]:
    """The opaque references of everybody who was erased, from the journal."""
    found = {entry.thing.removeprefix("person/") for entry in journal.entries("person") if entry.verb == "people.erase"}
    return sorted(found)

"""Reads about people and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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


def names(refs: Iterable[str]) -> dict[str, str]:
    """Names for opaque references, for showing who did something; an erased person's is the mask, an unknown one is left out."""
    wanted = set(refs)
    found = {row.ref: row.name for row in models.Person.objects.filter(ref__in=wanted)}
    return found | ({SYSTEM.ref: SYSTEM.name} if SYSTEM.ref in wanted else {})

"""People and organisations: who acts, for whom, and what they may.

`may(person, verb, thing)` is the only permission question in the product. Its table (lantu/project/permissions.csv: a verb a
row, a role a column) is handed down by `project` at start; a verb that is not in the table is refused. The anonymous public is
a person, too: `PUBLIC`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROLES = (
    "public",
    "reader",
    "reporter",
    "organisation_head",
    "leader",
    "office",
    "system_admin",
    "security_admin",
    "auditor",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts. `ref` is opaque and never reused; it is what the journal knows."""

    ref: str
    name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    organisations: frozenset[int] = field(default_factory=frozenset)


PUBLIC = Person(ref="public", roles=frozenset({"public"}))
SYSTEM = Person(ref="system", name="Lantu")


def may(person: Person, verb: str, thing: Any = None) -> bool:
    """Whether this person may do this to that. Cells of the table: yes; published (thing.published); own (thing.organisations
    meets the person's); empty: no. Everybody also holds the role public."""
    from . import permissions

    return permissions.may(person, verb, thing)


def acting(request: Any) -> Person:
    """Who makes this request: the person who is logged in, or PUBLIC."""
    from . import queries

    return queries.acting(request)

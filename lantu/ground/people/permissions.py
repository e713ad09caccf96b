"""The one table of permissions. It is handed down by `project`; this room knows how to read it, not what is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from . import PUBLIC, ROLES, SYSTEM, Person

CELLS = ("yes", "published", "own", "")

_table: dict[str, dict[str, str]] = {}


class UnknownVerb(LookupError):
    """A question about a verb that no row of the table answers; nobody may do it."""

    def __init__(self, verb: str) -> None:
        super().__init__(
            f"no row for {verb!r} in permissions.csv: add one / permissions.csv 中没有 {verb!r}：请增加一行"
        )


class Denied(PermissionError):
    """Somebody tried what the table does not give to any of their roles."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"no role of yours allows {verb} / 您的角色不允许 {verb}")


def hand_down(lines: Iterable[str]) -> None:
    """Take the table: CSV with the columns verb, one for each role, why. Replaces what was there.

    Raises ValueError with a sentence when a column, a cell or a verb is not as it should be.
    """
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != ("verb", *ROLES, "why"):
        raise ValueError(f"permissions.csv: the columns must be verb, {', '.join(ROLES)}, why")
    table: dict[str, dict[str, str]] = {}
    for row in reader:
        verb = row["verb"]
        if verb in table:
            raise ValueError(f"permissions.csv: {verb} has two rows")
        wrong = [role for role in ROLES if row[role] not in CELLS]
        if wrong or not row["why"]:
            raise ValueError(f"permissions.csv: {verb}: {', '.join(wrong) or 'why'} is not filled as it should be")
        table[verb] = {role: row[role] for role in ROLES if row[role]}
    _table.clear()
    _table.update(table)


def verbs() -> tuple[str, ...]:
    """Every verb of the table."""
    return tuple(_table)


def may(person: Person, verb: str, thing: Any = None) -> bool:
    """See the room's door. Raises UnknownVerb: a misspelt verb should be found by the first who tries it."""
    cells = _table.get(verb)
    if cells is None:
        raise UnknownVerb(verb)
    if person is SYSTEM:  # the program itself, from its own clock; no request can be this object
        return True
    return any(_allows(cells.get(role, ""), person, thing) for role in person.roles | PUBLIC.roles)


def _allows(cell: str, person: Person, thing: Any) -> bool:
    match cell:
        case "yes":
            return True
        case "published":
            return bool(getattr(thing, "published", False))
        case "own":
            return not person.organisations.isdisjoint(getattr(thing, "organisations", ()))
    return False

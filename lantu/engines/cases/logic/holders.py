"""Whose turn it is, as one text that an index can find: person/REF, role/ROLE, organisation/ID, role/ROLE/organisation/ID."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lantu.engines.cases import Who


def holder(who: Who, parties: Mapping[str, str]) -> str:
    """Whose turn a step is in one case; `parties` say who stands behind each party's name."""
    if not who.party:
        return f"role/{who.role}"
    reference = parties[who.party]
    return f"role/{who.role}/{reference}" if who.role else reference


def held_by(ref: str, roles: Collection[str], organisations: Collection[int]) -> frozenset[str]:
    """Every holder that a person with these roles and organisations is."""
    named = [f"organisation/{one}" for one in organisations]
    alone = [f"person/{ref}", *named, *(f"role/{role}" for role in roles)]
    both = [f"role/{role}/{one}" for role in roles for one in (*named, f"person/{ref}")]
    return frozenset([*alone, *both])


def organisation(reference: str) -> int | None:
    """The organisation in a reference or a holder, None when there is none."""
    word, _, number = reference.rpartition("/")
    return int(number) if word.endswith("organisation") and number.isdigit() else None

"""The journal: an append-only record that is audit trail and event bus in one.

Every write of the product happens inside `write(who, verb)`: one transaction, one or more entries, hashed into one chain.

    from lantu.ground import journal
    with journal.write(person.ref, "plan.adopt") as record:
        ...                                     # change rows through the ORM
        record("plan/lingang-2023/version/2", before={"state": "draft"}, after={"state": "adopted"})

The head of the chain is locked last, just before the commit, so that writers do not wait on each other and `seq` is
the order of commits. A thing is a path of words and keys; facts are canonical JSON text. Facts about a person enter only
as tokens (`people.seal`), so that erasing the person's key reaches the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .breaks import Walk

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain. `who` is a person's opaque reference; `before` is None for a thing that begins to exist."""

    seq: int
    known_at: datetime
    who: str
    verb: str
    thing: str
    before: Facts | None
    after: Facts | None
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and what was found there; in zh and en."""

    seq: int
    zh: str
    en: str


class Record(Protocol):
    """What a writer calls inside `write`."""

    def __call__(self, thing: str, *, before: Facts | None, after: Facts | None) -> None: ...


def write(who: str, verb: str) -> AbstractContextManager[Record]:
    """One named write: a transaction whose entries are chained at its very end. Nested writes join the outer one."""
    from . import chain

    return chain.write(who, verb)


def entries(thing: str | None = None, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """Entries in the order of commits; `thing` selects it and everything below it."""
    from . import chain

    return chain.entries(thing, after=after, limit=limit)


def head() -> tuple[int, str]:
    """The number and the hash of the last entry: whoever keeps them elsewhere can prove later what the chain was."""
    from . import chain

    return chain.head()


def walk() -> Walk:
    """Walk the whole chain; iterating yields each break as it is found, `count` says how many entries were passed."""
    from . import breaks

    return breaks.Walk()


def verify() -> list[Break]:
    """Every place where the chain does not hold (empty: it is whole)."""
    return list(walk())

"""How we are doing: series of readings, each with its source and evidence, as they were known at any past moment.

    actions.declare(person, Series("lingang-2023/t63/保税LNG加注量", unit="立方", basis="flow"))
    actions.record(person, key, Said(as_of=date(2023, 6, 30), value=Decimal("12"), unit="万立方", source="reported"))
    queries.counting([key], as_of=date(2023, 6, 30), known_at=moment)    # which reading counts, the others beside it

A reading has two times: `as_of`, the day of which it speaks, and `recorded_at`, when it was known. Readings are never
edited; a correction is a later reading about the same day. See docs/engines/measures.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from lantu.ground.refusals import Absent as Absent
from lantu.ground.refusals import Forbidden as Forbidden
from lantu.ground.refusals import Refused as Refused

Form = Literal["quantity", "state"]
Direction = Literal["up", "down"]
# What a quantity's number is; increment and flow are the sum since the year (or the series) began.
Basis = Literal["", "level", "increment", "growth", "share", "flow"]
Source = Literal["measured", "imported", "published", "reported", "simulated"]
# Whether a reading decides what it is about, is evidence for its own period only, or is shown and never judged.
Settles = Literal["yes", "partial", "no"]
Flag = Literal["jump", "reversal", "above_100"]

CUMULATED = ("increment", "flow")
# The best first. Measured and imported are equal; simulated counts only where simulation is asked for.
SOURCES: tuple[Source, ...] = ("measured", "imported", "published", "reported", "simulated")
RANK: Mapping[str, int] = {"measured": 0, "imported": 0, "published": 1, "reported": 2, "simulated": 3}
# A reading of this state says that on its day the thing had not been reached.
NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Series:
    """What is read again and again under one key. `unit` is "" for a state; nothing may be read before `starts`."""

    key: str
    name: str = ""
    form: Form = "quantity"
    unit: str = ""
    basis: Basis = ""
    direction: Direction = "up"
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a reading can be looked up."""

    title: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A reading as somebody hands it in: one of `value` (in `unit`), `state` or `expected` (a period, "2024H1").

    `as_of` is the day of which it speaks, `period` the stretch it covers and ends with ("" for that day alone).
    """

    as_of: date
    source: Source
    value: Decimal | None = None
    unit: str = ""
    state: str = ""
    expected: str = ""
    period: str = ""
    settles: Settles = "yes"
    evidence: Evidence = field(default_factory=Evidence)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One kept reading, `value` in its series' unit. `recorded_at` is when it was known, for a published one its day."""

    id: int
    series: str
    period: str
    as_of: date
    value: Decimal | None
    state: str
    expected: str
    source: Source
    settles: Settles
    evidence: Evidence
    flags: tuple[Flag, ...]
    note: str
    who: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """The reading that counts for its day, and those of other sources that say something else."""

    reading: Reading
    beside: tuple[Reading, ...] = ()

    @property
    def differences(self) -> tuple[Decimal | None, ...]:
        """For each reading beside: how far it lies from the one that counts; None where they are no numbers."""
        mine = self.reading.value
        return tuple(None if mine is None or other.value is None else other.value - mine for other in self.beside)

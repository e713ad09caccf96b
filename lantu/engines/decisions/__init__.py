"""What the rules say: tables that an official can read and edit, and decisions with the row that is their reason.

    table = logic.read("standing", text)                    # raises TableRefused with every problem in it
    logic.decide(table, {"share": 40}, on=date(2023, 6, 30))  # Decision: row, outputs, or what is missing, or the nearest miss

A table is a CSV file: see docs/engines/decisions.md. `logic` is pure; `actions` keeps tables and recorded decisions,
`queries` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal

from lantu.ground.refusals import Absent as Absent
from lantu.ground.refusals import Forbidden as Forbidden
from lantu.ground.refusals import Refused as Refused

# U unique: at most one row may match, proven when the table is read. F first: the first row that matches decides.
HitPolicy = Literal["U", "F"]
ColumnType = Literal["text", "number", "date", "boolean"]
Value = str | Decimal | date | bool | None
# What a caller may pass: numbers in the column's unit. None and an absent name both mean: not known.
Fact = str | Decimal | int | float | date | bool | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers between two bounds, or days as ordinals; None is without bound."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False


# What a condition lets through: values by name, stretches of numbers or days; None lets everything through.
Allowed = frozenset[str] | tuple[Interval, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """`unit` is a number's (%, 万元, 个); `values` are the only words a text column knows, empty when any word will do."""

    name: str
    type: ColumnType
    unit: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A cell as it is written, and what it lets through."""

    written: str
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is its line in the file, the header being 1; alive from `since` to `until`, both included."""

    name: str
    line: int
    conditions: tuple[Condition, ...]
    outputs: tuple[Value, ...]
    since: date
    until: date | None
    source: str

    def alive(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Table:
    """`hash` is the SHA-256 of its text: two tables with one hash decide alike, for ever."""

    key: str
    hash: str
    policy: HitPolicy
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """The row that failed in the fewest columns: for each, its name, what the row asks and what the fact is."""

    row: Row
    failed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a table says of some facts on a day.

    `matched`: `row` decided and `outputs` holds its values by column. `unknown`: a row might match, but the facts named in
    `missing` are not known. `none`: no row matches; `nearest` is the one that nearly did (None: no row lives on that day).
    """

    table: str
    hash: str
    on: date
    state: Literal["matched", "unknown", "none"]
    row: Row | None = None
    outputs: Mapping[str, Value] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    nearest: Miss | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision that was kept: what it was about, which text of which table said it, and to what facts."""

    id: int
    about: str
    table: str
    hash: str
    on: date
    state: str
    row: str
    source: str
    facts: Mapping[str, Fact]
    outputs: Mapping[str, str | bool | None]
    missing: tuple[str, ...]
    who: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a table: `line` and `column` as a spreadsheet shows them, and what to write instead."""

    table: str
    line: int
    column: str
    zh: str
    en: str


class FactRefused(Refused):
    """A fact is not what its column says; guessing would decide something else."""


class SheetRefused(Refused):
    """A table that people wrote cannot be used; `problems` are all that is wrong with it. The one before goes on."""

    kind: ClassVar = ("表", "table")

    def __init__(self, key: str, problems: tuple[Problem, ...]) -> None:
        zh = "；".join(f"第 {one.line} 行“{one.column}”列：{one.zh}" for one in problems)
        en = "; ".join(f"line {one.line}, column {one.column!r}: {one.en}" for one in problems)
        kind_zh, kind_en = self.kind
        super().__init__(kind_en, f"{kind_zh}“{key}”未采用。{zh}", f"The {kind_en} {key!r} was not taken. {en}")
        self.problems = problems


class TableRefused(SheetRefused):
    """A decision table cannot be used."""

    kind = ("判定表", "table")

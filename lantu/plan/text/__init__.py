"""From a government document to checkable targets: the words of reading.

Pure: no Django, no input or output. `read(text)` yields a `Reading`; every position in it counts Unicode characters from
the beginning of the text it was given, and every quote is exactly that piece of it. What counts as a target and how its
fields are filled is written down in docs/reading.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["quantity", "milestone"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Basis = Literal["level", "increment", "growth", "share", "flow"]
State = Literal["start", "topped_out", "complete", "operate", "publish", "establish", "approve", "hold", "sign"]


@dataclass(frozen=True, slots=True)
class Target:
    """Something a third party could later say was met or not met.

    A quantity has `value`, or `low` and `high`; a milestone has `state`. `due` is what the text gives, never assumed.
    `rule` names the rule that made it, `confidence` is between 0 and 1.
    """

    kind: Kind
    start: int
    end: int
    quote: str
    subject: str
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str = ""
    comparator: Comparator | None = None
    basis: Basis | None = None
    state: State | None = None
    due: date | None = None
    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """One item of the plan: `heading` is the path of headings above it, `start` to `end` its own text, number included."""

    number: int | None
    title: str
    heading: tuple[str, ...]
    start: int
    end: int
    targets: tuple[Target, ...] = ()
    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader wants a person to know: a sentence in zh and en, and where (a position, or None for the whole)."""

    code: str
    zh: str
    en: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document promises. `targets` are those stated outside any task (a preamble's headline figures)."""

    title: str
    year: int | None
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a document's text stands in the file people know: page 3, or sheet 年度任务 cell B7."""

    start: int
    end: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its column's heading as written, and its stretch of the document's text."""

    column: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that lists tasks (columns such as 任务, 内容, 责任单位, 完成时限); empty cells are left out."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. A text file's `text` is the file, character by character; others are laid out in reading order."""

    name: str
    form: str
    text: str
    places: tuple[Place, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read: what, where, why and the next step, in zh and en."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en

"""Time as plans speak of it: days, months, quarters, halves and years, and the working days among them.

    Period.parse("2026Q1").end          # 2026-03-31, the last day of it
    add_working_days(day, 20)           # the 20th working day after that day, make-up Saturdays (调休) included

A period is written 2026, 2026H1, 2026Q1, 2026-03 or 2026-03-05, and sorts by its first day, the longer one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

from .working import Uncovered, add_working_days, is_working_day, working_days

__all__ = ["KINDS", "Kind", "Period", "Uncovered", "add_working_days", "is_working_day", "working_days"]

Kind = Literal["year", "half", "quarter", "month", "day"]
KINDS: tuple[Kind, ...] = ("year", "half", "quarter", "month", "day")
MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}

WRITTEN = re.compile(r"(?P<year>\d{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `start` is its first day. Make one with `of` or `parse`, which see to that."""

    kind: Kind
    start: date

    def __post_init__(self) -> None:
        if self.start != _first(self.kind, self.start):
            raise ValueError(f"a {self.kind} does not begin on {self.start}")

    @classmethod
    def of(cls, kind: Kind, day: date) -> Period:
        """The period of this kind that holds the day."""
        return cls(kind, _first(kind, day))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read what `str` writes. Raises ValueError with a sentence in zh and en for anything else."""
        found = WRITTEN.fullmatch(text)
        try:
            if found is None:
                raise ValueError
            year, half, quarter, month, day = (int(part) if part else 0 for part in found.groups())
            kind: Kind = "half" if half else "quarter" if quarter else "day" if day else "month" if month else "year"
            if (found["month"] and not month) or (found["day"] and not day):
                raise ValueError
            first = (half - 1) * 6 + 1 if half else (quarter - 1) * 3 + 1 if quarter else month or 1
            return cls(kind, date(year, first, day or 1))
        except ValueError:
            raise ValueError(
                f"{text!r} is not a period; write 2026, 2026H1, 2026Q1, 2026-03 or 2026-03-05 / "
                f"“{text}”不是期间；请写成 2026、2026H1、2026Q1、2026-03 或 2026-03-05"
            ) from None

    @property
    def end(self) -> date:
        """Its last day."""
        if self.kind == "day":
            return self.start
        months = self.start.year * 12 + self.start.month - 1 + MONTHS[self.kind]
        if months >= 12 * 10_000:  # datetime knows no year 10000
            return date.max
        return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)

    def __contains__(self, other: object) -> bool:
        """Whether a day, or a whole other period, lies within."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, date) and self.start <= other <= self.end

    def __lt__(self, other: Period) -> bool:
        return (self.start, KINDS.index(self.kind)) < (other.start, KINDS.index(other.kind))

    def __str__(self) -> str:
        year, month = f"{self.start.year:04}", self.start.month
        return {
            "year": year,
            "half": f"{year}H{(month + 5) // 6}",
            "quarter": f"{year}Q{(month + 2) // 3}",
            "month": f"{year}-{month:02}",
            "day": self.start.isoformat(),
        }[self.kind]

    def next(self) -> Period:
        """The one after it, of the same kind."""
        return Period.of(self.kind, self.end + timedelta(days=1))

    def previous(self) -> Period:
        """The one before it, of the same kind."""
        return Period.of(self.kind, self.start - timedelta(days=1))

    def parts(self, kind: Kind) -> Iterator[Period]:
        """The periods of a shorter kind that make it up, in order. Raises ValueError for a longer kind."""
        if KINDS.index(kind) < KINDS.index(self.kind):
            raise ValueError(f"a {self.kind} is not made of {kind}s")
        part = Period.of(kind, self.start)
        while True:
            yield part
            if part.end >= self.end:
                return
            part = part.next()


def _first(kind: Kind, day: date) -> date:
    if kind == "day":
        return day
    return date(day.year, (day.month - 1) // MONTHS[kind] * MONTHS[kind] + 1, 1)

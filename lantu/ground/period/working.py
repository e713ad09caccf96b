"""Working days in mainland China: five days a week, but for statutory holidays and the make-up days (调休) around them.

The arrangement of a year is a notice of the State Council's office (国务院办公厅关于某年部分节假日安排的通知), published
late in the year before. chinesecalendar knows the notices; `days.csv` beside this file corrects it, or says what it does not
know yet: `date,kind,name,source`, kind is `holiday` or `working`, source is the number of the notice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import chinese_calendar  # type: ignore[import-untyped]  # it ships no types
from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

FILE = Path(__file__).with_name("days.csv")
COLUMNS = ("date", "kind", "name", "source")


class Uncovered(LookupError):
    """A day of a year whose arrangement is not known: guessing would give wrong legal deadlines."""

    def __init__(self, day: date, first: int, last: int) -> None:
        self.zh = (
            f"不知道 {day.year} 年的节假日安排（已知 {first}–{last} 年）："
            "请升级 chinesecalendar，或把国务院办公厅的通知补入 lantu/ground/period/days.csv"
        )
        self.en = (
            f"the holidays of {day.year} are not known ({first} to {last} are): upgrade chinesecalendar, or add the State "
            "Council's notice to lantu/ground/period/days.csv"
        )
        super().__init__(f"{self.en} / {self.zh}")


class Override(NamedTuple):
    """What the notice says of one day."""

    working: bool
    name: str
    source: str


def is_working_day(day: date) -> bool:
    """Whether offices work on this day. Raises Uncovered outside the years that are known."""
    known = overrides()
    if day in known:
        return known[day].working
    if day.year in _library_years():
        return bool(chinese_calendar.is_workday(day))
    if day.year not in {override.year for override in known}:
        raise Uncovered(day, *covered())
    return day.weekday() < 5  # a year that days.csv covers lists every day that differs from its weekday


def working_days(first: date, last: date) -> Iterator[date]:
    """The working days from `first` to `last`, both included."""
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if is_working_day(day):
            yield day


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day`, which is itself not counted (民法典 第二百零一条: 开始的当日不计入); n < 0 goes back.

    n = 0 gives `day` when it is a working day, else the next one (民法典 第二百零三条: the last day of a term that is a
    holiday moves to the day after it).
    """
    step = timedelta(days=-1 if n < 0 else 1)
    if n == 0:
        while not is_working_day(day):
            day += step
        return day
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def covered() -> tuple[int, int]:
    """The first and the last year whose arrangement is known."""
    years = set(_library_years()) | {day.year for day in overrides()}
    return min(years), max(years)


@cache
def overrides() -> dict[date, Override]:
    """days.csv. Raises ValueError with a sentence when a row is not as it should be."""
    return read(FILE)


def read(file: Path) -> dict[date, Override]:
    """One table of days, checked."""
    found: dict[date, Override] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{file.name}: the columns must be {', '.join(COLUMNS)}")
        for number, row in enumerate(rows, 2):
            day = date.fromisoformat(row["date"])
            if row["kind"] not in ("holiday", "working") or not row["name"] or not row["source"] or day in found:
                raise ValueError(
                    f"{file.name}, line {number}: needs a new date, holiday or working, a name and a source"
                )
            found[day] = Override(row["kind"] == "working", row["name"], row["source"])
    return found


@cache
def _library_years() -> range:
    return range(min(holidays).year, max(holidays).year + 1)

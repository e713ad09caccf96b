"""How much of the way is due by a day: evenly over the months, as the months of last year went, or by steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from lantu.engines.measures import Counted

ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Profile:
    """`steps` are (day, per cent due by then), in the order of days; empty: evenly over the months between start and due.

    `months` are the per cent of last year's total that was there at the end of each of its twelve months.
    """

    steps: tuple[tuple[date, Decimal], ...] = ()
    months: tuple[Decimal, ...] = ()


EVEN = Profile()


def due_by(profile: Profile, starts: date, due: date, day: date) -> Decimal:
    """Per cent of the way that is due by the end of a day, from 0 before the start to 100 on the due day."""
    if day >= due:
        return ALL
    if day < starts:
        return Decimal(0)
    if profile.steps:
        return max((share for when, share in profile.steps if when <= day), default=Decimal(0))
    if profile.months and starts.year == due.year:
        whole = _last_year(profile.months, due) - _last_year(profile.months, starts - timedelta(days=1), starts.year)
        gone = _last_year(profile.months, day) - _last_year(profile.months, starts - timedelta(days=1), starts.year)
        if whole > 0:
            return gone * ALL / whole
    return _evenly(starts, due, day)


def seasonal(counted: Sequence[Counted], year: int) -> Profile | None:
    """The profile of a year whose twelve months' sums are known and which ended above 0, else None."""
    sums: dict[int, Decimal] = {}
    for one in counted:
        reading = one.reading
        ends_month = reading.as_of.year == year and (reading.as_of + timedelta(days=1)).day == 1
        if ends_month and reading.value is not None and reading.settles != "no":
            sums[reading.as_of.month] = reading.value
    if len(sums) != 12 or sums[12] <= 0:
        return None
    return Profile(months=tuple(sums[month] * ALL / sums[12] for month in range(1, 13)))


def stepped(steps: Mapping[date, Decimal]) -> Profile:
    """Per cent due by days. Raises ValueError unless it rises and stays within 0 to 100."""
    ordered = tuple(sorted(steps.items()))
    shares = [share for _, share in ordered]
    if not shares or shares != sorted(shares) or not 0 <= shares[0] <= shares[-1] <= ALL:
        raise ValueError("steps must rise from 0 to 100 per cent / 各节点应达比例须在 0 到 100 之间且逐步上升")
    return Profile(steps=ordered)


@lru_cache(maxsize=4096)
def _evenly(starts: date, due: date, day: date) -> Decimal:
    """Months gone of all months, as the published rule counts (11 of 12 are 91.7 %); a month counts when it has ended.

    A span that is not made of whole months is counted in days.
    """
    if starts.day == 1 and (due + timedelta(days=1)).day == 1:
        after = day + timedelta(days=1)
        return Decimal(_months(starts, after)) * ALL / _months(starts, due + timedelta(days=1))
    return Decimal((day - starts).days + 1) * ALL / ((due - starts).days + 1)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _last_year(months: tuple[Decimal, ...], day: date, year: int | None = None) -> Decimal:
    """What was there by the last month that ended on or before a day; before the year, nothing."""
    if year is not None and day.year < year:
        return Decimal(0)
    ended = day.month if (day + timedelta(days=1)).day == 1 else day.month - 1
    return months[ended - 1] if ended else Decimal(0)

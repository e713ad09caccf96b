"""Terms in working days: when they end, and what is left of one whose clock was stopped.

The first day is not counted, and make-up Saturdays (调休) are (see ground.period). The day on which a clock stops counts,
the day on which it goes on does not: stopped and resumed on one day, a term ends when it would have.
"""

from __future__ import annotations

from datetime import date, timedelta

from lantu.ground.period import Uncovered, add_working_days, working_days


def ends(counted_from: date, left: int | None) -> date | None:
    """The last day of a term; None without one, or when the holidays of that year are not announced yet."""
    if left is None:
        return None
    try:
        return add_working_days(counted_from, left)
    except Uncovered:
        return None


def left_on(counted_from: date, left: int, day: date) -> int:
    """Working days that are left of a term at the end of a day; never less than none. Raises ground.period.Uncovered."""
    return max(0, left - sum(1 for _ in working_days(counted_from + timedelta(days=1), day)))


def looks(due: date | None, remind: int | None, left: int | None, today: date) -> date | None:
    """When the clock has to look at a term next: to remind, or on the day after it ends; None without a term.

    A term whose end is not known yet is looked at every day, until the holidays of that year are announced.
    """
    if due is None:
        return None if left is None else today + timedelta(days=1)
    return due + timedelta(days=1) if remind is None else add_working_days(due, -remind)

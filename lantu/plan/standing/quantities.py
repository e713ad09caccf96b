"""What readings show of a quantity: level, share, growth, or a sum since the year began (increment, flow)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lantu.engines.measures import CUMULATED, Counted, Reading

from . import Aim, Doubt, Found
from .profiles import ALL, due_by
from .rules import Rules

CEILINGS = ("<=", "<")


def measured(aim: Aim, counted: Sequence[Counted], at: date, rules: Rules) -> Found:
    """What the readings up to a day show. A reading about the due day decides; a sum that has reached its aim does so earlier."""
    known = [one for one in counted if one.reading.value is not None]
    judged = [one for one in known if one.reading.settles != "no" and _of_this_work(one.reading, aim)]
    if not judged:
        return Found(
            "unsettled" if any(one.reading.settles == "no" for one in known) else "none",
            counted=known[-1] if known else None,
        )
    decided = _decided(aim, judged, at)
    if decided is not None:
        return decided
    last = judged[-1]
    reading = last.reading
    fresh = (at - reading.as_of).days <= rules.fresh_days(reading.period, reading.settles, at)
    over = aim.due is not None and at >= aim.due
    if over or not fresh:
        return Found("partial" if reading.settles == "partial" else "undecided" if fresh else "stale", counted=last)
    return _on_the_way(aim, known, last)


def holds(aim: Aim, value: Decimal) -> bool:
    """Whether a number is what is aimed at. In plans 增长20% and 新增50家 promise at least that; about (约) is no allowance
    either. A range holds between its ends, a range of a sum from its lower end."""
    if aim.low is not None and aim.high is not None:
        return aim.low <= value and (value <= aim.high or aim.basis in CUMULATED)
    assert aim.value is not None
    match aim.comparator:
        case ">":
            return value > aim.value
        case "<=":
            return value <= aim.value
        case "<":
            return value < aim.value
    return value >= aim.value


def _of_this_work(reading: Reading, aim: Aim) -> bool:
    """A sum or a growth belongs to its year: what was counted before the work began or after its year says nothing."""
    if aim.basis not in (*CUMULATED, "growth"):
        return True
    begun = aim.starts is None or reading.as_of >= aim.starts
    return begun and (aim.due is None or reading.as_of.year <= aim.due.year)


def _decided(aim: Aim, judged: Sequence[Counted], at: date) -> Found | None:
    settled = [one for one in judged if one.reading.settles == "yes"]
    sums = aim.basis in CUMULATED and aim.comparator not in CEILINGS
    early = _held_since(aim, settled) if sums else None
    if early:
        return Found("decisive", "yes", counted=early)
    if aim.due is None:
        last = settled[-1] if settled else None
        done = last is not None and aim.basis in ("level", "share") and _holds(aim, last)
        return Found("decisive", "yes", counted=last) if done else None
    if at < aim.due:
        return None
    on_day = next((one for one in settled if one.reading.as_of == aim.due), None)
    if on_day and _holds(aim, on_day):
        return Found("decisive", "yes", counted=on_day)
    after = [one for one in settled if one.reading.as_of > aim.due]
    # A sum that is short after the due day was short on it; a level may have fallen since, and then nothing is decided.
    short = on_day or next((one for one in after if sums and not _holds(aim, one)), None)
    if short is None:
        return None
    late = next(
        (one for one in after if aim.basis != "growth" and aim.comparator not in CEILINGS and _holds(aim, one)), None
    )
    return Found("decisive", "late", counted=late) if late else Found("decisive", "no", counted=short)


def _held_since(aim: Aim, settled: Sequence[Counted]) -> Counted | None:
    """The reading from which a sum held its aim until the due day; a number that was taken back later decides nothing."""
    since = None
    for one in settled:
        if aim.due is None or one.reading.as_of <= aim.due:
            since = (since or one) if _holds(aim, one) else None
    return since


def _holds(aim: Aim, one: Counted) -> bool:
    assert one.reading.value is not None
    return holds(aim, one.reading.value)


def _on_the_way(aim: Aim, known: Sequence[Counted], last: Counted) -> Found:
    """A fresh reading before the due day beside what is due by its own day."""
    assert last.reading.value is not None
    base = _base(aim, known)
    gap, progress, due_by_now = _gap(aim, base, last.reading.value, last.reading.as_of)
    if gap is None:
        return Found("undecided", counted=last)
    doubt: Doubt = "flagged" if last.reading.flags else "none"
    for other in last.beside:
        if other.value is not None and other.settles != "no":
            its_gap = _gap(aim, base, other.value, other.as_of)[0]
            if its_gap is not None and (its_gap < 0) != (gap < 0):
                doubt = "disputed"
    if doubt == "none" and aim.basis in CUMULATED and aim.comparator in CEILINGS and progress is not None:
        doubt = "pace" if due_by_now is not None and progress > due_by_now else "none"
    return Found("fresh", doubt=doubt, gap=gap, counted=last, progress=progress, due_by_now=due_by_now)


def _gap(
    aim: Aim, base: Decimal | None, value: Decimal, day: date
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Percentage points ahead of what is due by a day, the progress and what is due; None where they cannot be told."""
    if aim.comparator in CEILINGS:
        return _below_ceiling(aim, value, day)
    wanted = aim.value if aim.value is not None else aim.low
    assert wanted is not None
    if aim.basis == "growth" or (aim.high is not None and aim.basis not in CUMULATED):
        return (Decimal(0) if holds(aim, value) else min(value - wanted, Decimal(-1).scaleb(-6))), None, None
    start = Decimal(0) if aim.basis in CUMULATED else base
    if start is None or start >= wanted or aim.due is None or aim.starts is None:
        # Where a level began is not known: that it is there already can be told, how far it is on its way cannot.
        return (Decimal(0) if holds(aim, value) else None), None, None
    progress = (value - start) * ALL / (wanted - start)
    due_by_now = due_by(aim.profile, aim.starts, aim.due, day)
    return progress - due_by_now, progress, due_by_now


def _below_ceiling(aim: Aim, value: Decimal, day: date) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """A ceiling is kept or crossed; a sum that runs ahead of its months is noted as pace."""
    assert aim.value is not None
    gap = Decimal(0) if holds(aim, value) else min(aim.value - value, Decimal(-1).scaleb(-6))
    if aim.basis not in CUMULATED or aim.value <= 0 or aim.due is None or aim.starts is None:
        return gap, None, None
    return gap, value * ALL / aim.value, due_by(aim.profile, aim.starts, aim.due, day)


def _base(aim: Aim, known: Sequence[Counted]) -> Decimal | None:
    """Where a level or a share stood when the work began: as the text implies, else the last reading before."""
    if aim.base is not None or aim.starts is None:
        return aim.base
    before = [one.reading.value for one in known if one.reading.as_of < aim.starts]
    return before[-1] if before else None

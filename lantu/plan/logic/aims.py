"""A target as something to be judged: in the unit of its series, with the base that the text implies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from lantu.engines.measures import Counted, Series
from lantu.engines.measures.logic import Inexact, convert
from lantu.plan import Refused, TargetView
from lantu.plan.logic.direction import falls
from lantu.plan.standing import Aim
from lantu.plan.standing.bases import Written, implied_bases
from lantu.plan.standing.profiles import EVEN, Profile, seasonal, stepped

SEASONAL = "seasonal"
TURNED = {"=": "<=", ">=": "<=", ">": "<", "~": "<=", "<=": ">=", "<": ">"}


def aims(targets: Iterable[TargetView], starts: date | None, series: Mapping[str, Series]) -> dict[str, Aim]:
    """The aim of each target by key; `series` are those bound to targets, by the target's key."""
    rows = list(targets)
    bases = implied_bases(
        Written(one.key, one.task_id, one.start, one.end, one.unit, one.basis, _decimal(one.value))
        for one in rows
        if one.kind == "quantity"
    )
    return {one.key: aim_of(one, starts, series.get(one.key), bases.get(one.key)) for one in rows}


def aim_of(target: TargetView, starts: date | None, series: Series | None, base: Decimal | None) -> Aim:
    """One target's aim. A unit that does not convert into the series' leaves the target's own: nothing can then be judged."""
    unit = series.unit if series and fits(target, series) else target.unit

    down = falls(target.basis, target.value, target.quote)

    def amount(value: float | int | Decimal | None) -> Decimal | None:
        exact = _decimal(value)
        if exact is None:
            return None
        return (-1 if down else 1) * (exact if unit == target.unit else convert(exact, target.unit, unit))

    return Aim(
        kind=target.kind,  # type: ignore[arg-type]  # held by a constraint
        # A total with its increment in brackets is a level, whatever else it was read as.
        basis="level" if base is not None else target.basis,
        # 下降3% is a growth of -3 or less.
        comparator=TURNED.get(target.comparator, target.comparator) if down else target.comparator,
        value=amount(target.value),
        low=amount(target.high if down else target.low),
        high=amount(target.low if down else target.high),
        unit=unit,
        state=target.state,
        due=target.due,
        starts=starts,
        base=amount(base),
    )


def fits(target: TargetView, series: Series) -> bool:
    """Whether readings of a series can speak for a target: same form, and a unit that converts exactly."""
    if (target.kind == "quantity") != (series.form == "quantity"):
        return False
    try:
        for value in (target.value, target.low, target.high):
            convert(_decimal(value) or Decimal(0), target.unit, series.unit)
    except Inexact:
        return False
    return True


def profile_of(written: str, counted: Iterable[Counted], starts: date | None) -> Profile:
    """The profile that a binding names. Without last year's twelve months seasonal is even."""
    if written == SEASONAL and starts is not None:
        return seasonal(list(counted), starts.year - 1) or EVEN
    return checked_profile(written)


def checked_profile(written: str) -> Profile:
    """even, seasonal (even until readings are there) or steps: 2023-06-30=40 2023-09-30=70. Raises Refused."""
    if written in ("even", SEASONAL):
        return EVEN
    try:
        pairs = (step.split("=") for step in written.split())
        return stepped({date.fromisoformat(day): Decimal(share) for day, share in pairs})
    except (ValueError, ArithmeticError):
        raise Refused(
            "profile",
            f"“{written}”不是进度安排；请写 even、seasonal，或逐步上升的 2023-06-30=40 2023-09-30=70",
            f"{written!r} is no profile; write even, seasonal, or rising steps such as 2023-06-30=40 2023-09-30=70",
        ) from None


def _decimal(value: float | int | Decimal | None) -> Decimal | None:
    """A float as it is written: 0.1 is one tenth."""
    return None if value is None else Decimal(str(value))

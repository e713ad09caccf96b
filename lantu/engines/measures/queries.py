"""Every read of this engine. A room that shows readings of its own asks `may` itself; `history` asks here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal

from lantu.ground.people import Person, may

from . import Absent, Counted, Evidence, Forbidden, Reading, Series, Source, logic
from .models import ReadingRow, SeriesRow

AT_ONCE = 5000  # keys in one question


def series(keys: Collection[str]) -> dict[str, Series]:
    """The series of these keys; unknown ones are left out."""
    return {row.key: series_of(row) for part in _parts(keys) for row in SeriesRow.objects.filter(key__in=part)}


def readings(
    keys: Collection[str], *, as_of: date, known_at: datetime, sources: Collection[Source] = ()
) -> dict[str, list[Reading]]:
    """Every reading about a day up to `as_of` that was known at `known_at`, corrected ones included, oldest first.

    `sources` leaves out all others.
    """
    found: dict[str, list[Reading]] = {key: [] for key in keys}
    for part in _parts(keys):
        rows = ReadingRow.objects.filter(series__key__in=part, as_of__lte=as_of, recorded_at__lte=known_at)
        if sources:
            rows = rows.filter(source__in=sources)
        for row in rows.select_related("series").order_by("recorded_at", "id"):
            found[row.series.key].append(reading_of(row))
    return found


def counting(
    keys: Collection[str],
    *,
    as_of: date,
    known_at: datetime,
    simulated: bool = False,
    sources: Collection[Source] = (),
) -> dict[str, list[Counted]]:
    """For each key the readings that count, one a day, in the order of days; simulated ones only where asked for."""
    found = readings(keys, as_of=as_of, known_at=known_at, sources=sources)
    return {key: logic.counting(rows, simulated=simulated) for key, rows in found.items()}


def history(person: Person, key: str) -> list[Reading]:
    """Everything ever recorded in a series, in the order it became known. Raises Absent, Forbidden."""
    if not may(person, "reading.read"):
        raise Forbidden(
            "forbidden",
            "您的角色不能查看读数；请找办公室",
            "Your roles do not show you readings; ask the office",
        )
    row = SeriesRow.objects.filter(key=key).first()
    if row is None:
        raise absent(key)
    return [reading_of(one) for one in row.readings.select_related("series").order_by("recorded_at", "id")]


def absent(key: str) -> Absent:
    return Absent("absent", f"没有指标“{key}”；请先建立", f"There is no series {key!r}; declare it first")


def series_of(row: SeriesRow) -> Series:
    return Series(
        key=row.key,
        name=row.name,
        form=row.form,  # type: ignore[arg-type]  # held by a constraint
        unit=row.unit,
        basis=row.basis,  # type: ignore[arg-type]  # checked when declared
        direction=row.direction,  # type: ignore[arg-type]  # held by a constraint
        starts=row.starts,
    )


def reading_of(row: ReadingRow) -> Reading:
    return Reading(
        id=row.pk,
        series=row.series.key,
        period=row.period,
        as_of=row.as_of,
        value=None if row.value is None else row.value.normalize() + Decimal(0),  # 260000, neither 2.6E+5 nor .000
        state=row.state,
        expected=row.expected,
        source=row.source,  # type: ignore[arg-type]  # held by a constraint
        settles=row.settles,  # type: ignore[arg-type]  # held by a constraint
        evidence=Evidence(**row.evidence),
        flags=tuple(row.flags),
        note=row.note,
        who=row.who,
        recorded_at=row.recorded_at,
    )


def _parts(keys: Collection[str]) -> Iterator[list[str]]:
    wanted = sorted(set(keys))
    return (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))

"""Every write of this engine: declaring a series, recording a reading, saying that nothing changed, taking published facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, get_args

from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import Person, may
from lantu.ground.period import Period

from . import Absent, Basis, Forbidden, Reading, Refused, Said, Series, logic, queries
from .models import ReadingRow, SeriesRow


def declare(person: Person, series: Series) -> Series:
    """Begin a series; as it is there already, nothing happens. Raises Refused when it is there and means something else."""
    _ask(person, "series.declare")
    with journal.write(person.ref, "series.declare") as record:
        return _declare(series, record)


def record(person: Person, key: str, said: Said) -> Reading:
    """Keep a reading. The same one again gives the one that is there. Raises Absent, Forbidden, Refused.

    Published facts come through `take_published`, which knows when they became known.
    """
    _ask(person, "reading.record")
    with journal.write(person.ref, "reading.record") as write:
        return _keep(person, _locked(key), said, timezone.now(), write)


def no_change(person: Person, key: str, period: str) -> Reading:
    """本月无变化: the last reading that counts, said again for a period (as of its last day, or today within it).

    No evidence is asked: nothing changed. Raises Absent when there is nothing to repeat.
    """
    _ask(person, "reading.record")
    with journal.write(person.ref, "reading.no_change") as write:
        row = _locked(key)
        covered = Period.parse(period)
        day = min(covered.end, timezone.localdate())
        found = queries.counting([key], as_of=day, known_at=timezone.now())[key]
        last = next((one.reading for one in reversed(found) if not one.reading.expected), None)
        if last is None:
            raise Absent(
                "nothing",
                f"指标“{row.name or key}”还没有读数，无从说明“无变化”；请先填写一次",
                f"{row.name or key!r} has no reading that could stay as it is; give one first",
            )
        said = Said(
            as_of=day, source="reported", value=last.value, unit=row.unit, state=last.state, period=period,
            settles=last.settles, note="no_change",
        )  # fmt: skip
        return _keep(person, row, said, timezone.now(), write)


def take_published(person: Person, series: Iterable[Series], facts: Iterable[tuple[str, datetime, Said]]) -> int:
    """Published facts (series key, when it was published, what it says), known from the day they were published.

    Series that are missing are begun. What is there already is left alone, so taking a file twice changes nothing; how many
    were new. All or nothing: raises Refused for the first that cannot be kept.
    """
    _ask(person, "reading.import")
    with journal.write(person.ref, "reading.import") as write:
        rows = {one.key: _row(_declare(one, write)) for one in series}
        known = set(ReadingRow.objects.filter(series__in=rows.values()).values_list("pk", flat=True))
        kept = [_keep(person, rows[key], said, moment, write) for key, moment, said in facts]
        return len({one.id for one in kept} - known)


def _declare(series: Series, record: journal.Record) -> Series:
    if series.basis not in get_args(Basis) or (series.form == "state") != (series.basis == ""):
        raise Refused(
            "basis",
            f"指标“{series.key}”的口径“{series.basis}”不合：数值须有口径，状态不设口径",
            f"The series {series.key!r} cannot have the basis {series.basis!r}: a quantity has one, a state has none",
        )
    row = SeriesRow.objects.filter(key=series.key).first()
    if row is None:
        facts = asdict(series)
        SeriesRow.objects.create(**facts)
        record(f"series/{series.key}", before=None, after=facts)
        return series
    kept = queries.series_of(row)
    if (kept.form, kept.unit, kept.basis) != (series.form, series.unit, series.basis):
        raise Refused(
            "declared",
            f"指标“{series.key}”已建立为 {kept.form} {kept.basis} {kept.unit}；请换一个编号",
            f"The series {series.key!r} is already {kept.form} {kept.basis} {kept.unit}; choose another key",
        )
    return kept


def _keep(person: Person, row: SeriesRow, said: Said, moment: datetime, write: journal.Record) -> Reading:
    series = queries.series_of(row)
    said = logic.checked(said, series, timezone.localdate(moment))
    content: dict[str, Any] = {
        "period": said.period, "as_of": said.as_of, "value": said.value, "state": said.state, "expected": said.expected,
        "source": said.source, "settles": said.settles, "evidence": asdict(said.evidence), "note": said.note,
    }  # fmt: skip
    former = [queries.reading_of(one) for one in row.readings.select_related("series").order_by("recorded_at", "id")]
    again = _same(former, content, moment)
    if again is not None:
        return again
    marks = logic.flags(said, series, [one.reading for one in logic.counting(former, simulated=True)])
    made = ReadingRow.objects.create(series=row, **content, flags=list(marks), who=person.ref, recorded_at=moment)
    write(f"series/{row.key}/reading/{made.pk}", before=None, after={**content, "flags": marks, "recorded_at": moment})
    return queries.reading_of(made)


def _same(former: list[Reading], content: dict[str, Any], moment: datetime) -> Reading | None:
    """The reading that already says this: the newest of its source about its day, or one recorded at the same moment."""
    alike = [
        one
        for one in former
        if (one.source, one.as_of, one.period) == (content["source"], content["as_of"], content["period"])
        and bool(one.expected) == bool(content["expected"])
        and one.evidence.publisher == content["evidence"]["publisher"]
    ]
    for one in reversed(alike):
        said = {name: getattr(one, name) for name in content} | {"evidence": asdict(one.evidence)}
        if said == content and (one is alike[-1] or one.recorded_at == moment):
            return one
    return None


def _locked(key: str) -> SeriesRow:
    row = SeriesRow.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise queries.absent(key)
    return row


def _row(series: Series) -> SeriesRow:
    return _locked(series.key)


def _ask(person: Person, verb: str) -> None:
    if not may(person, verb):
        raise Forbidden(
            "forbidden",
            "您的角色不能这样做；请找负责指标的办公室",
            "Your roles do not allow this; ask the office that keeps the measures",
        )

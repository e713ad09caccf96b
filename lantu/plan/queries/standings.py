"""How a plan stands on a day, by what was known at a moment. The number of queries does not grow with the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from importlib import resources

from django.utils import timezone

from lantu.engines import decisions
from lantu.engines.decisions import Table
from lantu.engines.decisions import logic as tables
from lantu.engines.decisions import queries as decided
from lantu.engines.measures import Source
from lantu.engines.measures import queries as measured
from lantu.ground.people import Person, may
from lantu.plan import StandingsView, TargetView
from lantu.plan.logic.aims import aims, profile_of
from lantu.plan.models import Binding, Redirect
from lantu.plan.standing import Standing
from lantu.plan.standing.judging import judge
from lantu.plan.standing.rolling import RollUp, roll_up
from lantu.plan.standing.rules import Rules

from .plans import find_version
from .targets import follow
from .tree import Loaded

# The tables that judge: an office may take its own under these keys, and until one is in use the program's own hold.
STANDING, FRESHNESS = "standing", "freshness"
PUBLIC_SOURCES: tuple[Source, ...] = ("published",)


def standings(
    person: Person,
    key: str,
    number: int | None = None,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    simulated: bool = False,
) -> StandingsView:
    """The standing of every live target, and how they roll up. `as_of` is today unless said, `known_at` now.

    Who may not see readings is shown what published ones say. Simulated readings take part only where they are asked for.
    """
    as_of, known_at = as_of or timezone.localdate(), known_at or timezone.now()
    version = find_version(person, key, number)
    rows = [one for one in Loaded(version).targets if one.review != "rejected"]
    bound = _bound(version.plan_id, {one.key for one in rows})
    keys = {row.series for row in bound.values()}
    series = measured.series(keys)
    sources: tuple[Source, ...] = () if may(person, "reading.read") else PUBLIC_SOURCES
    readings = measured.counting(keys, as_of=as_of, known_at=known_at, simulated=simulated, sources=sources)
    starts = version.plan.starts
    speaking = {target: series[row.series] for target, row in bound.items() if row.series in series}
    aimed = aims(rows, starts, speaking)
    law = rules()
    found: dict[str, Standing] = {}
    for one in rows:
        aim, row = aimed[one.key], bound.get(one.key)
        # Without a series that still fits, nothing is known.
        fits = row is not None and one.key in speaking and aim.unit == speaking[one.key].unit
        counted = readings[row.series] if row is not None and fits else []
        if row is not None and row.profile != "even":
            aim = replace(aim, profile=profile_of(row.profile, counted, starts))
        found[one.key] = judge(aim, counted, as_of, law)
    return _view(key, version.number, as_of, known_at, rows, found)


def _bound(plan: int, present: Collection[str]) -> dict[str, Binding]:
    """Bindings by the key that their target has now."""
    rows = list(Binding.objects.filter(plan=plan))
    if all(row.target in present for row in rows):
        return {row.target: row for row in rows}
    onward = dict(Redirect.objects.filter(plan=plan).values_list("old", "new"))
    return {row.target if row.target in present else follow(onward, row.target): row for row in rows}


def rules() -> Rules:
    """The rules in force: the office's own tables, else those of the program."""
    return _rules(_table(STANDING), _table(FRESHNESS))


def _table(key: str) -> Table:
    try:
        return decided.table(key)
    except decisions.Absent:
        return _brought(key)


@lru_cache
def _brought(key: str) -> Table:
    return tables.read(key, (resources.files("lantu") / f"plan/rules/tables/{key}.csv").read_text("utf-8"))


_kept: dict[tuple[str, str], Rules] = {}


def _rules(standing: Table, freshness: Table) -> Rules:
    """Rules remember what they decided, so they are kept for as long as their tables are in force."""
    texts = standing.hash, freshness.hash
    if texts not in _kept:
        _kept.clear()
        _kept[texts] = Rules(standing, freshness)
    return _kept[texts]


def _view(
    key: str, number: int, as_of: date, known_at: datetime, rows: list[TargetView], found: dict[str, Standing]
) -> StandingsView:
    tasks: dict[int, list[Standing]] = defaultdict(list)
    areas: dict[str, list[Standing]] = defaultdict(list)
    organisations: dict[str, list[Standing]] = defaultdict(list)
    for one in rows:
        standing = found[one.key]
        if one.task_id is not None:
            tasks[one.task_id].append(standing)
            areas[one.area].append(standing)
        for name in one.lead or one.owners:
            organisations[name].append(standing)
    return StandingsView(
        plan=key,
        version=number,
        as_of=as_of,
        known_at=known_at,
        targets=found,
        tasks={at: _rolled(members) for at, members in tasks.items()},
        areas={name: _rolled(members) for name, members in areas.items()},
        organisations={name: _rolled(members) for name, members in organisations.items()},
        whole=_rolled(found.values()),
        simulated=any(one.simulated for one in found.values()),
    )


def _rolled(members: Iterable[Standing]) -> RollUp:
    """Targets weigh alike; weights come with the nodes of a breakdown."""
    return roll_up((one.word, 1, one.simulated) for one in members)

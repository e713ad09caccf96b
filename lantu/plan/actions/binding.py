"""Which measure speaks for a target, and the facts that were published about a plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime, time

from django.utils import timezone

from lantu.engines import measures
from lantu.engines.measures import Series
from lantu.engines.measures import actions as measuring
from lantu.engines.measures import queries as measured
from lantu.ground import journal
from lantu.ground.people import Person
from lantu.plan import Absent, Refused, TargetView
from lantu.plan.logic import published as facts
from lantu.plan.logic.aims import checked_profile, fits
from lantu.plan.models import Binding
from lantu.plan.queries.plans import find_version
from lantu.plan.queries.tree import targets

from .finding import locked_plan


def bind(person: Person, key: str, bindings: Mapping[str, str], profile: str = "even") -> None:
    """Let series of readings speak for targets (target key -> series key); what is bound so already stays.

    Raises Absent for a target or a series that is not there, Refused where a series cannot speak for a target.
    """
    checked_profile(profile)
    with journal.write(person.ref, "plan.bind") as record:
        plan = locked_plan(person, key, "plan.bind")
        known = {one.key: one for one in targets(person, key)}
        series = measured.series(bindings.values())
        before = dict(Binding.objects.filter(plan=plan, target__in=bindings).values_list("target", "series"))
        for target, measure in bindings.items():
            _expect(key, target, known.get(target), measure, series.get(measure))
            Binding.objects.update_or_create(plan=plan, target=target, defaults={"series": measure, "profile": profile})
        if before != bindings or profile != "even":
            record(f"plan/{key}/bindings", before=before or None, after={**bindings, "profile": profile})


def take_published(person: Person, key: str, published: str, bindings: str) -> int:
    """Take what was published about a plan (published.csv) and bind it (bindings.csv: target,measure); how many facts were new.

    Doing it twice changes nothing. A target that people bound to something else stays so, one that is no longer in the
    adopted version is left out.
    """
    rows = facts.read(published)
    with journal.write(person.ref, "plan.bind"):
        plan = locked_plan(person, key, "plan.bind")
        version = find_version(person, key)
        known = {one.key: one for one in targets(person, key, version.number)}
        wanted = {
            row["target"]: row["measure"] for row in csv.DictReader(io.StringIO(bindings)) if row["target"] in known
        }
        speaks_for = {measure: known[target] for target, measure in wanted.items()}
        begun = measured.series([row.series(key) for row in rows])
        # What was begun keeps its meaning, however people have corrected the target since.
        series = {row.series(key): _series(key, row, speaks_for.get(row.series(key))) for row in rows} | begun
        new = measuring.take_published(
            person,
            series.values(),
            [
                (row.series(key), timezone.make_aware(datetime.combine(row.published_on, time())), row.said)
                for row in rows
            ],
        )
        bound = set(Binding.objects.filter(plan=plan).values_list("target", flat=True))
        free = {target: measure for target, measure in wanted.items() if target not in bound}
        if free:
            bind(person, key, free)
    return new


def _series(key: str, row: facts.Published, target: TargetView | None) -> Series:
    """A series in its target's words; for facts that speak for no target, in their own."""
    name = row.subject
    if target is not None:
        quantity = target.kind == "quantity"
        return Series(
            row.series(key),
            name,
            "quantity" if quantity else "state",
            target.unit if quantity else "",
            target.basis if quantity else "",  # type: ignore[arg-type]  # the same words
            "down" if target.comparator in ("<=", "<") else "up",
        )
    if row.said.value is None:
        return Series(row.series(key), name, "state")
    return Series(row.series(key), name, "quantity", row.said.unit, "level")


def _expect(plan: str, key: str, target: TargetView | None, measure: str, series: measures.Series | None) -> None:
    if target is None:
        raise Absent(
            "absent",
            f"计划“{plan}”没有目标“{key}”；请在计划页中查找",
            f"Plan {plan!r} has no target {key!r}; look for it on the plan's page",
        )
    if series is None:
        raise Absent("absent", f"没有指标“{measure}”；请先建立", f"There is no series {measure!r}; declare it first")
    if not fits(target, series):
        raise Refused(
            "unfit",
            f"指标“{measure}”（{series.form} {series.unit}）与目标“{target.quote}”（{target.kind} {target.unit}）不合；请另选指标",
            f"The series {measure!r} ({series.form} {series.unit}) cannot speak for {target.quote!r} "
            f"({target.kind} {target.unit}); choose another",
        )

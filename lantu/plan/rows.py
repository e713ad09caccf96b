"""Rows of the store as the words of the room: views for pages, items for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lantu.plan import PlanView, TargetView, TaskView, VersionView

from . import models
from .logic.items import FACTS, Item, TaskItem, due_of

NUMBERS = ("value", "low", "high")
Names = tuple[str, ...]


@dataclass(slots=True)
class Answering:
    """Who answers for the tasks and targets of one version, by their ids."""

    tasks: dict[int, tuple[Names, Names]] = field(default_factory=dict)
    targets: dict[int, tuple[Names, Names]] = field(default_factory=dict)

    def of_task(self, task: int | None) -> tuple[Names, Names]:
        return self.tasks.get(task, ((), ())) if task is not None else ((), ())

    def of_target(self, target: models.Target) -> tuple[Names, Names]:
        return self.targets.get(target.pk) or self.of_task(target.task_id)


def answering(rows: Iterable[models.Assignment]) -> Answering:
    found = Answering()
    lists: dict[tuple[bool, int], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in rows:
        owner = (True, row.task_id) if row.task_id is not None else (False, row.target_id or 0)
        lists[owner][0 if row.role == "lead" else 1].append(row.organisation)
    for (is_task, pk), (lead, owners) in lists.items():
        (found.tasks if is_task else found.targets)[pk] = tuple(lead), tuple(owners)
    return found


def number(value: float | None) -> float | int | None:
    """A whole number as an int, so that 150 reads 150 and not 150.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def area_of(heading: Iterable[str]) -> str:
    return next(reversed(list(heading)), "")


def plan_view(
    plan: models.Plan, counts: dict[str, int], adopted: int | None, opened: models.Version | None
) -> PlanView:
    return PlanView(
        key=plan.key,
        title=plan.title,
        issuer=plan.issuer,
        year=plan.year,
        starts=plan.starts,
        ends=plan.ends,
        published=plan.published,
        adopted_version=adopted,
        draft_version=opened.number if opened and opened.state != "failed" else None,
        counts=counts,
        open_state=opened.state if opened else "",
        open_version=opened.number if opened else None,
    )


def version_view(version: models.Version) -> VersionView:
    return VersionView(
        plan=version.plan.key,
        number=version.number,
        state=version.state,  # type: ignore[arg-type]  # held by a constraint
        file_name=version.file_name,
        form=version.form,
        size=version.size,
        sha256=version.sha256,
        notes=tuple(version.notes),
        error=version.error,
        uploaded_by=version.uploaded_by,
        uploaded_at=version.uploaded_at,
        adopted_by=version.adopted_by,
        adopted_at=version.adopted_at,
        progress=version.progress,
        difference=version.difference,
    )


def task_view(task: models.Task, who: Answering, targets: tuple[TargetView, ...]) -> TaskView:
    lead, owners = who.of_task(task.pk)
    return TaskView(
        id=task.pk,
        number=task.number,
        title=task.title,
        area=area_of(task.heading),
        heading=tuple(task.heading),
        start=task.start,
        end=task.end,
        lead=lead,
        owners=owners,
        targets=targets,
        edition=task.edition,
    )


def target_view(target: models.Target, version: models.Version, task: models.Task | None, who: Answering) -> TargetView:
    lead, owners = who.of_target(target)
    due, assumed = due_of(target.due, version.plan.ends)
    return TargetView(
        key=target.key,
        plan=version.plan.key,
        version=version.number,
        task_number=task.number if task else None,
        task_id=target.task_id,
        area=area_of(task.heading) if task else "",
        kind=target.kind,
        start=target.start,
        end=target.end,
        quote=target.quote,
        subject=target.subject,
        value=number(target.value),
        low=number(target.low),
        high=number(target.high),
        unit=target.unit,
        comparator=target.comparator,
        basis=target.basis,
        state=target.state,
        due=due,
        due_assumed=assumed,
        lead=lead,
        owners=owners,
        review=target.review,  # type: ignore[arg-type]  # held by a constraint
        rule=target.rule,
        confidence=target.confidence,
        edition=target.edition,
        was=target.was,
        machine=target.machine,
        published=version.plan.published,
    )


def task_item(task: models.Task, who: Answering) -> TaskItem:
    lead, owners = who.of_task(task.pk)
    heading = tuple(task.heading)
    return TaskItem(
        task.position, task.number, task.title, heading, task.start, task.end, lead, owners, dict(task.machine)
    )


def item(target: models.Target, position: int | None, who: Answering) -> Item:
    lead, owners = who.targets.get(target.pk, ((), ()))
    said: dict[str, Any] = {name: getattr(target, name) for name in FACTS}
    said |= {name: number(said[name]) for name in NUMBERS}
    names = ("key", "start", "end", "quote", "rule", "confidence", "review", "was", "machine")
    said |= {name: getattr(target, name) for name in names}
    return Item(task=position, lead=lead, owners=owners, **said)


def items(version: models.Version) -> tuple[list[TaskItem], list[Item]]:
    """A version's tasks and targets for the rules, in three queries."""
    who = answering(version.assignments.all())
    tasks = list(version.tasks.all())
    positions = {task.pk: task.position for task in tasks}
    targets = [item(row, positions.get(row.task_id or 0), who) for row in version.targets.all()]
    return [task_item(task, who) for task in tasks], targets

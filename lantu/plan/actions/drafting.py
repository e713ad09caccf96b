"""Writing a reading into the tables of a version. The caller holds the transaction and makes the journal's entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lantu.plan.logic.carry import carry
from lantu.plan.logic.items import FACTS, Item, TaskItem, items_of, tasks_of
from lantu.plan.logic.keys import normalised
from lantu.plan.models import Assignment, Target, Task, Version
from lantu.plan.rows import items
from lantu.plan.text import Reading

BATCH = 500


def fill(version: Version, tasks: Sequence[TaskItem], targets: Sequence[Item]) -> None:
    """Store tasks, targets and who answers for them; `version.text` is the text that they stand in."""
    rows = Task.objects.bulk_create([_task(version, task) for task in tasks], batch_size=BATCH)
    ids = {task.position: row.pk for task, row in zip(tasks, rows, strict=True)}
    made = Target.objects.bulk_create(
        [_target(version, item, ids.get(item.task) if item.task is not None else None) for item in targets],
        batch_size=BATCH,
    )
    assignments: list[Assignment] = []
    for task in tasks:
        assignments += answer(version, task.lead, task.owners, task=ids[task.position])
    for item, row in zip(targets, made, strict=True):
        assignments += answer(version, item.lead, item.owners, target=row.pk)
    Assignment.objects.bulk_create(assignments, batch_size=BATCH)


def answer(
    version: Version, lead: Iterable[str], owners: Iterable[str], *, task: int | None = None, target: int | None = None
) -> list[Assignment]:
    """Rows, not yet saved, for those who answer for one task or one target."""
    named = [("lead", name) for name in lead] + [("assist", name) for name in owners]
    return [
        Assignment(version=version, task_id=task, target_id=target, role=role, organisation=name, position=at)
        for at, (role, name) in enumerate(named)
    ]


def _task(version: Version, task: TaskItem) -> Task:
    return Task(
        version=version,
        position=task.position,
        number=task.number,
        title=task.title,
        heading=list(task.heading),
        start=task.start,
        end=task.end,
        machine=task.machine,
        search=normalised(task.title + "\n" + version.text[task.start : task.end]),
    )


def _target(version: Version, item: Item, task: int | None) -> Target:
    names = (*FACTS, "key", "was", "start", "end", "quote", "rule", "confidence", "review", "machine")
    said: dict[str, Any] = {name: getattr(item, name) for name in names}
    return Target(version=version, task_id=task, search=searchable(item.quote, item.subject), **said)


def searchable(quote: str, subject: str) -> str:
    """What text search looks through."""
    return normalised(quote) + "\n" + normalised(subject)


def carried(version: Version, reading: Reading) -> tuple[Sequence[TaskItem], Sequence[Item]]:
    """A reading with the reviewed work in it: of the version itself where it was read before, else of the adopted one."""
    tasks, targets = tasks_of(reading), items_of(reading)
    again = version.tasks.exists() or version.targets.exists()
    former = version if again else version.plan.versions.filter(state="adopted").first()
    if former is None:
        return tasks, targets
    old_tasks, old = items(former)
    found = carry(old_tasks, [replace(item, was="") for item in old], tasks, targets, version.text)
    return found.tasks, [_dated(item) for item in found.targets] if again else found.targets


def _dated(item: Item) -> Item:
    """What was accepted before the year was known takes the date that the reader can tell now."""
    told = (item.machine or {}).get("due")
    return (
        replace(item, due=date.fromisoformat(told)) if told and item.due is None and item.review == "accepted" else item
    )

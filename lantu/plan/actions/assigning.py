"""Who answers for a task, or for one target otherwise than for its task. Possible after adoption, too."""

from __future__ import annotations

from collections.abc import Iterable

from lantu.ground import journal
from lantu.ground.people import Person
from lantu.plan import Absent, Conflict, TargetView, TaskView
from lantu.plan.logic.checks import checked_organisations
from lantu.plan.logic.items import apart
from lantu.plan.models import Assignment, Target, Task, Version
from lantu.plan.rows import answering, task_view

from .drafting import answer
from .finding import locked_plan, locked_version
from .reviewing import change, newest


def assign(
    person: Person,
    plan: str,
    number: int,
    edition: int,
    lead: Iterable[str],
    owners: Iterable[str],
    *,
    task: int | None = None,
    target: str | None = None,
) -> TaskView | TargetView:
    """Name who leads and who assists, for a task (its id) or a target (its key). A target without names follows its task."""
    names = apart(checked_organisations(lead), checked_organisations(owners))
    if target is not None:

        def act(row: Target) -> None:
            row.assignments.all().delete()
            Assignment.objects.bulk_create(answer(row.version, *names, target=row.pk))

        return change(person, "target.assign", plan, number, target, edition, act, draft=False)
    return _assign_task(person, plan, number, edition, names, task)


def _assign_task(
    person: Person,
    plan: str,
    number: int,
    edition: int,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    task: int | None,
) -> TaskView:
    with journal.write(person.ref, "task.assign") as record:
        version = locked_version(locked_plan(person, plan, "plan.organisations"), number)
        row = locked_task(version, task)
        if row.edition != edition:
            raise task_conflict(version, row)
        before = standing(row)
        give(row, names)
        record(task_thing(version, row), before=before, after=standing(row))
    return shown(row)


def give(task: Task, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Replace who answers for a task."""
    task.assignments.all().delete()
    Assignment.objects.bulk_create(answer(task.version, *names, task=task.pk))
    task.edition += 1
    task.save(update_fields=["edition"])


def locked_task(version: Version, task: int | None) -> Task:
    row = Task.objects.select_for_update().filter(version=version, pk=task or 0).first()
    if row is None:
        raise Absent(
            "absent",
            f"第 {version.number} 版没有这项任务；请刷新页面",
            f"Version {version.number} has no such task; reload the page",
        )
    row.version = version
    return row


def task_conflict(version: Version, row: Task, since: int = 0) -> Conflict:
    zh, en = newest(task_thing(version, row), since)
    return Conflict(
        f"该任务的责任单位{zh}；请查看最新内容后再改",
        f"Who answers for this task {en}; look at it as it is now and try again",
        shown(row),
    )


def task_thing(version: Version, task: Task) -> str:
    return f"plan/{version.plan.key}/version/{version.number}/task/{task.pk}"


def standing(task: Task) -> dict[str, object]:
    lead, owners = answering(task.assignments.all()).of_task(task.pk)
    return {
        "version": task.version.number,
        "task": task.pk,
        "lead": list(lead),
        "owners": list(owners),
        "edition": task.edition,
    }


def shown(task: Task) -> TaskView:
    return task_view(task, answering(task.assignments.all()), ())

"""The tree of a version: areas, tasks, targets, filtered and counted. The number of queries does not grow with the plan."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from lantu.ground.people import Person
from lantu.plan import AreaView, Filters, TargetView, TaskView, TreeView
from lantu.plan.logic import facets
from lantu.plan.logic.keys import normalised
from lantu.plan.models import Target, Task, Version
from lantu.plan.rows import Answering, answering, area_of, target_view, task_view

from .plans import find_version, plan, view_of


def tree(person: Person, key: str, number: int | None = None, filters: Filters | None = None) -> TreeView:
    """A plan's version, the adopted one unless a number is given, as far as the filters let it through.

    Rejected targets are shown in a draft, and where the filters ask for them. A task without targets is shown while only area, organisation and text are asked for, and it fits them.
    """
    filters = filters or Filters()
    version = find_version(person, key, number)
    loaded = Loaded(version)
    matching = loaded.matching(filters)
    shown = [target for target in matching if facets.passes(target, filters)]
    of_task: dict[int | None, list[TargetView]] = {}
    for target in shown:
        of_task.setdefault(target.task_id, []).append(target)
    tasks = [
        task_view(task, loaded.who, tuple(of_task.get(task.pk, ())))
        for task in loaded.tasks
        if task.pk in of_task or loaded.fits(task, filters)
    ]
    return TreeView(
        plan=plan(person, key),
        version=view_of(person, version),
        filters=filters,
        headline=tuple(of_task.get(None, ())),
        areas=_areas(tasks),
        facets=facets.count(matching, filters),
        months=facets.months(shown),
        shown_tasks=len(tasks),
        shown_targets=len(shown),
    )


def targets(person: Person, key: str, number: int | None = None, filters: Filters | None = None) -> list[TargetView]:
    """The targets that the filters let through, in the order of the text."""
    filters = filters or Filters()
    loaded = Loaded(find_version(person, key, number))
    return [row for row in loaded.matching(filters) if facets.passes(row, filters)]


class Loaded:
    """One version's tasks, targets and assignments, three queries; a fourth when words are searched."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.who: Answering = answering(version.assignments.all())
        self.tasks = list(version.tasks.defer("search"))
        by_id = {task.pk: task for task in self.tasks}
        rows = version.targets.defer("search")
        self.targets = [target_view(row, version, by_id.get(row.task_id or 0), self.who) for row in rows]
        self._tasks_found: set[int] = set()

    def matching(self, filters: Filters) -> list[TargetView]:
        """The targets that hold the words asked for; of an adopted version only those that were not rejected."""
        found = self.containing(filters.text)
        rejected = filters.review == "rejected" or self.version.state not in ("adopted", "superseded")
        return [
            row for row in self.targets if (found is None or found(row.key)) and (rejected or row.review != "rejected")
        ]

    def containing(self, words: str) -> Callable[[str], bool] | None:
        """Which target keys hold the words in quote, subject or the task's text; None when no words are asked for."""
        sought = normalised(words)
        if not sought:
            return None
        tasks = Task.objects.filter(version=self.version, search__contains=sought)
        self._tasks_found = set(tasks.values_list("pk", flat=True))
        found = Target.objects.filter(version=self.version).filter(
            Q(search__contains=sought) | Q(task__in=self._tasks_found)
        )
        return set(found.order_by().values_list("key", flat=True)).__contains__

    def fits(self, task: Task, filters: Filters) -> bool:
        """Whether a task is shown for its own sake."""
        if filters.kind or filters.due or filters.state or filters.review:
            return False
        lead, owners = self.who.of_task(task.pk)
        return (
            filters.area in ("", area_of(task.heading))
            and filters.organisation in ("", *((*lead, *owners) or (facets.NOBODY,)))
            and (not normalised(filters.text) or task.pk in self._tasks_found)
        )


def _areas(tasks: list[TaskView]) -> tuple[AreaView, ...]:
    """Neighbouring tasks below one heading; two headings of one name stay two areas."""
    groups: list[list[TaskView]] = []
    for task in tasks:
        if groups and groups[-1][0].heading == task.heading:
            groups[-1].append(task)
        else:
            groups.append([task])
    return tuple(
        AreaView(name=group[0].area, part=" / ".join(group[0].heading[:-1]), tasks=tuple(group)) for group in groups
    )

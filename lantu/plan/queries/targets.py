"""One target, its history, and what differs between versions."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lantu.ground import journal
from lantu.ground.people import Person, may
from lantu.plan import Absent, ChangedTarget, DiffView, TargetView
from lantu.plan.logic.difference import compare, corrected, fields_changed
from lantu.plan.logic.items import due_of
from lantu.plan.logic.pairs import Pair
from lantu.plan.models import Plan, Redirect, Target, Version
from lantu.plan.rows import answering, items, target_view

from .plans import absent, find_plan, find_version, may_read_version


def target(person: Person, key: str, target_key: str, number: int | None = None) -> TargetView:
    """One target by its key. Without a version: in the adopted one or the draft; else what replaced it; else in the newest
    version that had it."""
    plan = find_plan(person, key)
    if number is not None:
        candidates = [(find_version(person, key, number), target_key)]
    else:
        current = find_version(person, key)
        candidates = [(current, target_key), (current, newest_key(plan, target_key))]
        having = Version.objects.filter(plan=plan, targets__key=target_key).select_related("plan").defer("text")
        candidates += [(row, target_key) for row in having.order_by("-number") if may_read_version(person, row)]
    for version, wanted in candidates:
        row = _in(version, wanted)
        if row is not None:
            return _view(row)
    raise _missing(key, target_key)


def newest_key(plan: Plan, key: str) -> str:
    """Follow the redirects from a replaced key to the last of its chain."""
    return follow(dict(Redirect.objects.filter(plan=plan).values_list("old", "new")), key)


def follow(onward: Mapping[str, str], key: str) -> str:
    """The last key of a chain of replacements."""
    seen = {key}
    while key in onward and onward[key] not in seen:
        key = onward[key]
        seen.add(key)
    return key


def history(person: Person, key: str, target_key: str) -> list[journal.Entry]:
    """Every write about one target, oldest first; for those who may see how drafts are worked on, else nothing."""
    view = target(person, key, target_key)
    if not may(person, "plan.draft.read", find_plan(person, key)):
        return []
    return list(journal.entries(f"plan/{view.plan}/target/{view.key}"))


def recent(person: Person, key: str, limit: int = 20) -> list[journal.Entry]:
    """The last writes about a plan and all that is in it, newest first: what a person may want to undo."""
    if not may(person, "plan.draft.read", find_plan(person, key)):
        return []
    return list(reversed(deque(journal.entries(f"plan/{key}"), maxlen=limit)))


def diff(person: Person, key: str, older: int, newer: int) -> DiffView:
    """What a newer version of a plan brings."""
    before, after = (find_version(person, key, number) for number in (older, newer))
    (old_tasks, old), (new_tasks, new) = items(before), items(after)
    found = compare(old_tasks, old, new_tasks, new)
    olds, news = _all(before), _all(after)

    def changes(pairs: tuple[Pair, ...]) -> tuple[ChangedTarget, ...]:
        return tuple(ChangedTarget(olds[a.key], news[b.key], fields_changed(a, b)) for a, b in pairs)

    return DiffView(
        added=tuple(news[item.key] for item in found.added),
        removed=tuple(olds[item.key] for item in found.removed),
        changed=changes(found.changed),
        moved=changes(found.moved),
    )


def difference_to_machine(person: Person, key: str, number: int | None = None) -> DiffView:
    """From what the reader found to what people made of it: rejected are removed, corrected are changed."""
    version = find_version(person, key, number)
    if not may(person, "plan.versions", version.plan):
        raise absent(key)
    views = _all(version)
    changed = []
    for item in items(version)[1]:
        fields = corrected(item)
        if fields and item.review != "rejected":
            after = views[item.key]
            changed.append(ChangedTarget(_as_found(after, version), after, fields))
    return DiffView(
        added=tuple(view for view in views.values() if view.review == "added"),
        removed=tuple(view for view in views.values() if view.review == "rejected"),
        changed=tuple(changed),
        moved=(),
    )


def _as_found(view: TargetView, version: Version) -> TargetView:
    """The view of what the reader found."""
    said: dict[str, Any] = dict(view.machine or {})
    own = said.pop("lead", []), said.pop("owners", [])
    lead, owners = (tuple(own[0]), tuple(own[1])) if any(own) else (view.lead, view.owners)
    due, assumed = due_of(date.fromisoformat(said.pop("due")) if said.get("due") else None, version.plan.ends)
    said.pop("due", None)
    return replace(view, due=due, due_assumed=assumed, lead=lead, owners=owners, **said)


def _in(version: Version, key: str) -> Target | None:
    return Target.objects.select_related("version__plan", "task").filter(version=version, key=key).first()


def _view(row: Target) -> TargetView:
    mine = row.version.assignments.filter(target=row) | row.version.assignments.filter(
        task=row.task, task__isnull=False
    )
    return target_view(row, row.version, row.task, answering(mine))


def _all(version: Version) -> dict[str, TargetView]:
    who = answering(version.assignments.all())
    rows = version.targets.select_related("task")
    return {row.key: target_view(row, version, row.task, who) for row in rows}


def _missing(plan: str, key: str) -> Absent:
    return Absent(
        "absent",
        f"计划“{plan}”没有目标“{key}”；请在计划页中查找",
        f"Plan {plan!r} has no target {key!r}; look for it on the plan's page",
    )

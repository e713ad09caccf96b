"""Plans, their versions and their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Count, Max, QuerySet

from lantu.ground.people import Person, may
from lantu.plan import Absent, PlanView, TextView, VersionView
from lantu.plan.models import OPEN_STATES, Assignment, Plan, Target, Task, Version
from lantu.plan.rows import plan_view, version_view


def absent(key: str) -> Absent:
    return Absent(
        "absent",
        f"没有计划“{key}”，或尚未公开；请在计划列表中选择",
        f"There is no plan {key!r}, or it is not published; choose one from the list of plans",
    )


def find_plan(person: Person, key: str) -> Plan:
    """The plan if this person may know of it: its adopted version, or its drafts."""
    found = Plan.objects.filter(key=key).first()
    if found is None or not may(person, "plan.read", found):
        raise absent(key)
    return found


def may_read_version(person: Person, version: Version) -> bool:
    verb = {"adopted": "plan.read", "superseded": "plan.versions"}.get(version.state, "plan.draft.read")
    return may(person, verb, version.plan)


def view_of(person: Person, version: Version) -> VersionView:
    """A version as this person may see it: who worked on it and the name of their file are not for the public."""
    seen = version_view(version)
    if may(person, "plan.versions", version.plan):
        return seen
    return replace(seen, file_name="", uploaded_by="", adopted_by="")


def find_version(person: Person, key: str, number: int | None = None) -> Version:
    """The version asked for; without a number the adopted one, else the newest draft that this person may read."""
    plan = find_plan(person, key)
    rows = Version.objects.filter(plan=plan).select_related("plan").defer("text", "places")
    if number is not None:
        chosen: Iterable[Version] = rows.filter(number=number)
    else:
        chosen = [*rows.filter(state="adopted"), *rows.filter(state__in=("draft", "superseded")).order_by("-number")]
    for version in chosen:
        if may_read_version(person, version):
            return version
    if number is not None:
        raise Absent(
            "absent",
            f"计划“{key}”没有第 {number} 版，或您不能查看；请查看版本列表",
            f"Plan {key!r} has no version {number}, or you may not read it; see its versions",
        )
    raise Absent(
        "no_version",
        f"计划“{key}”尚未采纳，也没有可查看的草稿；请等待读取完成",
        f"Plan {key!r} is not adopted and has no draft to show; wait until it has been read",
    )


def plans(person: Person) -> list[PlanView]:
    """The plans this person may read, the newest file first; without those of which nothing is left."""
    newest = Plan.objects.annotate(brought=Max("versions__uploaded_at")).order_by("-brought", "key")
    return [found for found in _views(person, newest) if found.adopted_version or found.open_version]


def plan(person: Person, key: str) -> PlanView:
    """One plan with its counts: tasks, targets, quantity, milestone of the version that it shows."""
    return _views(person, Plan.objects.filter(pk=find_plan(person, key).pk))[0]


def versions(person: Person, key: str) -> list[VersionView]:
    """The versions that this person may read, newest first."""
    rows = Version.objects.filter(plan=find_plan(person, key)).select_related("plan").defer("text", "places")
    return [view_of(person, row) for row in rows.order_by("-number") if may_read_version(person, row)]


def version(person: Person, key: str, number: int) -> VersionView:
    """One version: its state, how far its reading is, what went wrong."""
    return view_of(person, find_version(person, key, number))


def ahead(person: Person, key: str, number: int) -> int:
    """How many files are read before this one."""
    mine = find_version(person, key, number)
    before = Version.objects.filter(state="waiting", uploaded_at__lt=mine.uploaded_at)
    return before.count() + Version.objects.filter(state="reading").exclude(pk=mine.pk).count()


def text(person: Person, key: str, number: int | None = None) -> TextView:
    """The text that targets' positions count in."""
    found = find_version(person, key, number)
    return TextView(plan=found.plan.key, version=found.number, text=found.text, places=tuple(found.places))


def organisations(person: Person, key: str, number: int | None = None) -> list[str]:
    """Every organisation that answers for something in a version, by name."""
    rows = Assignment.objects.filter(version=find_version(person, key, number)).order_by("organisation")
    return list(rows.values_list("organisation", flat=True).distinct())


def _views(person: Person, rows: QuerySet[Plan]) -> list[PlanView]:
    """Plans with the version that each shows: the adopted one, else a draft that this person may read."""
    known = [row for row in rows if may(person, "plan.read", row)]
    adopted: dict[int, Version] = {}
    opened: dict[int, Version] = {}
    states = (*OPEN_STATES, "failed", "adopted")
    for row in Version.objects.filter(plan__in=known, state__in=states).only("plan", "number", "state"):
        (adopted if row.state == "adopted" else opened)[row.plan_id] = row  # by number: the newest stays
    opened = {
        plan.pk: opened[plan.pk]
        for plan in known
        if plan.pk in opened
        and may(person, "plan.draft.read", plan)
        and (plan.pk not in adopted or opened[plan.pk].number > adopted[plan.pk].number)
    }
    counts = _counts([row.pk for row in (opened | adopted).values()])
    return [
        plan_view(
            row,
            counts.get((adopted.get(row.pk) or opened.get(row.pk) or Version()).pk, _none()),
            adopted[row.pk].number if row.pk in adopted else None,
            opened.get(row.pk),
        )
        for row in known
    ]


def _none() -> dict[str, int]:
    return {"tasks": 0, "targets": 0, "quantity": 0, "milestone": 0}


def _counts(versions: list[int]) -> dict[int, dict[str, int]]:
    """Tasks and targets of versions, by their ids; rejected targets do not count."""
    found = {pk: _none() for pk in versions}
    tasks = Task.objects.filter(version__in=versions).order_by().values("version").annotate(n=Count("id"))
    for row in tasks:
        found[row["version"]]["tasks"] = row["n"]
    targets = Target.objects.filter(version__in=versions).exclude(review="rejected").order_by()
    for row in targets.values("version", "kind").annotate(n=Count("id")):
        found[row["version"]][row["kind"]] = row["n"]
        found[row["version"]]["targets"] += row["n"]
    return found

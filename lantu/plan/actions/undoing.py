"""Taking a write back: the state before it is written again, if nothing newer touched it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantu.ground import journal
from lantu.ground.journal import Entry
from lantu.ground.people import Person
from lantu.plan import Absent, Refused, TargetView, TaskView, VersionView
from lantu.plan.models import Assignment, Target, Version
from lantu.plan.rows import version_view

from .adoption import expect_draft
from .assigning import give, locked_task, shown, standing, task_conflict
from .drafting import answer, searchable
from .finding import locked_plan, locked_version, thing
from .reviewing import expect_edition, locked_target, permission, put_back, snapshot, view


def undo(person: Person, plan: str, entry: int) -> TargetView | TaskView | VersionView:
    """Take back one entry of the journal about this plan's review; what it was about, as it is now. An undo can be undone.

    Raises Conflict, naming who and when, if somebody changed the same thing since.
    """
    done = _entry(plan, entry)
    said = done.after or {}
    verb = str(said.get("undone", done.verb))
    with journal.write(person.ref, "plan.undo") as record:
        row = locked_plan(person, plan, permission(verb))
        if verb not in UNDOABLE:
            raise Refused(
                "not_undoable",
                "这一步不能撤销；采纳之后可重新读取或上传新版",
                "This step cannot be undone; after adoption, read the plan again or upload a newer version",
            )
        version = locked_version(row, int(said["version"]))
        return UNDOABLE[verb](version, done, {"undone": verb, "entry": entry}, record)


def _one_target(version: Version, done: Entry, more: dict[str, Any], record: journal.Record) -> TargetView:
    said = done.after or {}
    if more["undone"] != "target.assign":
        expect_draft(version)
    target = locked_target(version, said["key"])
    expect_edition(target, said["edition"], since=done.seq)
    before = snapshot(target)
    former = done.before or before | {"review": "rejected"}  # what a person added is taken back by rejecting it
    put_back(target, dict(former))
    target.assignments.all().delete()
    Assignment.objects.bulk_create(answer(version, former["lead"], former["owners"], target=target.pk))
    target.edition += 1
    target.search = searchable(target.quote, target.subject)
    target.save()
    record(thing(target), before=before, after=snapshot(target) | more)
    return view(target)


def _many(version: Version, done: Entry, more: dict[str, Any], record: journal.Record) -> VersionView:
    """Undoing an acceptance of many proposes them again, and the other way round."""
    expect_draft(version)
    editions: dict[str, int] = (done.after or {})["editions"]
    rows = list(Target.objects.select_for_update().filter(version=version, key__in=editions))
    for target in rows:
        target.version = version
        expect_edition(target, editions[target.key], since=done.seq)
    proposed = (done.after or {}).get("review", "accepted") == "accepted"
    before = {target.key: target.edition for target in rows}
    for target in rows:
        target.review = "proposed" if proposed else "accepted"
        target.edition += 1
    Target.objects.bulk_update(rows, ["review", "edition"], batch_size=200)
    after = {"version": version.number, "editions": {target.key: target.edition for target in rows}}
    after |= {"review": "proposed" if proposed else "accepted"}
    record(thing(version), before={"version": version.number, "editions": before}, after=after | more)
    return version_view(version)


def _task(version: Version, done: Entry, more: dict[str, Any], record: journal.Record) -> TaskView:
    said, former = done.after or {}, done.before or {}
    row = locked_task(version, said["task"])
    if row.edition != said["edition"]:
        raise task_conflict(version, row, since=done.seq)
    before = standing(row)
    give(row, (tuple(former["lead"]), tuple(former["owners"])))
    record(done.thing, before=before, after=standing(row) | more)
    return shown(row)


UNDOABLE: dict[str, Callable[[Version, Entry, dict[str, Any], journal.Record], TargetView | TaskView | VersionView]] = {
    **dict.fromkeys(
        ("target.accept", "target.reject", "target.restore", "target.edit", "target.add", "target.assign"), _one_target
    ),
    "target.accept_all": _many,
    "task.assign": _task,
}


def _entry(plan: str, seq: int) -> Entry:
    found = next(journal.entries(f"plan/{plan}", after=seq - 1, limit=1), None)
    if found is None or found.seq != seq:
        raise Absent(
            "absent",
            f"计划“{plan}”的日志中没有第 {seq} 条；请在历史中选择",
            f"The journal has no entry {seq} about plan {plan!r}; choose one from the history",
        )
    return found

"""What every write about one target shares: find, lock, compare editions, change, record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import Any

from lantu.ground import journal
from lantu.ground.people import Person
from lantu.ground.people import queries as people
from lantu.plan import Absent, Conflict, TargetView
from lantu.plan.logic.items import FACTS, facts
from lantu.plan.models import Target, Version
from lantu.plan.rows import answering, item, target_view

from .adoption import expect_draft
from .drafting import searchable
from .finding import locked_plan, locked_version, thing

Change = Callable[[Target], None]


def change(
    person: Person, verb: str, plan: str, number: int, key: str, edition: int, act: Change, *, draft: bool = True
) -> TargetView:
    """One write about one target. `act` changes the row; where it changes nothing, nothing is recorded.

    Raises Conflict when the target is no longer in the edition that the person saw.
    """
    with journal.write(person.ref, verb) as record:
        version = locked_version(locked_plan(person, plan, permission(verb)), number)
        if draft:
            expect_draft(version)
        target = locked_target(version, key)
        expect_edition(target, edition)
        before = snapshot(target)
        act(target)
        if snapshot(target) != before:
            target.edition += 1
            target.search = searchable(target.quote, target.subject)
            target.save()
            record(thing(target), before=before, after=snapshot(target))
    return view(target)


def permission(verb: str) -> str:
    """Which row of the table of permissions speaks for a verb of review."""
    return "plan.organisations" if verb.endswith(".assign") else "plan.review"


def locked_target(version: Version, key: str) -> Target:
    row = Target.objects.select_for_update().filter(version=version, key=key).first()
    if row is None:
        raise Absent(
            "absent",
            f"第 {version.number} 版没有目标“{key}”；请刷新页面",
            f"Version {version.number} has no target {key!r}; reload the page",
        )
    row.version = version
    return row


def expect_edition(target: Target, edition: int, since: int = 0) -> None:
    """Raises Conflict naming who changed the target after `edition`, and when."""
    if target.edition != edition:
        zh, en = newest(thing(target), since)
        raise Conflict(
            f"该目标{zh}；请查看最新内容后再改",
            f"This target {en}; look at it as it is now and try again",
            view(target),
        )


def newest(name: str, since: int = 0) -> tuple[str, str]:
    """Who wrote about a thing last, and when; as the middle of a sentence in zh and en."""
    entries = deque(journal.entries(name, after=since), maxlen=1)
    if not entries:
        return "已被改动", "was changed"
    last = entries.pop()
    who = people.names([last.who]).get(last.who, last.who)
    when = f"{last.known_at.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"已由“{who}”于 {when} 改动", f"was changed by {who} at {when}"


def snapshot(target: Target) -> dict[str, Any]:
    """A target's standing in the journal: enough to write it back."""
    lead, owners = own(target)
    said: dict[str, Any] = facts(item(target, None, answering([])))
    more = {"review": target.review, "edition": target.edition, "lead": lead, "owners": owners}
    return said | more | {"version": target.version.number, "key": target.key}


def put_back(target: Target, said: dict[str, Any]) -> None:
    """Give a target the facts and the review of a snapshot."""
    for name in FACTS:
        setattr(target, name, said[name])
    target.due = date.fromisoformat(said["due"]) if said["due"] else None
    target.review = said["review"]


def own(target: Target) -> tuple[list[str], list[str]]:
    """The organisations of the target itself."""
    lead, owners = answering(target.assignments.all()).targets.get(target.pk, ((), ()))
    return list(lead), list(owners)


def view(target: Target) -> TargetView:
    rows = target.version.assignments.filter(target=target)
    if target.task_id is not None:
        rows = rows | target.version.assignments.filter(task=target.task_id)
    return target_view(target, target.version, target.task, answering(rows))

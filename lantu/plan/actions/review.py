"""Reviewing a draft: accept, edit, reject, restore, add what the reader missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantu.ground import journal
from lantu.ground.people import Person
from lantu.plan import Refused, TargetView
from lantu.plan.logic.checks import checked
from lantu.plan.logic.difference import corrected
from lantu.plan.logic.items import FACTS
from lantu.plan.logic.keys import OUTSIDE, next_key
from lantu.plan.models import Target, Task, Version
from lantu.plan.rows import answering, item

from .adoption import expect_draft
from .drafting import searchable
from .finding import locked_plan, locked_version, thing
from .reviewing import change, snapshot, view

LONGEST_QUOTE = 500


def accept(person: Person, plan: str, number: int, key: str, edition: int) -> TargetView:
    """The target is as the reader found it."""

    def act(target: Target) -> None:
        if target.review in ("proposed", "rejected"):
            target.review = settled(target, "accepted")

    return change(person, "target.accept", plan, number, key, edition, act)


def reject(person: Person, plan: str, number: int, key: str, edition: int) -> TargetView:
    """These words promise nothing that can be checked."""

    def act(target: Target) -> None:
        target.review = "rejected"

    return change(person, "target.reject", plan, number, key, edition, act)


def restore(person: Person, plan: str, number: int, key: str, edition: int) -> TargetView:
    """Bring a rejected target back as it was before."""

    def act(target: Target) -> None:
        if target.review == "rejected":
            target.review = settled(target, "proposed")

    return change(person, "target.restore", plan, number, key, edition, act)


def edit(person: Person, plan: str, number: int, key: str, edition: int, changes: Mapping[str, Any]) -> TargetView:
    """Correct facts (see FACTS); the quote and the key stay. Facts that become the reader's again count as accepted."""

    def act(target: Target) -> None:
        before = {name: getattr(target, name) for name in FACTS}
        facts = checked(before | dict(changes))
        for name, value in facts.items():
            setattr(target, name, value)
        if facts != before or target.review == "rejected":
            target.review = settled(target, "accepted")

    return change(person, "target.edit", plan, number, key, edition, act)


def settled(target: Target, plain: str) -> str:
    """A target's review by what people did to it: added, edited, or the plain word."""
    if target.machine is None:
        return "added"
    return "edited" if corrected(item(target, None, answering([]))) else plain


def accept_all(person: Person, plan: str, number: int, above: float) -> int:
    """Accept what is still proposed, from a confidence on; how many. Changed wordings are left for a person's eye."""
    with journal.write(person.ref, "target.accept_all") as record:
        version = locked_version(locked_plan(person, plan, "plan.review"), number)
        expect_draft(version)
        rows = list(
            Target.objects.select_for_update().filter(version=version, review="proposed", was="", confidence__gte=above)
        )
        before = {row.key: row.edition for row in rows}
        for row in rows:
            row.review, row.edition = "accepted", row.edition + 1
        Target.objects.bulk_update(rows, ["review", "edition"], batch_size=200)
        if rows:
            after = {"version": number, "above": above, "editions": {row.key: row.edition for row in rows}}
            record(thing(version), before={"version": number, "editions": before}, after=after)
    return len(rows)


def add_target(
    person: Person, plan: str, number: int, start: int, end: int, changes: Mapping[str, Any] | None = None
) -> TargetView:
    """Add what the reader missed by its words: the quote is text[start:end]. The grammar proposes facts, the person decides."""
    with journal.write(person.ref, "target.add") as record:
        version = locked_version(locked_plan(person, plan, "plan.review"), number)
        expect_draft(version)
        start, end = _span(version, start, end)
        quote, task = version.text[start:end], _task_at(version, start, end)
        facts = checked(_proposed(version, task, start, end) | dict(changes or {}))
        taken = set(version.targets.values_list("key", flat=True))
        target = Target.objects.create(
            version=version,
            task=task,
            key=next_key(task.number if task else OUTSIDE, facts["kind"], quote, taken),
            start=start,
            end=end,
            quote=quote,
            review="added",
            search=searchable(quote, facts["subject"]),
            **facts,
        )
        record(thing(target), before=None, after=snapshot(target) | {"start": start, "end": end})
    return view(target)


def _span(version: Version, start: int, end: int) -> tuple[int, int]:
    """The selection without the spaces around it."""
    if not 0 <= start < end <= len(version.text):
        raise Refused(
            "outside", "所选文字不在原文之内；请重新选择", "The selection is not inside the text; select again"
        )
    words = version.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end or end - start > LONGEST_QUOTE:
        raise Refused(
            "selection",
            f"请选择 1 至 {LONGEST_QUOTE} 个字：承载目标的那几个字",
            f"Select 1 to {LONGEST_QUOTE} characters: the words that carry the target",
        )
    return start, end


def _task_at(version: Version, start: int, end: int) -> Task | None:
    touched = list(version.tasks.filter(start__lt=end, end__gt=start))
    if not touched:
        return None
    if len(touched) > 1 or start < touched[0].start or end > touched[0].end:
        raise Refused(
            "several_tasks", "所选文字跨越了两项任务；请分别选择", "The selection spans two tasks; select one at a time"
        )
    return touched[0]


def _proposed(version: Version, task: Task | None, start: int, end: int) -> dict[str, Any]:
    """What the grammar makes of the words alone; nothing when it finds no target in them."""
    from lantu.plan.text.grammar import Context, targets

    context = Context(version.plan.year, tuple(task.heading) if task else (), task.title if task else "")
    found = targets(version.text, start, end, context)
    return {name: getattr(found[0], name) for name in FACTS} if found else {}

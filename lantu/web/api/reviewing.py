"""Reviewing a draft. Every write names the edition that was seen; another one meanwhile is a conflict (409)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantu.plan import TargetView, TaskView, actions

from .acting import person
from .errors import WRITE
from .forms import Addition, Answering, Correction, Number, PlanKey, Seen, TargetKey, Threshold

router = Router(tags=["review"])
VERSION = "/plans/{key}/versions/{number}"
TARGET = VERSION + "/targets/{target}"
ONE = WRITE | {200: TargetView}


class Accepted(Schema):
    """How many targets were accepted at once."""

    accepted: int


@router.post(TARGET + "/accept", response=ONE, operation_id="accept")
def accept(request: HttpRequest, key: PlanKey, number: Number, target: TargetKey, form: Seen) -> Any:
    """The target is as the reader found it."""
    return actions.accept(person(request), key, number, target, form.edition)


@router.post(TARGET + "/reject", response=ONE, operation_id="reject")
def reject(request: HttpRequest, key: PlanKey, number: Number, target: TargetKey, form: Seen) -> Any:
    """These words promise nothing that can be checked."""
    return actions.reject(person(request), key, number, target, form.edition)


@router.post(TARGET + "/restore", response=ONE, operation_id="restore")
def restore(request: HttpRequest, key: PlanKey, number: Number, target: TargetKey, form: Seen) -> Any:
    """Bring a rejected target back."""
    return actions.restore(person(request), key, number, target, form.edition)


@router.patch(TARGET, response=ONE, operation_id="edit")
def edit(request: HttpRequest, key: PlanKey, number: Number, target: TargetKey, form: Correction) -> Any:
    """Correct facts of a target; its quote and its key stay."""
    return actions.edit(person(request), key, number, target, form.edition, form.changes())


@router.put(TARGET + "/organisations", response=ONE, operation_id="assign_target")
def assign_target(request: HttpRequest, key: PlanKey, number: Number, target: TargetKey, form: Answering) -> Any:
    """Name who answers for one target; without names it follows its task."""
    return actions.assign(person(request), key, number, form.edition, form.lead, form.owners, target=target)


@router.put(VERSION + "/tasks/{task}/organisations", response=WRITE | {200: TaskView}, operation_id="assign_task")
def assign_task(request: HttpRequest, key: PlanKey, number: Number, task: Number, form: Answering) -> Any:
    """Name who answers for a task (by its id)."""
    return actions.assign(person(request), key, number, form.edition, form.lead, form.owners, task=task)


@router.post(VERSION + "/accept", response=WRITE | {200: Accepted}, operation_id="accept_all")
def accept_all(request: HttpRequest, key: PlanKey, number: Number, form: Threshold) -> Any:
    """Accept every target that is still proposed with at least this confidence."""
    return {"accepted": actions.accept_all(person(request), key, number, form.above)}


@router.post(VERSION + "/targets", response=WRITE | {201: TargetView}, operation_id="add_target")
def add_target(request: HttpRequest, key: PlanKey, number: Number, form: Addition) -> Any:
    """Add a target that the reader missed, by the positions of its words."""
    facts = form.facts.dict(exclude_unset=True)
    return Status(201, actions.add_target(person(request), key, number, form.start, form.end, facts))

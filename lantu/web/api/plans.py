"""Plans: list, upload, describe, publish, organisations, undo."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from lantu.plan import PlanView, TextView, TreeView, VersionView, actions, queries

from .acting import person
from .errors import READ, UPLOAD, WRITE
from .forms import Chosen, Description, PlanKey, Undone, Version

router = Router(tags=["plans"])


@router.get("/plans", response=READ | {200: list[PlanView]}, operation_id="plans")
def plans(request: HttpRequest) -> Any:
    """The plans that you may read."""
    return queries.plans(person(request))


@router.post("/plans", response=UPLOAD | {201: VersionView}, operation_id="upload")
def upload(request: HttpRequest, file: File[UploadedFile], plan: Form[str] = "") -> Any:
    """Upload a file as a new plan, or as a newer version of the plan named. It is read within seconds; ask its version."""
    return Status(201, actions.upload(person(request), file.name or "", file.chunks(), plan or None))


@router.get("/plans/{key}", response=READ | {200: PlanView}, operation_id="plan")
def plan(request: HttpRequest, key: PlanKey) -> Any:
    """One plan and its counts."""
    return queries.plan(person(request), key)


@router.patch("/plans/{key}", response=WRITE | {200: PlanView}, operation_id="describe")
def describe(request: HttpRequest, key: PlanKey, form: Description) -> Any:
    """Correct title, issuer, year, first and last day."""
    actions.describe(person(request), key, form.dict(exclude_unset=True))
    return queries.plan(person(request), key)


@router.post("/plans/{key}/publish", response=WRITE | {200: PlanView}, operation_id="publish")
def publish(request: HttpRequest, key: PlanKey) -> Any:
    """Let everybody read the adopted version."""
    actions.publish(person(request), key)
    return queries.plan(person(request), key)


@router.post("/plans/{key}/unpublish", response=WRITE | {200: PlanView}, operation_id="unpublish")
def unpublish(request: HttpRequest, key: PlanKey) -> Any:
    """Keep the plan among those who work on it."""
    actions.unpublish(person(request), key)
    return queries.plan(person(request), key)


@router.get("/plans/{key}/tree", response=READ | {200: TreeView}, operation_id="tree")
def tree(request: HttpRequest, key: PlanKey, chosen: Query[Chosen]) -> Any:
    """Areas, tasks and targets, as far as the filters let them through, with the counts of every filter."""
    return queries.tree(person(request), key, chosen.version, chosen.filters())


@router.get("/plans/{key}/text", response=READ | {200: TextView}, operation_id="text")
def text(request: HttpRequest, key: PlanKey, version: Version = None) -> Any:
    """The text that all positions count in (Unicode characters, from 0)."""
    return queries.text(person(request), key, version)


@router.get("/plans/{key}/organisations", response=READ | {200: list[str]}, operation_id="organisations")
def organisations(request: HttpRequest, key: PlanKey, version: Version = None) -> Any:
    """Every organisation that answers for something."""
    return queries.organisations(person(request), key, version)


@router.post("/plans/{key}/undo", response=WRITE | {200: dict[str, Any]}, operation_id="undo")
def undo(request: HttpRequest, key: PlanKey, form: Undone) -> Any:
    """Take back one entry of the history, if nothing newer touched the same thing; what it was about, as it is now."""
    return asdict(actions.undo(person(request), key, form.entry))

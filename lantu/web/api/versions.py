"""Versions of a plan: progress, adoption, differences."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from lantu.plan import DiffView, VersionView, actions, queries

from .acting import person
from .errors import READ, WRITE
from .forms import LARGEST_INTEGER, Number, PlanKey

router = Router(tags=["versions"])
Older = Annotated[int, Query(ge=1, le=LARGEST_INTEGER)]


@router.get("/plans/{key}/versions", response=READ | {200: list[VersionView]}, operation_id="versions")
def versions(request: HttpRequest, key: PlanKey) -> Any:
    """The versions that you may read, newest first."""
    return queries.versions(person(request), key)


@router.get("/plans/{key}/versions/{number}", response=READ | {200: VersionView}, operation_id="version")
def version(request: HttpRequest, key: PlanKey, number: Number) -> Any:
    """One version: where it stands, how far its reading is (0 to 1), and what went wrong."""
    return queries.version(person(request), key, number)


@router.post("/plans/{key}/reread", response=WRITE | {201: VersionView}, operation_id="reread")
def reread(request: HttpRequest, key: PlanKey) -> Any:
    """Read the adopted file again; what people reviewed is kept. For a newer file, upload it to this plan."""
    return Status(201, actions.reread(person(request), key))


@router.post("/plans/{key}/versions/{number}/adopt", response=WRITE | {200: VersionView}, operation_id="adopt")
def adopt(request: HttpRequest, key: PlanKey, number: Number) -> Any:
    """Take a draft as the plan; the version before is superseded."""
    return actions.adopt(person(request), key, number)


@router.post("/plans/{key}/versions/{number}/discard", response=WRITE | {200: VersionView}, operation_id="discard")
def discard(request: HttpRequest, key: PlanKey, number: Number) -> Any:
    """Give up a version that was not adopted."""
    return actions.discard(person(request), key, number)


@router.get("/plans/{key}/versions/{number}/corrections", response=READ | {200: DiffView}, operation_id="corrections")
def corrections(request: HttpRequest, key: PlanKey, number: Number) -> Any:
    """From what the reader found to what people made of it."""
    return queries.difference_to_machine(person(request), key, number)


@router.get("/plans/{key}/diff", response=READ | {200: DiffView}, operation_id="diff")
def diff(request: HttpRequest, key: PlanKey, older: Older, newer: Older) -> Any:
    """What a newer version brings."""
    return queries.diff(person(request), key, older, newer)

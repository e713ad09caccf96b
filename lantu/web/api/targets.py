"""Targets: list, one, its history."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lantu.plan import TargetView, queries

from .acting import person
from .errors import READ
from .forms import LARGEST_INTEGER, Chosen, PlanKey, TargetKey, Version

router = Router(tags=["targets"])
LARGEST_PAGE = 1000


class Page(Schema):
    """`count` targets in all; `items` are `limit` of them from `offset` on."""

    count: int
    items: list[TargetView]


class Change(Schema):
    """One entry of the journal about a target."""

    seq: int
    known_at: datetime
    who: str
    verb: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@router.get("/plans/{key}/targets", response=READ | {200: Page}, operation_id="targets")
def targets(
    request: HttpRequest,
    key: PlanKey,
    chosen: Query[Chosen],
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 100,
    offset: Annotated[int, Query(ge=0, le=LARGEST_INTEGER)] = 0,
) -> Any:
    """The targets that the filters let through, in the order of the text."""
    found = queries.targets(person(request), key, chosen.version, chosen.filters())
    return {"count": len(found), "items": found[offset : offset + limit]}


@router.get("/plans/{key}/targets/{target}", response=READ | {200: TargetView}, operation_id="target")
def target(request: HttpRequest, key: PlanKey, target: TargetKey, version: Version = None) -> Any:
    """One target by its key, or what replaced it."""
    return queries.target(person(request), key, target, version)


@router.get("/plans/{key}/targets/{target}/history", response=READ | {200: list[Change]}, operation_id="history")
def history(request: HttpRequest, key: PlanKey, target: TargetKey) -> Any:
    """Every write about a target, oldest first."""
    return [asdict(entry) for entry in queries.history(person(request), key, target)]

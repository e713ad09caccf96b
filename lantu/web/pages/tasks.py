"""Who answers for a whole task, or for one target otherwise than for its task."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from lantu.plan import Absent, PlanView, queries

from ..access import asks, of_plan
from ..frame import page, person_of, wants_fragment


@asks("plan.organisations", of_plan)
def show(request: HttpRequest, key: str, number: int, task: int) -> HttpResponse:
    """The form that names who leads and who assists."""
    person = person_of(request)
    tree = queries.tree(person, key, number)
    found = next((row for area in tree.areas for row in area.tasks if row.id == task), None)
    if found is None:
        raise Absent("absent", "没有这项任务；请刷新页面", "There is no such task; reload the page")
    return form(request, tree.plan, number, task=found, thing=found)


@asks("plan.organisations", of_plan)
def of_target(request: HttpRequest, key: str, number: int, target: str) -> HttpResponse:
    """The same form for one target alone."""
    person = person_of(request)
    found = queries.target(person, key, target, number)
    return form(request, queries.plan(person, key), number, target=found, thing=found)


def form(request: HttpRequest, plan: PlanView, number: int, **of: Any) -> HttpResponse:
    person = person_of(request)
    return page(
        request,
        "parts/assign.html" if wants_fragment(request) else "assign.html",
        plan=plan,
        version=queries.version(person, plan.key, number),
        known_organisations=queries.organisations(person, plan.key, number),
        **of,
    )

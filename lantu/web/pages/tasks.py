"""Who answers for a whole task."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lantu.plan import Absent, queries

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
    template = "parts/assign.html" if wants_fragment(request) else "assign.html"
    known = queries.organisations(person, key, number)
    return page(request, template, plan=tree.plan, version=tree.version, task=found, known_organisations=known)

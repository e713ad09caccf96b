"""The versions of a plan and what each brought."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lantu.ground.people.queries import names
from lantu.plan import actions, queries

from ..access import asks, of_plan
from ..frame import page, person_of

READABLE = ("draft", "adopted", "superseded")


@asks("plan.read", of_plan)
def show(request: HttpRequest, key: str) -> HttpResponse:
    person = person_of(request)
    versions = queries.versions(person, key)
    known = names({version.uploaded_by for version in versions} | {version.adopted_by for version in versions})
    readable = [version.number for version in versions if version.state in READABLE]
    rows = [
        {
            "version": version,
            "uploaded_by": known.get(version.uploaded_by, version.uploaded_by),
            "adopted_by": known.get(version.adopted_by, version.adopted_by),
            "readable": version.state in READABLE,
            "before": max((n for n in readable if n < version.number), default=None)
            if version.state in READABLE
            else None,
        }
        for version in versions
    ]
    return page(request, "versions.html", here="versions", plan=queries.plan(person, key), rows=rows)


@asks("plan.read", of_plan)
def diff(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What the newer of two versions adds, drops, changes and moves."""
    person = person_of(request)
    found = queries.diff(person, key, older, newer)
    touched = {target.key for target in found.added} | {change.after.key for change in (*found.changed, *found.moved)}
    after = queries.targets(person, key, newer)
    return page(
        request,
        "diff.html",
        here="versions",
        plan=queries.plan(person, key),
        older=older,
        newer=newer,
        diff=found,
        kept=sum(target.review != "proposed" and target.key not in touched for target in after),
        same=not (found.added or found.removed or found.changed or found.moved),
    )


@require_POST
@asks("plan.upload", of_plan)
def reread(request: HttpRequest, key: str) -> HttpResponse:
    """Read the adopted file once more: a newer reader may find more."""
    version = actions.reread(person_of(request), key)
    return redirect("reading", key=key, number=version.number)

"""Home: the plans there are, and for a first-time reader what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lantu.plan import queries

from ..access import asks
from ..frame import page, person_of


@asks(None)  # everybody has a home; it lists only what this person may know of
def show(request: HttpRequest) -> HttpResponse:
    plans = queries.plans(person_of(request))
    return page(
        request,
        "home.html",
        here="home",
        plans=plans,
        targets=sum(plan.counts["targets"] for plan in plans if plan.adopted_version),
    )

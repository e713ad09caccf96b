"""Adopting a draft: what people made of the machine's finds, what follows, and one question."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantu.plan import actions, queries

from ..access import asks, of_plan
from ..frame import page, person_of
from . import forms


@asks("plan.adopt", of_plan)
def show(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The difference to the machine's draft; posting adopts it."""
    person = person_of(request)
    if request.method == "POST":
        actions.adopt(person, key, number)
        return redirect(f"{reverse('plan', args=[key])}?{urlencode({'done': 'adopted'})}")
    version = queries.version(person, key, number)
    if version.state in ("waiting", "reading"):
        return redirect("reading", key=key, number=number)
    targets = queries.targets(person, key, number)
    counts = {
        review: sum(target.review == review for target in targets) for review in ("proposed", "accepted", "edited")
    }
    plan = queries.plan(person, key)
    return page(
        request,
        "adopt.html",
        here="review",
        plan=plan,
        version=version,
        diff=queries.difference_to_machine(person, key, number),
        versus=queries.diff(person, key, plan.adopted_version, number) if plan.adopted_version else None,
        counts=counts,
        total=sum(target.review != "rejected" for target in targets),
    )


@require_POST
@asks("plan.describe", of_plan)
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what the plan says of itself: title, issuer, year and the days it speaks of."""
    said = {name: request.POST.get(name, "").strip() for name in ("title", "issuer")}
    days = {name: forms.day(request.POST.get(name, "")) for name in ("starts", "ends")}
    year = forms.whole(request.POST.get("year", ""))
    actions.describe(person_of(request), key, {**said, **days, "year": year if year >= 0 else None})
    number = forms.whole(request.POST.get("number", ""))
    return redirect("adopt", key=key, number=number) if number >= 0 else redirect("plan", key=key)


@require_POST
@asks("plan.discard", of_plan)
def discard(request: HttpRequest, key: str, number: int) -> HttpResponse:
    actions.discard(person_of(request), key, number)
    kept = queries.plan(person_of(request), key).adopted_version
    where = reverse("versions", args=[key]) if kept else reverse("home")
    return redirect(f"{where}?{urlencode({'done': 'discarded'})}")


@require_POST
@asks("plan.publish", of_plan)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Show the plan to everybody, or no longer."""
    shown = request.POST.get("published") == "1"
    (actions.publish if shown else actions.unpublish)(person_of(request), key)
    done = "published" if shown else "unpublished"
    return redirect(f"{reverse('versions', args=[key])}?{urlencode({'done': done})}")

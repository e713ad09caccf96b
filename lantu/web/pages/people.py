"""People who may log in: list, add, hand over a link, grant roles, close."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantu.ground.people import ROLES, actions

from ..access import asks
from ..frame import page, person_of

GRANTED = ROLES[1:]  # everybody is the public


def listing(request: HttpRequest, link: str = "", link_for: str = "") -> HttpResponse:
    """The accounts; with the link that was made for the person `link_for`."""
    rows = actions.look_at_all(person_of(request), "people page")
    return page(
        request,
        "people.html",
        here="people",
        rows=rows,
        active=sum(row.is_active for row in rows),
        roles=GRANTED,
        link=link,
        link_for=next((row.name for row in rows if row.ref == link_for), ""),
    )


@never_cache
@asks("people.list")
def show(request: HttpRequest) -> HttpResponse:
    return listing(request)


@require_POST
@asks("people.add")
def add(request: HttpRequest) -> HttpResponse:
    actions.add(person_of(request), request.POST.get("name", ""), roles=request.POST.getlist("roles") or ["reader"])
    return done("person")


@never_cache
@require_POST
@asks("people.invite")
def invite(request: HttpRequest, ref: str) -> HttpResponse:
    """A one-time link, shown once and kept nowhere."""
    token = actions.invite(person_of(request), ref)
    return listing(request, link=request.build_absolute_uri(reverse("login_link", args=[token])), link_for=ref)


@require_POST
@asks("people.set_roles")
def set_roles(request: HttpRequest, ref: str) -> HttpResponse:
    actions.set_roles(person_of(request), ref, request.POST.getlist("roles"))
    return done("roles")


@require_POST
@asks("people.deactivate")
def deactivate(request: HttpRequest, ref: str) -> HttpResponse:
    actions.deactivate(person_of(request), ref)
    return done("closed")


def done(what: str) -> HttpResponse:
    return redirect(f"{reverse('people')}?{urlencode({'done': what})}")

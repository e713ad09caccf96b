"""Coming in by a one-time link, and leaving.

Opening a link shows a button and spends nothing: programs that look at links before people do must not use them up.
"""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantu.ground.people import actions

from ..access import asks
from ..frame import page


@asks(None)  # who is not in must be able to learn how to come in
def ask(request: HttpRequest) -> HttpResponse:
    return page(request, "enter.html")


@never_cache
@asks(None)  # the token is the permission
def use(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return page(request, "enter.html", token=token)
    try:
        person = actions.use_link(token)
    except actions.Refused:
        return page(request, "enter.html", 410, spent=True)
    login(request, person, backend="lantu.ground.people.login.Links")
    return redirect("home")


@require_POST
@asks(None)  # everybody may leave
def leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("home")

"""Who may open a page. Every route's view is wrapped here, so that no page is reachable without a question to `may`.

    @asks("plan.upload")
    def upload(request): ...

`asks` puts the acting person on the request as `request.person` and answers refusals with a page that says what, why and
what next. A verb of None marks a page that is everybody's (login, language); it is still marked, and a test walks all routes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from lantu.ground.people import Person, may
from lantu.ground.people import actions as people
from lantu.ground.people.queries import acting
from lantu.plan import Absent, Conflict, Forbidden, PlanView, Refused, queries

from .frame import refusal

Page = Callable[..., HttpResponse]
STATUS = {Absent: 404, Forbidden: 403, Conflict: 409}


def of_plan(person: Person, key: str, **_: Any) -> PlanView:
    """The plan that a route's `key` names; Absent when this person may not know of it."""
    return queries.plan(person, key)


def asks(verb: str | None, of: Callable[..., Any] | None = None) -> Callable[[Page], Page]:
    """Let a request through to the page only if its person may do `verb` to the thing that `of` finds (or at all)."""

    def wrap(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = acting(request)
            request.person = person  # type: ignore[attr-defined]
            try:
                thing = of(person, **kwargs) if of else None
                if verb is not None and not may(person, verb, thing):
                    return refusal(request, 403)
                return page(request, *args, **kwargs)
            except Refused as refused:
                status = next((code for kind, code in STATUS.items() if isinstance(refused, kind)), 422)
                return refusal(request, status, refused)
            except people.Refused as refused:
                return refusal(request, 422, refused)

        guarded.asks = verb  # type: ignore[attr-defined]
        return guarded

    return wrap

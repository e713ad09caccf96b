"""Language and colours, kept in the browser."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lantu.ground.strings import LANGUAGES

from ..access import asks
from ..frame import THEMES, remember


def back_to(request: HttpRequest) -> str:
    """Where a form asks to return to, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_POST
@asks(None)  # changes nothing but this browser's own cookies
def keep(request: HttpRequest) -> HttpResponse:
    answer = redirect(without_choice(back_to(request)))
    for name, known in (("lang", LANGUAGES), ("theme", THEMES)):
        if request.POST.get(name) in known:
            remember(answer, name, request.POST[name])
    return answer


def without_choice(address: str) -> str:
    """The address without `lang` and `theme`, which would win over the cookie."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("lang", "theme", "done")]
    return urlunsplit(parts._replace(query=urlencode(kept)))

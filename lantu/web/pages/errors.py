"""Pages for requests that lead nowhere: they say what happened, why, and what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.ground import strings
from lantu.ground.people import PUBLIC

from ..frame import LANG_TAGS, OTHER, page, refusal


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return refusal(request, 403)


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return refusal(request, 404)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose CSRF mark does not hold."""
    return page(request, "error.html", 403, name="csrf", said="", code=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed on our side: nothing here may need the database."""
    lang = strings.language(request)
    other = OTHER[lang]
    frame = {"lang": lang, "lang_tag": LANG_TAGS[lang], "other_lang": other, "other_lang_tag": LANG_TAGS[other]}
    frame |= {"theme": "auto", "next_theme": "dark"}
    return render(
        request, "error.html", frame | {"person": PUBLIC, "can": {}, "name": "500", "said": "", "code": 500}, status=500
    )

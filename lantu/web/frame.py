"""What every page stands in: language, colours, the acting person, and pages that explain a refusal."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lantu.ground import strings
from lantu.ground.people import PUBLIC, Person, may
from lantu.ground.people.queries import acting
from lantu.ground.strings import keys

LANG_TAGS = {"zh": "zh-Hans", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
THEMES = ("auto", "light", "dark", "wall")
NEXT_THEME = {"auto": "dark", "light": "dark", "dark": "light", "wall": "light"}


class Explained(Protocol):
    """Something that did not happen, and why, in both languages."""

    zh: str
    en: str


def person_of(request: HttpRequest) -> Person:
    found = getattr(request, "person", None)
    return found if isinstance(found, Person) else acting(request)


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template with what the frame needs. `here` names the entry of the navigation."""
    lang = strings.language(request)
    theme = request.GET.get("theme") or request.COOKIES.get("theme")
    theme = theme if theme in THEMES else "auto"
    person = person_of(request)
    frame = {
        "lang": lang,
        "lang_tag": LANG_TAGS[lang],
        "other_lang": OTHER[lang],
        "other_lang_tag": LANG_TAGS[OTHER[lang]],
        "theme": theme,
        "next_theme": NEXT_THEME[theme],
        "person": person,
        "known": person.ref != PUBLIC.ref,
        "can": {
            "upload": may(person, "plan.upload"),
            "people": may(person, "people.list"),
            "grant": may(person, "people.set_roles"),
            "assign": may(person, "plan.organisations", context.get("plan")),
            "export": may(person, "plan.export", context.get("plan")),
            "publish": may(person, "plan.publish", context.get("plan")),
            "review": may(person, "plan.review", context.get("plan")),
            "discard": may(person, "plan.discard", context.get("plan")),
            "adopt": may(person, "plan.adopt", context.get("plan")),
        },
        "now": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "done": request.GET.get("done", "") if f"web.done.{request.GET.get('done', '')}" in keys() else "",
    }
    answer = render(request, template, frame | context, status=status)
    answer["Vary"] = "Cookie, HX-Request"
    answer["Cache-Control"] = "private, no-cache"
    if request.GET.get("lang") in strings.LANGUAGES:
        remember(answer, "lang", lang)
    if request.GET.get("theme") in THEMES:
        remember(answer, "theme", theme)
    return answer


def remember(answer: HttpResponse, name: str, value: str) -> None:
    """Keep a preference for a year; it says nothing about the person."""
    answer.set_cookie(name, value, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asks for a piece of the page and not the browser for the whole."""
    return request.headers.get("HX-Request") == "true"


def refusal(request: HttpRequest, status: int, why: Explained | None = None) -> HttpResponse:
    """The page that says what, where, why and the next step; for a script's request only its sentence."""
    lang = strings.language(request)
    known = {403: "403", 404: "404", 500: "500"}.get(status)
    name = known or "refused"
    said = getattr(why, lang) if why else ""
    if wants_fragment(request):
        answer = page(
            request, "parts/refused.html", status, said=said or strings.say(f"web.error.{known or 500}_why", lang)
        )
        answer["HX-Retarget"], answer["HX-Reswap"] = "#toasts", "innerHTML"
        return answer
    return page(request, "error.html", status, name=name, said=said, code=status)

"""One target: what it promises, its sentence, how it was found, what happened to it since."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lantu.ground import strings
from lantu.ground.people.queries import names
from lantu.ground.strings import keys
from lantu.plan import TargetView, TextView, queries

from ..access import asks, of_plan
from ..frame import page, person_of, wants_fragment
from . import source
from .sureness import sureness


def history_of(request: HttpRequest, target: TargetView) -> list[dict[str, Any]]:
    """The journal's entries about a target, newest first, with people's names and what changed in words."""
    entries = queries.history(person_of(request), target.plan, target.key)
    known = names(entry.who for entry in entries)
    return [
        {
            "at": entry.known_at,
            "who": known.get(entry.who, entry.who),
            "verb": entry.verb,
            "changes": changes(entry.before, entry.after, strings.language(request)),
        }
        for entry in reversed(entries)
    ]


def changes(before: Any, after: Any, lang: str) -> list[tuple[str, str, str]]:
    """(field, before, after) for the fields of an entry that pages know a word for."""
    old, new = before or {}, after or {}
    found = []
    for field in dict.fromkeys([*old, *new]):
        key = f"web.field.{field}"
        if old and new and old.get(field) != new.get(field) and key in keys():
            found.append((strings.say(key, lang), said(old.get(field), lang), said(new.get(field), lang)))
    return found


def said(value: Any, lang: str) -> str:
    """A fact of the journal as people read it."""
    if value in (None, "", [], ()):
        return "–"
    if isinstance(value, list | tuple):
        return "、".join(str(item) for item in value)
    for family in ("state", "basis", "kind", "review", "comparator"):
        key = f"plan.{family}.{value}"
        if key in keys():
            return strings.say(key, lang)
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def context_of(
    request: HttpRequest, target: TargetView, text: TextView, base: str, *, reviewing: bool
) -> dict[str, Any]:
    before, quote, after = source.sentence(text.text, target.start, target.end)
    return {
        "target": target,
        "before": before,
        "quote": quote,
        "after": after,
        "place": next((place for place in text.places if place["start"] <= target.start < place["end"]), None),
        "sure": sureness(target.confidence),
        "history": history_of(request, target),
        "base": base,
        "reviewing": reviewing,
        "editing": request.GET.get("edit") == "1",
    }


@asks("plan.read", of_plan)
def show(request: HttpRequest, key: str, target: str) -> HttpResponse:
    """A target's detail as a piece of the page, opened beside the list."""
    if not wants_fragment(request):
        return redirect(f"{reverse('plan', args=[key])}?{urlencode({'target': target})}")
    person = person_of(request)
    number = int(request.GET["version"]) if request.GET.get("version", "").isdigit() else None
    found = queries.target(person, key, target, number)
    text = queries.text(person, key, found.version)
    reviewing = request.GET.get("reviewing") == "1"
    base = request.GET.get("base", "") if request.GET.get("base", "").startswith(f"/plans/{key}/") else ""
    context = context_of(request, found, text, base, reviewing=reviewing)
    return page(request, "parts/detail.html", plan=queries.plan(person, key), **context)

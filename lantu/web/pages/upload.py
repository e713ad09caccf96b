"""Bringing a document: it is kept, read outside the request, and becomes a draft."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from lantu.ground import strings
from lantu.plan import Refused, actions, queries

from ..access import asks, of_plan
from ..frame import page, person_of, wants_fragment


def limit() -> str:
    return filesizeformat(settings.UPLOAD_LIMIT)


@asks("plan.upload")
def show(request: HttpRequest) -> HttpResponse:
    """The form; posting a file keeps it and leads to its reading."""
    if request.method != "POST":
        return form(request)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused("none", *(strings.say("web.upload.none", lang) for lang in ("zh", "en")))
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise Refused("too_large", *(too_large(file.size or 0, lang) for lang in ("zh", "en")))
        version = actions.upload(person_of(request), file.name or "", file.chunks(), request.POST.get("plan") or None)
    except Refused as refused:
        return form(request, refused)
    where = reverse("reading", args=[version.plan, version.number])
    if wants_fragment(request):
        return HttpResponse(where, content_type="text/plain")
    return redirect(where)


def too_large(size: int, lang: str) -> str:
    return strings.say("web.upload.too_large", lang, size=filesizeformat(size), limit=limit())


def form(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    """The form, and why the last file was not taken; for a script only the reason."""
    if refused and wants_fragment(request):
        answer = HttpResponse(getattr(refused, strings.language(request)), status=422, content_type="text/plain")
        if refused.about:
            answer["Content-Location"] = reverse("versions", args=[refused.about])
        return answer
    chosen = request.GET.get("plan") or request.POST.get("plan", "")
    return page(
        request,
        "upload.html",
        422 if refused else 200,
        here="upload",
        plans=queries.plans(person_of(request)),
        chosen=chosen,
        limit=limit(),
        limit_bytes=settings.UPLOAD_LIMIT,
        refused=refused,
    )


@asks("plan.draft.read", of_plan)
def reading(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """How far a reading is. The page asks again by itself until the draft is there."""
    person = person_of(request)
    version = queries.version(person, key, number)
    if version.state == "draft" and not wants_fragment(request):
        return redirect("review", key=key)
    template = "parts/reading.html" if wants_fragment(request) else "reading.html"
    answer = page(
        request,
        template,
        plan=queries.plan(person, key),
        version=version,
        percent=round(version.progress * 100),
        ahead=queries.ahead(person, key, number) if version.state == "waiting" else 0,
    )
    if version.state in ("waiting", "reading") and not wants_fragment(request):
        answer["Refresh"] = "10"  # for browsers without scripts
    if version.state == "draft":
        answer["HX-Redirect"] = reverse("review", args=[key])
    return answer

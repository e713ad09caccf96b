"""Review of a draft: every find of the machine is accepted, edited or rejected by a person, and what it missed is added.

Each verb answers a browser without scripts with a redirect and a script with the pieces of the page that changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantu.ground import journal
from lantu.ground.people import Person
from lantu.plan import Absent, ChangedTarget, Conflict, Refused, TargetView, actions, queries

from ..access import asks, of_plan
from ..frame import page, person_of, wants_fragment
from . import detail, forms
from .plan import all_targets, view_of
from .sureness import CERTAIN

VERBS: dict[str, Callable[[Person, str, int, str, int], TargetView]] = {
    "accept": actions.accept,
    "reject": actions.reject,
    "restore": actions.restore,
}
DONE = {"accept": "accepted", "reject": "rejected", "restore": "undone", "edit": "edited"}


def progress_of(targets: list[TargetView]) -> dict[str, int]:
    """How far the review is; `certain` could be accepted at once."""
    left = [target for target in targets if target.review == "proposed"]
    return {
        "all": len(targets),
        "left": len(left),
        "done": len(targets) - len(left),
        "certain": sum(target.confidence >= CERTAIN and not target.was for target in left),
    }


@asks("plan.draft.read", of_plan)
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The draft: its tree beside its text, with verdicts."""
    person = person_of(request)
    plan = queries.plan(person, key)
    number = plan.draft_version
    if number is None:
        raise Absent(
            "no_draft",
            "这份计划没有待审的草稿；上传新版本后再来审核",
            "This plan has no draft to review; upload a newer version first",
        )
    version = queries.version(person, key, number)
    if version.state != "draft":
        return redirect("reading", key=key, number=number)
    context = view_of(request, key, number, request.path, reviewing=True)
    progress = progress_of(all_targets(context["whole"]))
    return page(
        request,
        "review.html",
        here="review",
        progress=progress,
        certain_from=round(CERTAIN * 100),
        undoable=last_own(person, key),
        **context,
    )


@require_POST
@asks("plan.review", of_plan)
def judge(request: HttpRequest, key: str, number: int, target: str, verb: str) -> HttpResponse:
    """Accept, reject or restore one target."""
    act = VERBS[verb]
    return answer(
        request, key, number, target, verb, lambda edition: act(person_of(request), key, number, target, edition)
    )


@require_POST
@asks("plan.review", of_plan)
def edit(request: HttpRequest, key: str, number: int, target: str) -> HttpResponse:
    """Correct the facts of one target."""
    return answer(
        request,
        key,
        number,
        target,
        "edit",
        lambda edition: actions.edit(person_of(request), key, number, target, edition, forms.changes(request.POST)),
    )


@require_POST
@asks("plan.organisations", of_plan)
def assign(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say who answers for one target, or for a whole task."""
    lead, owners = (forms.names(request.POST.get(name, "")) for name in ("lead", "owners"))
    target = request.POST.get("target") or None
    task = int(request.POST["task"]) if request.POST.get("task", "").isdigit() else None
    edition = forms.edition(request.POST)
    actions.assign(person_of(request), key, number, edition, lead, owners, task=None if target else task, target=target)
    return leave(request, key, target, "assigned")


def answer(
    request: HttpRequest, key: str, number: int, target: str, verb: str, act: Callable[[int], TargetView]
) -> HttpResponse:
    """Do one verb and show what became of it; a conflict is shown with both sides."""
    try:
        view = act(forms.edition(request.POST))
    except Conflict as conflict:
        if not isinstance(conflict.current, TargetView):
            raise
        return clash(request, key, conflict, verb)
    except Refused as refused:
        if verb != "edit":
            raise
        return form_again(request, key, number, target, refused)
    if not wants_fragment(request):
        return leave(request, key, target, DONE[verb])
    return pieces(request, key, number, view, DONE[verb])


def pieces(request: HttpRequest, key: str, number: int, view: TargetView, done: str) -> HttpResponse:
    """What changed on the page: the detail, the row and the progress."""
    person = person_of(request)
    text = queries.text(person, key, number)
    context = detail.context_of(request, view, text, reverse("review", args=[key]), None, reviewing=True)
    answer = page(
        request,
        "parts/judged.html",
        plan=queries.plan(person, key),
        progress=progress_of(queries.targets(person, key, number)),
        version=queries.version(person, key, number),
        undoable=last_own(person, key),
        said=done,
        **context,
    )
    answer["HX-Trigger-After-Settle"] = "judged"
    return answer


def clash(request: HttpRequest, key: str, conflict: Conflict, verb: str) -> HttpResponse:
    """Somebody was faster: both sides, and a choice."""
    context = {
        "plan": queries.plan(person_of(request), key),
        "current": conflict.current,
        "why": conflict,
        "verb": verb,
        "path": request.path,
        "change": mine(conflict.current, request) if verb == "edit" else None,
        "mine": [(name, value) for name, value in request.POST.items() if name in forms.FIELDS],
        "base": reverse("review", args=[key]),
    }
    if not wants_fragment(request):
        return page(request, "conflict.html", 409, here="review", **context)
    return page(request, "parts/conflict.html", 409, fragment=True, **context)


def mine(current: TargetView, request: HttpRequest) -> ChangedTarget:
    """What a person's form would change of a target as it stands."""
    typed = forms.changes(request.POST)
    stands = {name: getattr(current, name) for name in typed}
    if current.due_assumed and "due" in stands:
        stands["due"] = None
    return ChangedTarget(current, replace(current, **typed), tuple(n for n in typed if typed[n] != stands[n]))


def form_again(request: HttpRequest, key: str, number: int, target: str, refused: Refused) -> HttpResponse:
    """The edit form with what was typed and why it cannot be taken."""
    person = person_of(request)
    view = queries.target(person, key, target, number)
    text = queries.text(person, key, number)
    context: dict[str, Any] = detail.context_of(
        request, view, text, reverse("review", args=[key]), None, reviewing=True
    )
    context |= {"plan": queries.plan(person, key), "refused": refused, "typed": request.POST, "editing": True}
    template = "parts/detail.html" if wants_fragment(request) else "edit.html"
    return page(request, template, 422, here="review", version=queries.version(person, key, number), **context)


@require_POST
@asks("plan.review", of_plan)
def add(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Add a target by the words that were selected in the text."""
    start, end = (forms.whole(request.POST.get(name, "")) for name in ("start", "end"))
    try:
        try:
            view = actions.add_target(person_of(request), key, number, start, end)
        except Refused:
            # The words alone do not say which kind of target they are: a person says so in the form.
            if "kind" not in request.POST:
                return adding(request, key, number, start, end)
            view = actions.add_target(person_of(request), key, number, start, end, forms.changes(request.POST))
    except Refused as refused:
        return adding(request, key, number, start, end, refused)
    return leave(request, key, view.key, "added")


def adding(
    request: HttpRequest, key: str, number: int, start: int, end: int, refused: Refused | None = None
) -> HttpResponse:
    """The form for a target whose words were selected: as it was typed, or begun from the words."""
    quote = queries.text(person_of(request), key, number).text[max(start, 0) : max(end, 0)].strip()
    kind = "quantity" if re.search(r"[\d一二两三四五六七八九十百千万亿]", quote) else "milestone"
    return page(
        request,
        "parts/adding.html",
        422 if refused else 200,
        plan=queries.plan(person_of(request), key),
        quote=quote,
        typed=request.POST if refused else {"kind": kind, "subject": " ".join(quote.split())[:400]},
        start=start,
        end=end,
        number=number,
        refused=refused,
    )


@require_POST
@asks("plan.review", of_plan)
def accept_certain(request: HttpRequest, key: str, number: int) -> HttpResponse:
    actions.accept_all(person_of(request), key, number, CERTAIN)
    return leave(request, key, None, "certain")


@require_POST
@asks("plan.review", of_plan)
def undo(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take back this person's last step that still stands."""
    person = person_of(request)
    last = last_own(person, key)
    if last is None:
        raise Refused("nothing_to_undo", "没有可撤销的步骤", "There is no step of yours to undo")
    view = actions.undo(person, key, last)
    return leave(request, key, view.key if isinstance(view, TargetView) else None, "undone")


def last_own(person: Person, key: str) -> int | None:
    """The entry of a person's last step in the current draft's review that was not taken back."""
    steps: list[int] = []
    for entry in journal.entries(f"plan/{key}"):
        if entry.verb in ("plan.adopt", "plan.discard", "plan.read"):
            steps.clear()
        elif entry.who == person.ref and entry.verb == "plan.undo":
            undone = (entry.after or {}).get("entry")
            steps = [step for step in steps if step != undone]
        elif entry.who == person.ref and entry.verb.split(".")[0] in ("target", "task"):
            steps.append(entry.seq)
    return steps[-1] if steps else None


def leave(request: HttpRequest, key: str, target: str | None, done: str) -> HttpResponse:
    """Back to the review as it was filtered, at the target; a script is told to go there."""
    review = reverse("review", args=[key])
    came = urlsplit(request.headers.get("Referer", ""))
    kept = parse_qsl(came.query) if came.path == review else []
    query = {name: value for name, value in kept if name not in ("target", "edit", "done")} | {"done": done}
    where = f"{review}?{urlencode(query | ({'target': target} if target else {}))}"
    if not wants_fragment(request):
        return redirect(where)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = where
    return answer

"""The plan: its tree of areas, tasks and targets beside the text they come from."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from lantu.ground import strings
from lantu.ground.strings import keys
from lantu.plan import Absent, Filters, StandingsView, TargetView, TreeView, queries

from ..access import asks, of_plan
from ..frame import page, person_of
from ..standings import Mark, Moment, mark_of, marks_of, moment_of, worst_of
from . import detail, source

NAMES = ("area", "organisation", "kind", "due", "state", "review")
ORDINAL = re.compile(r"^\s*[(（]?[一二三四五六七八九十百\d]+[)）、.．]\s*")


MONTH = re.compile(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    choices: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """One area in the strip above the tree."""

    name: str
    link: str
    count: int
    share: int
    chosen: bool
    standing: Mark | None


def filters_of(request: HttpRequest) -> Filters:
    """The filters in the address; unknown names are ignored."""
    return Filters(**{name: request.GET.get(name, "") for name in NAMES}, text=request.GET.get("q", "").strip()[:100])


def asked(filters: Filters, **changed: str) -> dict[str, str]:
    """The filters as they stand in an address."""
    wanted = asdict(replace(filters, **changed))
    wanted["q"] = wanted.pop("text")
    return {name: value for name, value in wanted.items() if value}


def address(filters: Filters, moment: Moment, **changed: str) -> str:
    """The query part of an address with these filters and this moment."""
    return urlencode(asked(filters, **changed) | moment.query)


def words_for(facet: str, value: str, lang: str) -> str:
    """How a choice of a filter reads."""
    if facet in ("kind", "state", "review"):
        key = f"plan.{facet}.{value}"
        return strings.say(key, lang) if key in keys() else value
    if facet == "due" and MONTH.fullmatch(value):
        return month_words(value, lang)
    special = {
        ("due", "assumed"): "web.due.unsaid",
        ("due", "none"): "web.due.none",
        ("organisation", "-"): "web.plan.nobody",
        ("area", ""): "web.plan.whole",
    }
    said = special.get((facet, value))
    return strings.say(said, lang) if said else value


def month_words(month: str, lang: str) -> str:
    """2023-06 as people say it: 2023年6月, Jun 2023."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if lang == "zh" else f"{date(int(year), int(number), 1):%b %Y}"


def facets_of(tree: TreeView, lang: str, names: tuple[str, ...], areas: list[str]) -> list[Facet]:
    """The filters with a count for every choice; a filter with one choice only is left out."""
    found = []
    for name in names:
        value = getattr(tree.filters, name)
        counts = {choice: n for choice, n in tree.facets[name].items() if choice}
        if value and value not in counts:
            counts[value] = 0
        order = list(counts) if name in ("organisation", "state") else sorted(counts)
        if name == "area":
            order = [area for area in areas if area in counts]
        choices = tuple(Choice(c, words_for(name, c, lang), counts[c], c == value) for c in order)
        if len(choices) > 1 or value:
            found.append(Facet(name, choices, value))
    return found


def strip_of(
    tree: TreeView, names: list[str], base: str, moment: Moment, standings: StandingsView | None, lang: str
) -> list[Block]:
    """Every area in the order of the text with its number of targets and, of an adopted plan, its standing."""
    areas = standings.areas if standings else {}
    counts = tree.facets["area"]
    most = max(counts.values(), default=1) or 1
    chosen = tree.filters.area
    return [
        Block(
            name=ORDINAL.sub("", name) or name,
            link=f"{base}?{address(tree.filters, moment, area='' if name == chosen else name)}",
            count=counts.get(name, 0),
            share=round(100 * counts.get(name, 0) / most),
            chosen=name == chosen,
            standing=worst_of(areas, name, lang),
        )
        for name in names
    ]


def view_of(request: HttpRequest, key: str, number: int | None, base: str, *, reviewing: bool) -> dict[str, Any]:
    """Everything the plan page and the review page show."""
    person, lang = person_of(request), strings.language(request)
    whole = queries.tree(person, key, number)
    filters = filters_of(request)
    tree = queries.tree(person, key, number, filters) if filters != Filters() else whole
    document = queries.text(person, key, tree.version.number)
    text = document.text
    targets = all_targets(whole)
    open_key = request.GET.get("target", "")
    chosen = next((target for target in targets if target.key == open_key), None)
    moment = moment_of(request)
    standings = standings_of(request, tree, moment, reviewing=reviewing)
    query = address(filters, moment)
    link = f"?{query}&" if query else "?"
    areas = list(dict.fromkeys(area.name for area in whole.areas if area.name))
    tasks = [task for area in whole.areas for task in area.tasks]
    lines = source.paragraphs(
        text,
        [target for target in targets if reviewing or target.review != "rejected"],
        [(task.id, task.start) for task in tasks],
        frozenset(heading for task in tasks for heading in task.heading),
        source.find(text, filters.text),
    )
    shown = frozenset(target.key for target in all_targets(tree))
    names = tuple(name for name in NAMES if name != "review" or reviewing)
    return {
        "plan": tree.plan,
        "version": tree.version,
        "tree": tree,
        "whole": whole,
        "facts": facts_of(targets),
        "filters": filters,
        "filtered": filters != Filters(),
        "export": urlencode(
            {name: value for name, value in asdict(filters).items() if value}
            | {"version": tree.version.number, "lang": lang}
        ),
        "facets": facets_of(tree, lang, names, areas),
        "strip": strip_of(tree, areas, base, moment, standings, lang),
        "base": base,
        "link": link,
        "text": source.render(lines, f"{link}target=", shown, open_key),
        "open_key": chosen.key if chosen else "",
        "detail": detail.context_of(request, chosen, document, base, standings, reviewing=reviewing)
        if chosen
        else None,
        "gone": open_key if open_key and not chosen else "",
        "reviewing": reviewing,
    } | judged(moment, standings, filters, base, lang)


def judged(moment: Moment, standings: StandingsView | None, filters: Filters, base: str, lang: str) -> dict[str, Any]:
    """What the page says about standings, and the moment that its links carry on."""
    return {
        "moment": moment,
        "moved_back": f"{base}?{urlencode(asked(filters))}",
        "carried": [
            *asked(filters).items(),
            *((name, value) for name, value in moment.query.items() if name != "as_of"),
        ],
        "marks": {key: mark_of(one.word, lang, simulated=one.simulated) for key, one in standings.targets.items()}
        if standings
        else {},
        "counts": marks_of(standings.whole, lang) if standings else [],
        "simulated": bool(standings and standings.simulated),
    }


def standings_of(request: HttpRequest, tree: TreeView, moment: Moment, *, reviewing: bool) -> StandingsView | None:
    """The standings of a version that is or was the plan; a draft has none."""
    if reviewing or tree.version.state not in ("adopted", "superseded"):
        return None
    return queries.standings(
        person_of(request), tree.plan.key, tree.version.number, as_of=moment.as_of, known_at=moment.known_at
    )


def all_targets(tree: TreeView) -> list[TargetView]:
    """Every target of a tree in the order of the text."""
    return [*tree.headline, *(target for area in tree.areas for task in area.tasks for target in task.targets)]


def facts_of(targets: list[TargetView]) -> dict[str, int]:
    """The counts of the headline; rejected targets are none."""
    live = [target for target in targets if target.review != "rejected"]
    return {
        "all": len(live),
        "quantity": sum(target.kind == "quantity" for target in live),
        "milestone": sum(target.kind == "milestone" for target in live),
        "dated": sum(target.due is not None and not target.due_assumed for target in live),
        "assumed": sum(target.due_assumed for target in live),
    }


@asks("plan.read", of_plan)
def show(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """The adopted version, or one asked for by its number."""
    person = person_of(request)
    plan = queries.plan(person, key)
    if number is None and plan.adopted_version is None:
        return not_yet(request, key)
    base = request.path
    return page(request, "plan.html", here="plan", **view_of(request, key, number, base, reviewing=False))


def not_yet(request: HttpRequest, key: str) -> HttpResponse:
    """A plan without an adopted version: say where it stands."""
    versions = queries.versions(person_of(request), key)
    if not versions:
        raise Absent(
            "no_version",
            "这份计划还没有采用的版本；等办公室审核采用后再来看",
            "This plan has no adopted version yet; come back when the office has adopted one",
        )
    return page(request, "not_yet.html", plan=queries.plan(person_of(request), key), version=versions[0])

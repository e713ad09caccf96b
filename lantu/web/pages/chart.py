"""Targets by area and due month: a table, which a script draws as a chart."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lantu.ground import strings
from lantu.plan import queries

from ..access import asks, of_plan
from ..frame import page, person_of
from .plan import all_targets, facts_of


def columns_of(months: dict[str, dict[str, int]], lang: str) -> list[tuple[str, str]]:
    """(month, its words): every month from the first to the last one named, then those not stated."""
    named = sorted({month for row in months.values() for month in row if month[0].isdigit()})
    found = []
    if named:
        year, month = (int(part) for part in named[0].split("-"))
        while (at := f"{year:04}-{month:02}") <= named[-1]:
            found.append((at, at))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if len({month[:4] for month, _ in found}) == 1:
        found = [(month, month_words(int(month[5:]), lang)) for month, _ in found]
    for other, key in (("assumed", "web.due.unsaid"), ("none", "web.due.none")):
        if any(other in row for row in months.values()):
            found.append((other, strings.say(key, lang)))
    return found


def month_words(month: int, lang: str) -> str:
    return f"{month}月" if lang == "zh" else f"{date(2000, month, 1):%b}"


@asks("plan.read", of_plan)
def show(request: HttpRequest, key: str) -> HttpResponse:
    tree = queries.tree(person_of(request), key)
    lang = strings.language(request)
    columns = columns_of(tree.months, lang)
    base = reverse("plan", args=[key])
    rows: list[dict[str, Any]] = [
        {
            "name": area or strings.say("web.plan.whole", lang),
            "cells": [
                (
                    counts.get(month, 0),
                    f"{base}?{urlencode({'area': area, 'due': month})}" if area else f"{base}?due={month}",
                )
                for month, _ in columns
            ],
            "total": sum(counts.values()),
        }
        for area, counts in tree.months.items()
    ]
    facts = facts_of(all_targets(tree))
    undated = facts["all"] - facts["dated"]
    return page(
        request,
        "chart.html",
        here="chart",
        plan=tree.plan,
        columns=columns,
        rows=rows,
        totals=[sum(row["cells"][at][0] for row in rows) for at in range(len(columns))],
        total=sum(row["total"] for row in rows),
        undated=undated,
        share=round(100 * undated / facts["all"]) if facts["all"] else 0,
    )

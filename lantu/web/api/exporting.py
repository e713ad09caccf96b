"""A plan to take along, as the filters show it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lantu.ground.people import Person, may
from lantu.plan import Forbidden, TreeView, queries

from .acting import person
from .errors import READ, Problem
from .forms import Chosen, PlanKey

router = Router(tags=["exports"])
ANSWERS: dict[Any, Any] = READ | {403: Problem}
Lang = Annotated[Literal["zh", "en"], Query()]


@router.get("/plans/{key}/export.xlsx", response=ANSWERS | {200: None}, operation_id="export_excel")
def export_excel(request: HttpRequest, key: PlanKey, chosen: Query[Chosen], lang: Lang = "zh") -> HttpResponse:
    """One row a target, with its source sentence."""
    from lantu.web import exports  # brings openpyxl, a quarter of a second that no other page needs

    tree, text = _asked(person(request), key, chosen)
    return _file(exports.excel(tree, text, lang), exports.EXCEL, f"{tree.plan.title}.xlsx")


@router.get("/plans/{key}/export.json", response=ANSWERS | {200: None}, operation_id="export_json")
def export_json(request: HttpRequest, key: PlanKey, chosen: Query[Chosen]) -> HttpResponse:
    """The tree with every target's source sentence."""
    from lantu.web import exports

    tree, text = _asked(person(request), key, chosen)
    return _file(exports.as_json(tree, text), "application/json", f"{tree.plan.title}.json")


def _asked(who: Person, key: str, chosen: Chosen) -> tuple[TreeView, str]:
    tree = queries.tree(who, key, chosen.version, chosen.filters())
    if not may(who, "plan.export", tree.plan):
        raise Forbidden(
            "forbidden",
            "您的角色不能导出这份计划；请找负责计划的科室",
            "Your roles do not allow exporting this plan; ask the office that keeps it",
        )
    return tree, queries.text(who, key, tree.version.number).text


def _file(data: bytes, form: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=form)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer

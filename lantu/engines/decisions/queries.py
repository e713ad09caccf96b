"""Every read of this engine."""

from __future__ import annotations

from functools import lru_cache

from lantu.ground.people import Person, may

from . import Absent, Forbidden, RecordedDecision, Table, logic
from .models import Recorded, TableText


def newest(key: str) -> TableText:
    """The text in use. Raises Absent."""
    row = TableText.objects.filter(key=key).order_by("-number").first()
    if row is None:
        raise _absent(key)
    return row


def table(key: str, hash: str = "") -> Table:
    """The table in use, or the one with this hash, as it once was. Raises Absent."""
    rows = TableText.objects.filter(key=key)
    row = (rows.filter(hash=hash) if hash else rows).order_by("-number").first()
    if row is None:
        raise _absent(key)
    return _read(key, row.hash, row.text)


def text(person: Person, key: str) -> str:
    """The table in use as it is written, to be looked at and edited. Raises Absent, Forbidden."""
    _ask(person, "table.read")
    return newest(key).text


def keys() -> list[str]:
    """The tables there are, by key."""
    return list(TableText.objects.order_by("key").values_list("key", flat=True).distinct())


def decisions(person: Person, about: str) -> list[RecordedDecision]:
    """What was decided about a thing, oldest first. Raises Forbidden."""
    _ask(person, "decision.read")
    rows = Recorded.objects.filter(about=about).select_related("table").order_by("id")
    return [
        RecordedDecision(
            id=row.pk,
            about=row.about,
            table=row.table.key,
            hash=row.table.hash,
            on=row.on,
            state=row.state,
            row=row.row,
            source=row.source,
            facts=row.facts,
            outputs=row.outputs,
            missing=tuple(row.missing),
            who=row.who,
            recorded_at=row.recorded_at,
        )
        for row in rows
    ]


@lru_cache(maxsize=256)
def _read(key: str, hash: str, text: str) -> Table:
    """A hash names one text, so what was read once need not be read again."""
    return logic.read(key, text)


def _ask(person: Person, verb: str) -> None:
    if not may(person, verb):
        raise Forbidden(
            "forbidden",
            "您的角色不能查看；请找负责规则的办公室",
            "Your roles do not show you this; ask the office that keeps the rules",
        )


def _absent(key: str) -> Absent:
    return Absent("absent", f"没有判定表“{key}”；请先采用一份", f"There is no table {key!r}; take one first")

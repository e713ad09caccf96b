"""Every write of this engine: taking a table, recording a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import SYSTEM, Person, may

from . import Decision, Fact, Forbidden, Refused, Table, logic, queries
from .models import Recorded, TableText


def take(person: Person, key: str, text: str) -> Table:
    """Put a table in use from now on; the one before stays for the decisions that cite it.

    Raises TableRefused, and then the one that worked goes on. What the program brings along never replaces a table that
    somebody else took.
    """
    _ask(person, "table.take")
    table = logic.read(key, text)
    try:
        _keep(person, table, text)
    except IntegrityError as error:  # somebody else took the same number between our look and our write
        raise Refused(
            "conflict",
            f"判定表“{key}”刚被他人更新；请看过当前内容后再采用",
            f"The table {key!r} was replaced a moment ago; look at it as it is now, then take yours",
        ) from error
    return table


def decide(person: Person, key: str, facts: Mapping[str, Fact], about: str, on: date) -> Decision:
    """Decide by the table in use and keep the decision: what about (a path, as in the journal), facts, row and source.

    Only the facts that the table asks for are kept. Raises Absent, FactRefused.
    """
    _ask(person, "decision.record")
    with journal.write(person.ref, "decision.record") as record:
        row = queries.newest(key)
        table = logic.read(key, row.text)
        found = logic.decide(table, facts, on)
        kept = Recorded.objects.create(
            about=about,
            table=row,
            on=on,
            state=found.state,
            row=found.row.name if found.row else "",
            source=found.row.source if found.row else "",
            facts=_plain({one.name: facts.get(one.name) for one in table.inputs}),
            outputs=_plain(found.outputs),
            missing=list(found.missing),
            who=person.ref,
            recorded_at=timezone.now(),
        )
        after = {
            "table": key,
            "hash": row.hash,
            "on": on,
            "row": kept.row,
            "state": found.state,
            "outputs": kept.outputs,
        }
        record(f"decision/{kept.pk}", before=None, after={"about": about, **after})
    return found


def _keep(person: Person, table: Table, text: str) -> None:
    with journal.write(person.ref, "table.take") as record:
        former = TableText.objects.select_for_update().filter(key=table.key).order_by("-number").first()
        theirs = former is not None and person is SYSTEM and former.taken_by != SYSTEM.ref
        if theirs or (former is not None and former.hash == table.hash):
            return
        TableText.objects.create(
            key=table.key,
            number=former.number + 1 if former else 1,
            hash=table.hash,
            text=text,
            taken_by=person.ref,
            taken_at=timezone.now(),
        )
        before = {"hash": former.hash} if former else None
        record(f"table/{table.key}", before=before, after={"hash": table.hash, "rows": len(table.rows)})


def _plain(values: Mapping[str, Any]) -> Any:
    """Values as JSON keeps them: a decimal and a day as their text."""
    return json.loads(json.dumps(values, default=str))


def _ask(person: Person, verb: str) -> None:
    if not may(person, verb):
        raise Forbidden(
            "forbidden",
            "您的角色不能这样做；请找负责规则的办公室",
            "Your roles do not allow this; ask the office that keeps the rules",
        )

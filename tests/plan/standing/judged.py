"""Made-up aims and readings for tests of the standing, and the rules that the program brings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import lantu.plan
from lantu.engines.decisions import Table, logic
from lantu.engines.measures import Counted, Evidence, Reading
from lantu.plan.standing import Aim, Standing
from lantu.plan.standing.judging import judge
from lantu.plan.standing.rules import Rules

TABLES = Path(lantu.plan.__file__).parent / "rules" / "tables"
STARTS, DUE = date(2023, 1, 1), date(2023, 12, 31)


def text(name: str) -> str:
    return (TABLES / f"{name}.csv").read_text("utf-8")


def table(name: str) -> Table:
    return logic.read(name, text(name))


RULES = Rules(table("standing"), table("freshness"))


def quantity(basis: str = "flow", value: str = "120", **more: Any) -> Aim:
    given = {"comparator": ">=", "unit": "家", "due": DUE, "starts": STARTS}
    return Aim("quantity", basis=basis, value=Decimal(value), **(given | more))


def milestone(state: str = "operate", **more: Any) -> Aim:
    return Aim("milestone", state=state, **({"due": DUE, "starts": STARTS} | more))


def reading(day: str, value: str | None = None, *, beside: tuple[Counted, ...] = (), **more: Any) -> Counted:
    """What counts for a day: a month's reading unless a period is given."""
    given = {
        "id": 1, "series": "s", "period": day[:7], "as_of": date.fromisoformat(day), "state": "", "expected": "",
        "value": None if value is None else Decimal(value), "source": "reported", "settles": "yes",
        "evidence": Evidence(), "flags": (), "note": "", "who": "p", "recorded_at": datetime(2024, 6, 1, tzinfo=UTC),
    }  # fmt: skip
    return Counted(Reading(**(given | more)), tuple(one.reading for one in beside))


def stands(aim: Aim, at: str, *counted: Counted) -> Standing:
    return judge(aim, counted, date.fromisoformat(at), RULES)


def word(aim: Aim, at: str, *counted: Counted) -> str:
    return stands(aim, at, *counted).word

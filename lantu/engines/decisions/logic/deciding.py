"""Deciding: which row matches some facts on a day.

What is not known stays unknown: a row whose known conditions hold might match, and then nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from lantu.engines.decisions import Column, Decision, Fact, FactRefused, Miss, Row, Table

from .cells import FALSE, TRUE, lets_through

Known = Sequence[str | Decimal | None]  # by column


def decide(table: Table, facts: Mapping[str, Fact], on: date) -> Decision:
    """What the rows alive on a day say of these facts; names that the table does not ask for are left aside.

    Raises FactRefused when a fact is not of its column's type.
    """
    known = [_known(table, column, facts.get(column.name)) for column in table.inputs]
    rows = [row for row in table.rows if row.alive(on)]
    missing: dict[str, None] = {}
    for row in rows:
        open_ = _open(row, known)
        if open_ is None:
            continue
        if open_:
            missing.update(dict.fromkeys(table.inputs[at].name for at in open_))
            continue
        # Under U nothing else can match (proven when the table was read); under F an earlier row still might.
        if missing and table.policy == "F":
            break
        outputs = dict(zip((one.name for one in table.outputs), row.outputs, strict=True))
        return Decision(table.key, table.hash, on, "matched", row=row, outputs=outputs)
    if missing:
        return Decision(table.key, table.hash, on, "unknown", missing=tuple(missing))
    return Decision(table.key, table.hash, on, "none", nearest=_nearest(table, rows, known))


def reason(decision: Decision, lang: str) -> str:
    """Why, in one sentence of zh or en: the row and its source, what is missing, or what came nearest."""
    zh = lang == "zh"
    if decision.row is not None:
        row = decision.row
        return (
            f"判定表“{decision.table}”第 {row.line} 行“{row.name}”；依据：{row.source}"
            if zh
            else f"table {decision.table!r}, line {row.line}, {row.name!r}; source: {row.source}"
        )
    if decision.missing:
        return (
            f"判定表“{decision.table}”缺少：{'、'.join(decision.missing)}"
            if zh
            else f"table {decision.table!r} lacks: {', '.join(decision.missing)}"
        )
    if decision.nearest is None:
        return (
            f"判定表“{decision.table}”在 {decision.on} 没有生效的规则"
            if zh
            else f"table {decision.table!r} has no rule in force on {decision.on}"
        )
    row = decision.nearest.row
    failed = [f"{name} {fact} ≠ {asked}" for name, asked, fact in decision.nearest.failed]
    return (
        f"判定表“{decision.table}”没有一行成立；最接近第 {row.line} 行“{row.name}”：{'、'.join(failed)}"
        if zh
        else f"no row of table {decision.table!r} matches; nearest line {row.line}, {row.name!r}: {', '.join(failed)}"
    )


def _open(row: Row, known: Known) -> list[int] | None:
    """The columns of a row that nobody can tell; None when it fails in one that is known."""
    open_ = []
    for at, (condition, value) in enumerate(zip(row.conditions, known, strict=True)):
        if condition.allowed is None:
            continue
        if value is None:
            open_.append(at)
        elif not lets_through(condition.allowed, value):
            return None
    return open_


def _failed(row: Row, known: Known) -> list[int]:
    """The columns in which a row fails for certain."""
    return [
        at
        for at, (condition, value) in enumerate(zip(row.conditions, known, strict=True))
        if value is not None and not lets_through(condition.allowed, value)
    ]


def _nearest(table: Table, rows: list[Row], known: Known) -> Miss | None:
    """The fewest columns failed; among equals the ones further right: the first columns say what a row is about."""
    misses = [(row, _failed(row, known)) for row in rows]
    if not misses:
        return None
    row, failed = min(misses, key=lambda miss: (len(miss[1]), [-at for at in miss[1]]))
    return Miss(
        row,
        tuple(
            (table.inputs[at].name, row.conditions[at].written, _shown(table.inputs[at], known[at])) for at in failed
        ),
    )


def _shown(column: Column, value: str | Decimal | None) -> str:
    if column.type == "date" and isinstance(value, Decimal):
        return date.fromordinal(int(value)).isoformat()
    return f"{value}{column.unit}"


def _known(table: Table, column: Column, fact: Fact) -> str | Decimal | None:
    """A fact as cells compare it. A float is taken as it is written: 0.1 is one tenth."""
    if fact is None:
        return None
    if column.type == "boolean" and isinstance(fact, bool):
        return TRUE if fact else FALSE
    if column.type == "text" and isinstance(fact, str) and (not column.values or fact in column.values):
        return fact
    if column.type == "date" and isinstance(fact, date) and not isinstance(fact, datetime):
        return Decimal(fact.toordinal())
    if column.type == "number" and isinstance(fact, int | float | Decimal) and not isinstance(fact, bool):
        number = Decimal(str(fact))
        if number.is_finite():
            return number
    wanted = "|".join(column.values) or f"{column.type}{column.unit}"
    raise FactRefused(
        "fact",
        f"判定表“{table.key}”的“{column.name}”要 {wanted}，得到的是 {fact!r}；请改正后再判定，不知道就不给",
        f"Table {table.key!r} wants {wanted} for {column.name!r}, not {fact!r}; correct it, or leave out what is not known",
    )

"""What is proven of a whole table when it is read: under U no two rows can match, under F every row can.

Both are exact, because a cell is a set: two rows meet when all their cells meet and they live on a common day.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from lantu.engines.decisions import Problem, Row, Table

from .cells import covers, meet


def unreachable(table: Table) -> list[Problem]:
    """Rows that contradict the table's hit policy."""
    return list(_overlaps(table) if table.policy == "U" else _hidden(table))


def _overlaps(table: Table) -> Iterator[Problem]:
    for one, other in combinations(table.rows, 2):
        if _together(one, other) and all(
            meet(a.allowed, b.allowed) for a, b in zip(one.conditions, other.conditions, strict=True)
        ):
            cells = ", ".join(
                f"{column.name} {a.written} / {b.written}"
                for column, a, b in zip(table.inputs, one.conditions, other.conditions, strict=True)
                if a.written != b.written
            )
            yield Problem(
                table.key,
                other.line,
                other.name,
                f"与第 {one.line} 行“{one.name}”可同时成立（{cells or '条件相同'}）；"
                "请把条件或 since、until 分开，或把表头的 U 改为 F",
                f"can match together with line {one.line}, {one.name!r} ({cells or 'the same conditions'}); "
                "part their conditions or their days, or write F instead of U in the header",
            )


def _hidden(table: Table) -> Iterator[Problem]:
    for at, row in enumerate(table.rows):
        for earlier in table.rows[:at]:
            if _outlives(earlier, row) and all(
                covers(a.allowed, b.allowed, column)
                for a, b, column in zip(earlier.conditions, row.conditions, table.inputs, strict=True)
            ):
                yield Problem(
                    table.key,
                    row.line,
                    row.name,
                    f"永远轮不到：第 {earlier.line} 行“{earlier.name}”总是先成立；请上移这一行或收窄那一行",
                    f"never decides: line {earlier.line}, {earlier.name!r}, always matches first; move it up or narrow that one",
                )
                break


def _together(one: Row, other: Row) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)


def _outlives(long: Row, short: Row) -> bool:
    return long.since <= short.since and (long.until is None or (short.until is not None and short.until <= long.until))

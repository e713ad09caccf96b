"""From the text of a CSV file to a table, or to every problem in it at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import get_args

from lantu.engines.decisions import Column, ColumnType, Condition, HitPolicy, Row, Table, TableRefused

from . import cells
from .checking import unreachable
from .sheets import Sheet, digest

DIVIDER = "|"
LAST = ("since", "until", "source")
_HEAD = re.compile(
    r"(?P<name>\w+)\s*:\s*(?P<type>text|number|date|boolean)\s*(?:\((?P<values>[^)]+)\)|(?P<unit>\S.*))?"
)


def read(key: str, text: str) -> Table:
    """The table in a CSV text. Raises TableRefused with all its problems."""
    sheet = Sheet(key, TableRefused)
    lines = sheet.lines(text)
    policy, inputs, outputs = _header(sheet, lines[0][1] if lines else [])
    sheet.done()
    names = [policy, *(one.name for one in inputs), DIVIDER, *(one.name for one in outputs), *LAST]
    rows = []
    for number, line in lines[1:]:
        if len(line) != len(names):
            sheet.wrong(
                number,
                names[0],
                f"有 {len(line)} 格，表头有 {len(names)} 格；请补齐，含逗号的格子用引号括起",
                f"has {len(line)} cells, the header {len(names)}; fill them, and quote a cell that holds a comma",
            )
        elif row := _row(sheet, number, line, inputs, outputs):
            rows.append(row)
    if not lines[1:]:
        sheet.wrong(1, names[0], "没有任何一行规则；请至少写一行", "has no row; write at least one")
    _names(sheet, rows)
    table = Table(key, digest(text), policy, inputs, outputs, tuple(rows))
    sheet.problems += unreachable(table)
    sheet.done()
    return table


def _header(sheet: Sheet, cells_: Sequence[str]) -> tuple[HitPolicy, tuple[Column, ...], tuple[Column, ...]]:
    policy: HitPolicy = "F" if cells_[:1] == ["F"] else "U"
    if list(cells_[:1]) not in (["U"], ["F"]):
        sheet.wrong(
            1,
            cells_[0] if cells_ else "",
            "第一格须是 U（至多一行成立）或 F（自上而下第一行成立）",
            "the first cell must be U (at most one row matches) or F (the first that matches decides)",
        )
    if tuple(cells_[-3:]) != LAST or list(cells_).count(DIVIDER) != 1:
        sheet.wrong(
            1,
            "",
            f"表头须是：U 或 F，条件列，{DIVIDER}，结果列，since，until，source",
            f"the header must be: U or F, conditions, {DIVIDER}, outputs, since, until, source",
        )
        return policy, (), ()
    at = list(cells_).index(DIVIDER)
    inputs, outputs = (
        tuple(column for cell in part if (column := _column(sheet, cell)))
        for part in (cells_[1:at], cells_[at + 1 : -3])
    )
    named = [one.name for one in (*inputs, *outputs)]
    for name in sorted({name for name in named if named.count(name) > 1}):
        sheet.wrong(1, name, "列名重复；请改名", "is the name of two columns; rename one")
    if not outputs:
        sheet.wrong(1, DIVIDER, f"{DIVIDER} 之后没有结果列", f"no output after {DIVIDER}")
    return policy, inputs, outputs


def _column(sheet: Sheet, cell: str) -> Column | None:
    found = _HEAD.fullmatch(cell)
    kind: ColumnType | None = next((one for one in get_args(ColumnType) if found and one == found["type"]), None)
    if found is None or kind is None or (found["unit"] and kind != "number") or (found["values"] and kind != "text"):
        sheet.wrong(
            1,
            cell,
            "表头须写成 名称:类型，如 kind:text(a|b)、share:number%、due:date、late:boolean；单位只用于 number，取值只用于 text",
            "write name:type, as in kind:text(a|b), share:number%, due:date, late:boolean; only a number has a unit, only a text values",
        )
        return None
    values = tuple(one.strip() for one in (found["values"] or "").split("|") if one.strip())
    return Column(found["name"], kind, (found["unit"] or "").strip(), values)


def _row(
    sheet: Sheet, number: int, line: list[str], inputs: tuple[Column, ...], outputs: tuple[Column, ...]
) -> Row | None:
    before = len(sheet.problems)
    conditions: list[Condition] = []
    values = []
    for column, written in zip(inputs, line[1:], strict=False):
        try:
            conditions.append(Condition(written, cells.condition(written, column)))
        except cells.Unclear as unclear:
            sheet.wrong(number, column.name, unclear.zh, unclear.en)
    for column, written in zip(outputs, line[len(inputs) + 2 :], strict=False):
        try:
            values.append(cells.output(written, column))
        except cells.Unclear as unclear:
            sheet.wrong(number, column.name, unclear.zh, unclear.en)
    if line[len(inputs) + 1]:
        sheet.wrong(number, DIVIDER, "分隔列须留空", "only divides; leave it empty")
    since, until = (_day(sheet, number, name, line[at]) for name, at in (("since", -3), ("until", -2)))
    if not line[-3]:
        sheet.wrong(number, "since", "缺生效日期；请写成 2023-01-01", "is empty; write the first day, as in 2023-01-01")
    if since and until and until < since:
        sheet.wrong(number, "until", f"早于生效日期 {since}", f"is before its since, {since}")
    if not line[-1]:
        sheet.wrong(
            number,
            "source",
            "缺出处；请写文件名称和条款，或“本单位自定”及依据",
            "is empty; name the document and article, or say that it is the office's own setting",
        )
    if since is None or len(sheet.problems) > before:
        return None
    return Row(line[0], number, tuple(conditions), tuple(values), since, until, line[-1])


def _day(sheet: Sheet, number: int, column: str, written: str) -> date | None:
    try:
        return cells.day(written) if written else None
    except cells.Unclear as unclear:
        sheet.wrong(number, column, unclear.zh, unclear.en)
        return None


def _names(sheet: Sheet, rows: Sequence[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.name:
            sheet.wrong(row.line, "U/F", "缺行名；判定以行名为据", "has no name; a decision cites its row by name")
        elif row.name in seen:
            sheet.wrong(
                row.line,
                row.name,
                f"与第 {seen[row.name]} 行同名；请改名",
                f"has the name of line {seen[row.name]}; rename one",
            )
        seen.setdefault(row.name, row.line)

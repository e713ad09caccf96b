"""xlsx: every visible sheet, each cell with its place; merged cells say the same in all their positions.

Read as a stream: the full mode of openpyxl makes a cell object for each position of a merged range, and a file may claim
A1:XFD1048576. The ranges are therefore taken from the sheet's XML.
"""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from defusedxml import ElementTree  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter, range_boundaries

from lantu.plan.text import Document, Note
from lantu.plan.text.files import limits
from lantu.plan.text.files.layout import Layout, Slot
from lantu.plan.text.files.office import package
from lantu.plan.text.files.refusals import refuse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BLANK = Slot("")

Merge = tuple[int, int, int, int]  # first column, first row, last column, last row; from 1


def read(name: str, data: bytes) -> Document:
    """The sheets' tables: rows where columns list tasks, lines elsewhere. Raises Unreadable for dangerous packages."""
    package.check(name, data)
    merges = _merges(data)
    layout = Layout(name, "xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about extensions that hold no cells
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                zh = f"工作表“{sheet.title}”是隐藏的，没有读入；需要时请取消隐藏再读。"
                en = f"Sheet “{sheet.title}” is hidden and was not read; unhide it and read again if it matters."
                layout.notes.append(Note("hidden_sheet", zh, en))
                continue
            if len(book.worksheets) > 1:
                layout.line(sheet.title, f"工作表 {sheet.title}", f"sheet {sheet.title}")
            layout.table(_grid(name, sheet, merges.get(sheet.title, [])))
    return layout.document()


def _grid(name: str, sheet: Any, merges: list[Merge]) -> list[list[Slot]]:
    """The filled part of a sheet: blank rows and the blank columns right of everything are left out."""
    grid: list[list[Slot]] = []
    waiting = sorted(merges, key=lambda merge: merge[1], reverse=True)
    active: list[tuple[Merge, Slot]] = []
    filled = looked_at = 0
    sheet.reset_dimensions()  # what a file claims as its extent may be all of A1:XFD1048576
    for number, row in enumerate(sheet.iter_rows(), start=1):
        width = max((at for at, cell in enumerate(row, start=1) if cell.value is not None), default=0)
        line = [_slot(sheet.title, number, at, cell) for at, cell in enumerate(row[:width], start=1)]
        active = [(merge, slot) for merge, slot in active if merge[3] >= number]
        while waiting and waiting[-1][1] <= number:
            merge = waiting.pop()
            if merge[1] == number and merge[0] <= width and line[merge[0] - 1].text:
                active.append((merge, line[merge[0] - 1]))
        for merge, slot in active:
            _fill(line, merge, slot)
        filled, looked_at = filled + len(line), looked_at + len(row) + len(active) + 1
        if filled > limits.CELLS or looked_at > limits.POSITIONS:
            raise refuse(
                "too_many_cells",
                name,
                where=(f"{sheet.title} 第 {number} 行", f"{sheet.title} row {number}"),
                limit=limits.CELLS,
            )
        if any(slot.text for slot in line):
            grid.append(line)
    widest = max((len(line) for line in grid), default=0)
    return [line + [_BLANK] * (widest - len(line)) for line in grid] if widest * len(grid) <= limits.CELLS else grid


def _slot(sheet: str, row: int, column: int, cell: Any) -> Slot:
    text = shown(cell.value, getattr(cell, "number_format", "") or "")
    where = f"{get_column_letter(column)}{row}"
    return Slot(text, f"工作表 {sheet} 单元格 {where}", f"sheet {sheet} cell {where}") if text else _BLANK


def _fill(line: list[Slot], merge: Merge, slot: Slot) -> None:
    left, right = merge[0], min(merge[2], merge[0] + limits.SPAN)
    line.extend([_BLANK] * (right - len(line)))
    line[left - 1 : right] = [slot] * (right - left + 1)


def shown(value: object, number_format: str) -> str:
    """A cell's value as a person reads it in the sheet: 2023年6月30日, 15%, 570."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        percent = "%" in number_format
        number = value * 100 if percent else value
        return f"{number:.10g}" + ("%" if percent else "")
    return str(value).replace("\r\n", "\n").strip()


def _merges(data: bytes) -> dict[str, list[Merge]]:
    """The merged ranges of each sheet, by its title."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        found: dict[str, list[Merge]] = {}
        for sheet in book.iter(_MAIN + "sheet"):
            part = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_LINK), ""))).lstrip("/")
            if part in archive.namelist():
                with archive.open(part) as stream:
                    found[sheet.get("name", "")] = list(_ranges(stream))
        return found


def _ranges(stream: Any) -> Iterator[Merge]:
    for _, element in ElementTree.iterparse(stream):
        if element.tag == _MAIN + "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", ""))
            if left and top and right and bottom:
                yield left, top, right, bottom
        elif element.tag == _MAIN + "row":
            element.clear()

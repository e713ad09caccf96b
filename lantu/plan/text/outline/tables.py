"""Tables that list tasks: one row a task, whatever the columns are called.

A column's role is found by the words in its heading; a row is a task when it has text in a column that may hold targets.
A row with text in one cell only is a heading for the rows below it; a row without a number that only continues the
columns above (merged cells) belongs to the task before it. Text outside the rows is read as any other text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from .. import Cell, Document, Row
from . import Outline, Stretch, outline
from .columns import role
from .folding import fold
from .numbering import number as numeral
from .owners import organisations
from .years import due_date, plan_year

_TEXT = ("title", "body")


def document_outline(document: Document, year: int | None) -> Outline:
    """The structure of a file: its rows as tasks, its text outside the rows as text."""
    rows = [row for row in document.rows if row.cells]
    if not rows:
        return outline(document.text, year)
    rest = outline(_without(document.text, rows), year)
    year = (
        year or rest.year or plan_year(rest.title or document.name, [], fold(document.text[: rows[0].cells[0].start]))
    )
    listed = _Listing(document.text, year).read(rows)
    if not any(not stretch.loose for stretch in listed):
        return outline(document.text, year)
    # Beside a table that lists the tasks, paragraphs without numbers are its introduction.
    beside = [replace(stretch, loose=stretch.loose or stretch.number is None) for stretch in rest.stretches]
    stretches = sorted([*beside, *listed], key=lambda stretch: stretch.start)
    notes = tuple(note for note in rest.notes if note.code not in ("no-tasks", "no-numbers", "not-chinese"))
    return Outline(rest.title, year, tuple(_apart(stretches)), notes)


class _Listing:
    """Rows in order, with the headings and the task they are under."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text, self.year = text, year
        self.path: tuple[str, ...] = ()
        self.found: list[Stretch] = []
        self.roles: dict[str, str] = {}

    def read(self, rows: list[Row]) -> list[Stretch]:
        for row in rows:
            cells: dict[str, list[Cell]] = {}
            for cell in row.cells:
                if self._words(cell):
                    cells.setdefault(self._role(cell.column), []).append(cell)
            self._row(cells)
        return self.found

    def _row(self, cells: dict[str, list[Cell]]) -> None:
        text = [cell for name in _TEXT for cell in cells.get(name, [])]
        filled = [cell for group in cells.values() for cell in group]
        if len(filled) == 1 and not re.search(r"[。;]", self._words(filled[0])) and len(self._words(filled[0])) <= 40:
            self.path = (self.text[filled[0].start : filled[0].end].strip(),)
            return
        if "heading" in cells:
            self.path = tuple(self._words(cell) for cell in cells["heading"])
        if not text:
            return
        number = next((numeral(found[0]) for cell in cells.get("number", []) if (found := self._number(cell))), None)
        last = self.found[-1] if self.found else None
        if number is None and "title" not in cells and "number" in self.roles.values() and last is not None:
            self.found[-1] = self._joined(last, cells, text, filled)
        else:
            self.found.append(self._task(number, cells, text, filled))

    def _task(self, number: int | None, cells: dict[str, list[Cell]], text: list[Cell], filled: list[Cell]) -> Stretch:
        title = self._words((cells.get("title") or text)[0])
        return Stretch(
            loose=False,
            number=number,
            title=re.split(r"[。;]", title)[0][:40],
            heading=self.path,
            start=min(cell.start for cell in filled),
            end=max(cell.end for cell in filled),
            clear=self._clear(text),
            lead=self._names(cells, "lead"),
            owners=self._names(cells, "owners"),
            due=self._due(cells),
        )

    def _joined(self, task: Stretch, cells: dict[str, list[Cell]], text: list[Cell], filled: list[Cell]) -> Stretch:
        return replace(
            task,
            end=max(task.end, *(cell.end for cell in filled)),
            clear=task.clear + self._clear(text),
            lead=tuple(dict.fromkeys(task.lead + self._names(cells, "lead"))),
            owners=tuple(dict.fromkeys(task.owners + self._names(cells, "owners"))),
            due=task.due or self._due(cells),
        )

    def _clear(self, cells: list[Cell]) -> tuple[tuple[tuple[int, int], ...], ...]:
        """A paragraph a cell; but a bare value (增长6%) completes what the cell before it names (地区生产总值)."""
        found: list[tuple[tuple[int, int], ...]] = []
        for cell in sorted(cells, key=lambda cell: cell.start):
            words = self._words(cell)
            if found and len(words) <= 20 and re.search(r"\d", words) and not re.search(r"[。;]", words):
                found[-1] = (*found[-1], (cell.start, cell.end))
            else:
                found.append(((cell.start, cell.end),))
        return tuple(found)

    def _names(self, cells: dict[str, list[Cell]], role: str) -> tuple[str, ...]:
        lists = (organisations(re.sub(r"\s+", " ", self._words(cell))) for cell in cells.get(role, []))
        return tuple(dict.fromkeys(name for names in lists for name in names))

    def _due(self, cells: dict[str, list[Cell]]) -> date | None:
        dates = (due_date(self._words(cell), self.year) for cell in cells.get("due", []))
        return next((found for found in dates if found), None)

    def _number(self, cell: Cell) -> re.Match[str] | None:
        return re.match(r"\d{1,3}|[一二三四五六七八九十百]{1,5}|[①-⑳]", self._words(cell).lstrip("(（"))

    def _role(self, column: str) -> str:
        return self.roles.setdefault(column, role(column))

    def _words(self, cell: Cell) -> str:
        return fold(self.text[cell.start : cell.end]).strip()


def _without(text: str, rows: list[Row]) -> str:
    """The text with the tables' cells blanked, character by character."""
    pieces, at = [], 0
    for row in sorted(rows, key=lambda row: row.cells[0].start):
        start, end = min(cell.start for cell in row.cells), max(cell.end for cell in row.cells)
        if start >= at:
            pieces += [text[at:start], "\n" * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def _apart(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches cut so that none overlaps the one before (a paragraph of text that a table interrupts)."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if kept and stretch.start < kept[-1].end:
            previous = kept[-1]
            inside = tuple(p for p in previous.clear if p[-1][1] <= stretch.start)
            if inside or not previous.loose:
                kept[-1] = replace(previous, end=stretch.start, clear=inside)
            else:
                kept.pop()
        kept.append(stretch)
    return kept

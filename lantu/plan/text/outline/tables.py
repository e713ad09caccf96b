"""Tables that list tasks: one row a task, whatever the columns are called.

A column's role is found by the words in its heading; a row is a task when it has text in a column that may hold targets.
A row with text in one cell only is a heading for the rows below it; a row without a number that only continues the
columns above (merged cells) belongs to the task before it. Text outside the rows is read as any other text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import deque
from dataclasses import replace
from datetime import date

from .. import Cell, Document, Row
from . import Outline, Stretch, outline
from .columns import role
from .lines import fold
from .notes import table_repeats
from .numbering import number as numeral
from .owners import Owners, owners_in_cell
from .repeats import told_once
from .years import due_date, plan_years

_TEXT = ("title", "body")
_CAPTION = re.compile(
    r"^附[件表](?:\d|[一二三四五六七八九十]|[:. ]|\Z)[^。;]*\Z|^表 ?[\d一二三四五六七八九十][^。;]*\Z"
    r"|^[^。;,]*(?:任务|分工|分解|目标|项目|工作|责任|指标)[^。;,]{0,10}(?:表|清单|一览|台账)(?:\([^()]{1,12}\))?\Z"
)
_LONGEST_CAPTION = 40
# 增长6%, 不低于97%, ≥55: an amount and how it compares, without a word of what it is an amount of.
_BARE_VALUE = re.compile(
    r"(?:同比|[比较]上年|年均|累计|力争|确保|全年|年末|要|再)*(?:增长|下降|提高|提升|降低|减少|压减|新增|增加|达到?|完成|实现|[不未]低于|不少于|不高于"
    r"|不超过|不大于|不小于|控制在|[保维]持在?|稳定在|超过?|突破|大于|小于|高于|低于|位居|进入|[≥≤><=+-])*(?:全[国省市])?[约近超前第]? ?\d"
)


def document_outline(document: Document, year: int | None) -> Outline:
    """The structure of a file: its rows as tasks, its text outside the rows as text."""
    rows = [row for row in document.rows if row.cells]
    if not rows:
        return outline(document.text, year)
    blanked = _without(document.text, rows)
    rest = outline(blanked, year)
    before = fold(document.text[: rows[0].cells[0].start])
    named = next((line for line in before.splitlines() if re.search(r"20\d\d", line)), document.name)
    year = year or rest.year or plan_years(rest.title or named, [], before)[1]
    heads = _heads_of_rows(document.text, rows, rest.stretches)
    captions = [head for head in _captions(blanked, rows) if fold(head[1][-1]) not in rest.title]
    heads = sorted([*heads, *captions])
    listed = _Listing(document.text, year, heads).read(rows)
    if not any(not stretch.loose for stretch in listed):
        return outline(document.text, year)
    # Beside a table that lists the tasks, paragraphs without numbers are its introduction.
    used = {start for start, _ in heads}
    beside = [
        replace(stretch, loose=stretch.loose or stretch.number is None)
        for stretch in rest.stretches
        if stretch.start not in used
    ]
    said = [note for note in rest.notes if note.code not in ("no-tasks", "no-numbers", "not-chinese")]
    beside, listed, repeated = told_once(document.text, beside, listed)
    if repeated:
        said.append(table_repeats(len(repeated), repeated[0].start))
    stretches = sorted([*beside, *listed], key=lambda stretch: stretch.start)
    return Outline(rest.title, year, tuple(_apart(stretches)), tuple(said))


Head = tuple[int, tuple[str, ...]]


def _heads_of_rows(text: str, rows: list[Row], stretches: tuple[Stretch, ...]) -> list[Head]:
    """Short lines of text right above rows (一、城市建设, a merged cell across the table): where they stand, their path."""
    starts = sorted(min(cell.start for cell in row.cells) for row in rows)
    found: list[Head] = []
    for stretch, following in itertools.zip_longest(stretches, stretches[1:]):
        written = text[stretch.start : stretch.end].strip()
        row = bisect_left(starts, stretch.end)
        above = row < len(starts) and (following is None or starts[row] <= following.start)
        if above and not stretch.loose and len(written) <= 40 and not re.search(r"[。;；\n]", written):
            found.append((stretch.start, (*stretch.heading, written)))
    return found


def _captions(blanked: str, rows: list[Row]) -> list[Head]:
    """The names of tables, right above their first rows (附件:重点任务责任分解表); a line of units may stand between."""
    found: list[Head] = []
    last = 0
    for row in rows:
        start, end = min(cell.start for cell in row.cells), max(cell.end for cell in row.cells)
        between = [line for line in re.finditer(r"[^\n]+", fold(blanked[last:start])) if line.group().strip()]
        for line in between[:-3:-1]:
            written = line.group().strip()
            if _CAPTION.search(written) and len(written) <= _LONGEST_CAPTION:
                at = last + line.start()
                found.append((at, (blanked[at : last + line.end()].strip(),)))
                break
        last = max(last, end)
    return found


class _Listing:
    """Rows in order, with the headings and the task they are under."""

    def __init__(self, text: str, year: int | None, heads: list[Head]) -> None:
        self.text, self.year, self.heads = text, year, deque(heads)
        self.path: tuple[str, ...] = ()
        self.found: list[Stretch] = []
        self.roles: dict[str, str] = {}
        self.wide = True
        self.seen: set[tuple[int, int]] = set()  # a cell merged over rows stands in each of them with the same place

    def read(self, rows: list[Row]) -> list[Stretch]:
        self.wide = len({cell.column for row in rows for cell in row.cells}) > 1
        for row in rows:
            cells: dict[str, list[Cell]] = {}
            for cell in self._once(row):
                cells.setdefault(self._role(cell.column), []).append(cell)
            while self.heads and self.heads[0][0] < row.cells[-1].start:
                self.path = self.heads.popleft()[1]
            self._row(cells)
            self.seen |= {(cell.start, cell.end) for cell in row.cells}
        return self.found

    def _once(self, row: Row) -> list[Cell]:
        """The cells that hold words; one merged over columns only once, as the task's text where it may be that."""
        places: dict[tuple[int, int], Cell] = {}
        for cell in sorted(filter(self._words, row.cells), key=lambda cell: self._role(cell.column) not in _TEXT):
            places.setdefault((cell.start, cell.end), cell)
        return [places[place] for place in sorted(places)]

    def _row(self, cells: dict[str, list[Cell]]) -> None:
        text = [cell for name in _TEXT for cell in cells.get(name, []) if self._is_new(cell)]
        filled = [cell for group in cells.values() for cell in group if self._is_new(cell)]
        if self.wide and len(filled) == 1 and self._heads(cells, self._words(filled[0])):
            self.path = (self.text[filled[0].start : filled[0].end].strip(),)
            return
        if "heading" in cells:
            self.path = tuple(self._words(cell) for cell in cells["heading"])
        last = self.found[-1] if self.found else None
        merged = any(not self._is_new(cell) for name in ("number", *_TEXT) for cell in cells.get(name, []))
        if not text:
            if last is not None and merged:
                self.found[-1] = self._joined(last, cells, text, filled)
            return
        number = next((numeral(found[0]) for cell in cells.get("number", []) if (found := self._number(cell))), None)
        unnumbered = number is None and "title" not in cells and "number" in self.roles.values()
        if last is not None and (merged or unnumbered):
            self.found[-1] = self._joined(last, cells, text, filled)
        else:
            self.found.append(self._task(number, cells, text, filled))

    def _is_new(self, cell: Cell) -> bool:
        return (cell.start, cell.end) not in self.seen

    def _heads(self, cells: dict[str, list[Cell]], words: str) -> bool:
        """Whether the only words of a row are a heading: short, no sentence, no figure that could be a target."""
        alone = sum(len(group) for group in cells.values()) == 1
        return alone and len(words) <= 40 and not re.search(r"[。;]|(?<=..)\d", words)

    def _task(self, number: int | None, cells: dict[str, list[Cell]], text: list[Cell], filled: list[Cell]) -> Stretch:
        title = self._words((cells.get("title") or text)[0])
        said = self._owners(cells)
        return Stretch(
            loose=False,
            number=number,
            title=re.split(r"[。;]", title)[0][:40],
            heading=self.path,
            start=min(cell.start for cell in filled),
            end=max(cell.end for cell in filled),
            clear=self._clear(text),
            lead=said.lead,
            owners=said.owners,
            due=self._due(cells),
        )

    def _joined(self, task: Stretch, cells: dict[str, list[Cell]], text: list[Cell], filled: list[Cell]) -> Stretch:
        said = Owners(task.lead, task.owners) + self._owners(cells)
        return replace(
            task,
            end=max([task.end, *(cell.end for cell in filled)]),
            clear=task.clear + self._clear(text),
            lead=said.lead,
            owners=said.owners,
            due=task.due or self._due(cells),
            dues=(*(task.dues or ((task.start, task.due),)), (min(cell.start for cell in filled), self._due(cells)))
            if any(self._is_new(cell) for cell in cells.get("due", []))
            else task.dues,
        )

    def _clear(self, cells: list[Cell]) -> tuple[tuple[tuple[int, int], ...], ...]:
        """A paragraph a cell; but a bare value (增长6%) completes what the cell before it names (地区生产总值)."""
        found: list[tuple[tuple[int, int], ...]] = []
        for cell in sorted(cells, key=lambda cell: cell.start):
            words = self._words(cell)
            if found and len(words) <= 20 and _BARE_VALUE.match(words) and not re.search(r"[。;]", words):
                found[-1] = (*found[-1], (cell.start, cell.end))
            else:
                found.append(((cell.start, cell.end),))
        return tuple(found)

    def _owners(self, cells: dict[str, list[Cell]]) -> Owners:
        said = Owners()
        for kind in ("lead", "owners"):
            for cell in cells.get(kind, []):
                said += owners_in_cell(re.sub(r"\s+", " ", self._words(cell)), kind)
        return Owners(said.lead, tuple(name for name in said.owners if name not in said.lead))

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
    """The text with the tables' cells and the lines of their columns' names blanked, character by character."""
    names = {re.sub(r"\s", "", cell.column) for row in rows for cell in row.cells}
    pieces, at = [], 0
    for start, end in sorted({(cell.start, cell.end) for row in rows for cell in row.cells}):
        if start >= at:
            pieces += [text[at:start], "\n" * (end - start)]
            at = end
    lines = "".join([*pieces, text[at:]]).split("\n")
    return "\n".join(" " * len(line) if "\t" in line and _only_names(line, names) else line for line in lines)


def _only_names(line: str, names: set[str]) -> bool:
    words = [re.sub(r"\s", "", cell) for cell in line.split("\t") if cell.strip()]
    return bool(words) and sum(word in names for word in words) * 3 >= len(words) * 2


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

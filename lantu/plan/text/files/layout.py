"""Lays a file's paragraphs and tables out as one text, and remembers where each piece stood in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lantu.plan.text import Cell, Document, Note, Place, Row
from lantu.plan.text.files import limits
from lantu.plan.text.files.columns import Header, find_header
from lantu.plan.text.files.refusals import refuse


@dataclass(eq=False, slots=True)
class Slot:
    """What one cell of a table says. A merged cell is the same slot in every position that it covers."""

    text: str
    zh: str = ""
    en: str = ""


Grid = Sequence[Sequence[Slot]]


@dataclass(slots=True)
class Layout:
    """Collects text in reading order; `document()` hands it over."""

    name: str
    form: str
    places: list[Place] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0
    _open: bool = False

    def line(self, text: str, zh: str = "", en: str = "") -> None:
        """Adds a paragraph; `zh` and `en` say where it stands in the file."""
        if text.strip():
            self.add(text.rstrip(), zh, en)
            self.end_line()

    def add(self, text: str, zh: str = "", en: str = "") -> None:
        """Adds a part of a paragraph, to be closed by `end_line`."""
        self._write(text, zh, en)
        self._open = True

    def end_line(self) -> None:
        """Closes the paragraph that is open, if one is."""
        if self._open:
            self._append("\n")
            self._open = False

    def table(self, grid: Grid, header: Header | None = None) -> Header | None:
        """Adds a table: as rows when its columns list tasks, else as lines.

        `header` is the one of a table that this one continues. Returns the header found, for the next page.
        """
        self._count(grid)
        found = find_header([[slot.text for slot in row] for row in grid])
        header = found or (header if header and grid and len(header.columns) == len(grid[0]) else None)
        written: dict[int, tuple[int, int]] = {}
        first = found.last + 1 if found else 0
        for number, row in enumerate(grid):
            fresh = self._row(row, written)
            if header and number >= first and fresh:
                self._keep(row, header, written)
        return header

    def document(self, notes: Sequence[Note] = ()) -> Document:
        """Everything laid out so far. A note on a character of the file moves to where it now stands, if it is shown."""
        text = "".join(self._pieces)
        lost = text.find("\ufffd")
        notes = [note if note.at is None else replace(note, at=lost if lost >= 0 else None) for note in notes]
        return Document(self.name, self.form, text, tuple(self.places), tuple(self.rows), (*notes, *self.notes))

    def _row(self, row: Sequence[Slot], written: dict[int, tuple[int, int]]) -> bool:
        """Writes the slots that were not written yet on one line; a cell merged downwards stands in its first row."""
        fresh = False
        for slot in row:
            text = slot.text.strip()
            if text and id(slot) not in written:
                if fresh:
                    self._append("\t")
                start = self._length
                self._write(text, slot.zh, slot.en)
                written[id(slot)] = (start, self._length)
                fresh = True
        if fresh:
            self._append("\n")
        return fresh

    def _keep(self, row: Sequence[Slot], header: Header, written: dict[int, tuple[int, int]]) -> None:
        if len({id(slot) for slot in row if slot.text.strip()}) < 2 or header.repeated([slot.text for slot in row]):
            return  # a heading across the table, or the header again on a new page
        cells, seen = [], set()
        for column, slot in zip(header.columns, row, strict=False):
            if id(slot) in written and id(slot) not in seen:
                seen.add(id(slot))
                cells.append(Cell(column, *written[id(slot)]))
        self.rows.append(Row(tuple(cells)))

    def _count(self, grid: Grid) -> None:
        self._cells += sum(len(row) for row in grid)
        if self._cells > limits.CELLS:
            raise refuse("too_many_cells", self.name, where=("表格", "tables"), limit=limits.CELLS)

    def _write(self, text: str, zh: str, en: str) -> None:
        start = self._length
        self._append(text)
        if not zh:
            return
        last = self.places[-1] if self.places else None
        if last and last.zh == zh and last.end >= start - 1:
            self.places[-1] = Place(last.start, self._length, zh, en)
        else:
            self.places.append(Place(start, self._length, zh, en))

    def _append(self, text: str) -> None:
        self._length += len(text)
        if self._length > limits.CHARACTERS:
            raise refuse("too_long", self.name, limit=limits.CHARACTERS)
        self._pieces.append(text)

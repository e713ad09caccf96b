"""Characters that nobody sees: direction marks, zero-width blanks and joiners, soft hyphens.

They stand in texts copied from web pages, and some are put there to show a text in another order than it is stored.
Reading goes on as if they were not there; positions are then put back on the text as it is, so a quote stays exactly a
piece of it. (Unicode Standard Annex #9 lists the direction marks, chapter 23.2 of the standard the others.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate

from . import Cell, Document, Note, Reading, Row, Target

_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Seen:
    """The characters of a text that can be seen, and where they stand in it."""

    def __init__(self, text: str) -> None:
        self.original = text
        gaps = [found.span() for found in _UNSEEN.finditer(text)]
        self.text = _UNSEEN.sub("", text) if gaps else text
        # For each gap: where it is among the seen characters, and how many are unseen up to and with it.
        self._unseen = list(accumulate((end - start for start, end in gaps), initial=0))
        self._at = [start - before for (start, _), before in zip(gaps, self._unseen, strict=False)]
        self._starts = [start for start, _ in gaps]

    def place(self, position: int, *, end: bool = False) -> int:
        """Where a position among the seen characters is in the text; as an `end`, right behind the last seen one."""
        if end and position:
            return self.place(position - 1) + 1
        return position + self._unseen[bisect_left(self._at, position + 1)]

    def seen(self, position: int) -> int:
        """How many seen characters stand before a position in the text."""
        gaps = bisect_left(self._starts, position)
        if not gaps:
            return position
        inside = self._starts[gaps - 1] + self._unseen[gaps] - self._unseen[gaps - 1] - position
        return position - self._unseen[gaps] + max(0, inside)

    def document(self, document: Document) -> Document:
        """A document of the seen characters only."""
        rows = tuple(
            Row(tuple(Cell(self._name(cell.column), self.seen(cell.start), self.seen(cell.end)) for cell in row.cells))
            for row in document.rows
        )
        return replace(document, text=self.text, rows=rows)

    def reading(self, reading: Reading) -> Reading:
        """A reading of the seen characters, on the positions of the text; a note tells of direction marks."""
        tasks = tuple(
            replace(
                task,
                start=self.place(task.start),
                end=self.place(task.end, end=True),
                targets=tuple(map(self._target, task.targets)),
            )
            for task in reading.tasks
        )
        notes = [note if note.at is None else replace(note, at=self.place(note.at)) for note in reading.notes]
        return replace(
            reading,
            tasks=tasks,
            targets=tuple(map(self._target, reading.targets)),
            notes=(*notes, *_directed(self.original)),
        )

    def _target(self, target: Target) -> Target:
        start, end = self.place(target.start), self.place(target.end, end=True)
        return replace(target, start=start, end=end, quote=self.original[start:end])

    def _name(self, column: str) -> str:
        return _UNSEEN.sub("", column)


def _directed(text: str) -> list[Note]:
    marks = list(_DIRECTING.finditer(text))
    if not marks:
        return []
    at = marks[0].start()
    line = text.count("\n", 0, at) + 1
    zh = f"文中有 {len(marks)} 个看不见的文字方向控制符（第一个在第 {line} 行），屏幕上的字序可能与原文不同；读取时不计这些字符。请核对。"
    en = (
        f"The text holds {len(marks)} invisible direction marks, the first in line {line}; what the screen shows may be in"
        " another order than the text. They were passed over. Please check."
    )
    return [Note("direction-marks", zh, en, at)]

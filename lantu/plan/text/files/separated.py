"""CSV and its relatives: the delimiter is found in the text itself."""

from __future__ import annotations

import csv
import io

from lantu.plan.text import Document
from lantu.plan.text.files import limits
from lantu.plan.text.files.charsets import decode
from lantu.plan.text.files.layout import Layout, Slot
from lantu.plan.text.files.refusals import refuse

_DELIMITERS = ",\t;|"


def read(name: str, data: bytes) -> Document:
    """The table's lines; rows when its columns list tasks. Raises Unreadable when it is no text or too large."""
    text, notes = decode(name, data)
    layout = Layout(name, "csv")
    grid: list[list[Slot]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text))
    for row in reader:
        number = reader.line_num
        cells += len(row)
        if cells > limits.CELLS:
            raise refuse("too_many_cells", name, where=(f"第 {number} 行", f"line {number}"), limit=limits.CELLS)
        grid.append([Slot(cell.replace("\r\n", "\n"), f"第 {number} 行", f"line {number}") for cell in row])
    layout.table(grid)
    return layout.document(notes)


def _delimiter(text: str) -> str:
    """The delimiter that most of the first lines hold equally often outside quotes; a comma when none does."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=agreement)

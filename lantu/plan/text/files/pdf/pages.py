"""PDF: lines in reading order, ruled tables as tables, the page as the place."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_text

from lantu.plan.text import Document, Note
from lantu.plan.text.files import limits
from lantu.plan.text.files.columns import Header
from lantu.plan.text.files.layout import Layout, Slot
from lantu.plan.text.files.pdf import gutters, scans, streams
from lantu.plan.text.files.pdf.lines import Column, Line, glue, unified, without_furniture
from lantu.plan.text.files.refusals import refuse

logging.getLogger("pdfminer").setLevel(
    logging.CRITICAL
)  # it reports each oddity of a file; the door reports what matters

_WIDE = 0.4  # a gap of this share of the letter's size separates words
_UNMAPPED = 0.3  # share of letters without a character: fonts that only show, like a scan


@dataclass(frozen=True, slots=True)
class _Table:
    page: int
    top: float
    grid: list[list[Slot]]


def read(name: str, data: bytes) -> Document:
    """The text of a PDF. Raises Unreadable for locked, too long or damaged files and for scans without recognition."""
    streams.check(name, data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(name, pdf)
    except (PdfminerException, PDFEncryptionError, PDFPasswordIncorrect) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFEncryptionError | PDFPasswordIncorrect) or isinstance(error, PDFEncryptionError):
            raise refuse("password", name) from error
        raise


def _read(name: str, pdf: Any) -> Document:
    if len(pdf.pages) > limits.PAGES:
        raise refuse("too_many_pages", name, limit=limits.PAGES)
    if not pdf.pages:
        raise refuse("malformed", name, form="pdf", where=("一页也没有", "no pages"))
    pages: list[list[Line]] = []
    tables: list[_Table] = []
    scanned: list[int] = []
    for number, page in enumerate(pdf.pages, start=1):
        if sum(len(stream.get_data()) for stream in page.page_obj.contents) > limits.PAGE_CONTENT:
            limit = limits.PAGE_CONTENT // limits.MEGABYTE
            raise refuse("bomb", name, where=(f"第 {number} 页", f"page {number}"), limit=limit)
        if _drawn_only(page):
            scanned.append(number)
            pages.append(scans.lines(page, number) if scans.available() else [])
        else:
            found = _tables(page)
            lines, columns = _lines(page, number, [table.bbox for table in found])
            for table in found:
                left, top, right, _ = table.bbox
                tables.append(_Table(number, gutters.moved(left, right, top, columns)[2], _grid(table, page, number)))
            pages.append(lines)
        page.close()
    if scanned and not scans.available():
        raise refuse("scan", name, where=_page_list(scanned))
    layout = Layout(name, "pdf")
    _lay_out(layout, without_furniture(pages), tables)
    return layout.document([_recognised(scanned)] if scanned else [])


def _drawn_only(page: Any) -> bool:
    letters: list[str] = [char["text"] for char in page.chars if char["text"].strip()]
    if not letters:
        return bool(page.images)
    return sum(text.startswith("(cid:") for text in letters) > _UNMAPPED * len(letters)


def _recognised(scanned: list[int]) -> Note:
    where, where_en = _page_list(scanned)
    zh = f"{where}是扫描件，文字由机器识别，可能有错字和错数。请对照原件核对。"
    en = f"{where_en}: a scan, its text recognised by machine; characters and numbers may be wrong. Compare with the original."
    return Note("recognised", zh, en)


def _page_list(numbers: list[int]) -> tuple[str, str]:
    """Which pages, in zh and en; of many the first five and how many there are."""
    listed, more = [str(number) for number in numbers[:5]], len(numbers) > 5
    zh = f"第 {'、'.join(listed)} 页" + (f"等 {len(numbers)} 页" if more else "")
    en = f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(listed)}"
    return zh, en + (f" and others, {len(numbers)} in all" if more else "")


def _tables(page: Any) -> list[Any]:
    """Ruled tables of at least two columns; less is a frame. One row may be the header of a table on the next page."""
    return [table for table in page.find_tables() if len(table.rows[0].cells) > 1]


def _grid(table: Any, page: Any, number: int) -> list[list[Slot]]:
    """The cells; where lines are missing because cells are merged, the slot to the left or above stands again."""
    boxes = [list(row.cells) for row in table.rows]
    rows = table.extract(x_tolerance_ratio=_WIDE)
    grid: list[list[Slot]] = []
    for at, (texts, cells) in enumerate(zip(rows, boxes, strict=True)):
        line: list[Slot] = []
        for column, (text, box) in enumerate(zip(texts, cells, strict=True)):
            if box is not None:
                line.append(Slot(unified(_one_line(text or "")), f"第 {number} 页", f"page {number}"))
            elif column and _reaches(cells, column):
                line.append(line[column - 1])
            else:
                line.append(grid[at - 1][column] if at else Slot(""))
        grid.append(line)
    return grid


def _reaches(cells: list[Any], column: int) -> bool:
    """Whether the nearest cell to the left is wide enough to cover this column (its edge meets the next cell)."""
    left = next((cell for cell in reversed(cells[:column]) if cell), None)
    right = next((cell for cell in cells[column:] if cell), None)
    return left is not None and (right is None or abs(left[2] - right[0]) < 2)


def _one_line(text: str) -> str:
    """A cell's text with the breaks of its narrow column taken out."""
    out = ""
    for line in (line.strip() for line in text.split("\n")):
        out += glue(out, line) + line
    return out


def _lines(
    page: Any, number: int, boxes: list[tuple[float, float, float, float]]
) -> tuple[list[Line], list[gutters.Block]]:
    """The lines of a page in the order they are read, and its parts in two columns."""

    def outside(thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return False
        across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes)

    out, halves = [], []
    for line in page.filter(outside).extract_text_lines(x_tolerance_ratio=_WIDE):
        if whole := _line(line["text"], line["chars"], page, number):
            out.append(whole)
            halves += [part for chars in _parts(line["chars"], float(page.width)) if (part := _of(chars, page, number))]
    found = gutters.blocks(halves, float(page.width))
    if not found:
        return out, []
    apart = [line for line in halves if any(block.top <= line.top <= block.bottom for block in found)]
    across = [line for line in out if not any(block.top <= line.top <= block.bottom for block in found)]
    return sorted((gutters.unfolded(line, found) for line in across + apart), key=lambda line: line.top), found


def _parts(chars: list[dict[str, Any]], width: float) -> list[list[dict[str, Any]]]:
    """A line in the two parts that its widest gap in the middle of the page makes, if one is as wide as a letter."""
    gaps = [
        (after["x0"] - before["x1"], at)
        for at, (before, after) in enumerate(pairwise(chars), start=1)
        if before["x1"] < gutters.MIDDLE[1] * width and after["x0"] > gutters.MIDDLE[0] * width
    ]
    gap, at = max(gaps, default=(0, 0))
    return [chars[:at], chars[at:]] if at and gap >= chars[at]["size"] else [chars]


def _line(words: str, chars: list[dict[str, Any]], page: Any, number: int) -> Line | None:
    text = unified(words.strip())
    if not text:
        return None
    seen = [char for char in chars if char["text"].strip()]
    left, right = min(char["x0"] for char in seen), max(char["x1"] for char in seen)
    top, bottom = min(char["top"] for char in seen), max(char["bottom"] for char in seen)
    return Line(text, number, page.height, left, right, top, bottom, max(char["size"] for char in chars))


def _of(chars: list[dict[str, Any]], page: Any, number: int) -> Line | None:
    return _line(extract_text(chars, x_tolerance_ratio=_WIDE), chars, page, number)


def _lay_out(layout: Layout, pages: list[list[Line]], tables: list[_Table]) -> None:
    """Paragraphs and tables in the order of the pages; a table that opens a page goes on with the one before."""
    column = Column.of([line for page in pages for line in page])
    things: list[Line | _Table] = [line for page in pages for line in page]
    things = sorted([*things, *tables], key=lambda thing: (thing.page, thing.top))
    header: Header | None = None
    before: Line | None = None
    for thing in things:
        if isinstance(thing, _Table):
            layout.end_line()
            header, before = layout.table(thing.grid, header), None
            continue
        if before is None or not column.joins(before, thing):
            layout.end_line()
            header = None if before is not None else header
            before = None
        text = glue(before.text, thing.text) + thing.text if before else thing.text
        layout.add(text, f"第 {thing.page} 页", f"page {thing.page}")
        before = thing
    layout.end_line()

"""HTML: the text a person sees. Scripts, styles, hidden parts, menus and forms are left out; nothing is ever rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from lantu.plan.text import Document
from lantu.plan.text.files import limits
from lantu.plan.text.files.charsets import decode
from lantu.plan.text.files.layout import Layout, Slot
from lantu.plan.text.files.refusals import refuse

_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "textarea",
        "input",
        "rt",
        "rp",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
        "caption",
    ]
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")


def read(name: str, data: bytes) -> Document:
    """What a browser would show as text, tables as rows where they list tasks. Raises Unreadable when it is no text."""
    declared = _CHARSET.search(data[:4096])
    text, notes = decode(name, data, declared.group(1).decode("ascii", "replace") if declared else "")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise refuse("nested", name, where=("网页", "page"), limit=2048)  # libxml2 reads no deeper
    layout = Layout(name, "html")
    if root is not None:
        _Walk(layout).over(root)
    return layout.document(notes)


@dataclass(slots=True)
class _Walk:
    """Collects the text of an element without recursion: a page may nest its blocks thousands deep.

    `flat` reads tables as plain lines: inside a cell of another table.
    """

    layout: Layout
    flat: bool = False
    pieces: list[str] = field(default_factory=list)

    def over(self, root: Any) -> None:
        skipped: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tail = element.tail or "" if element is not root else ""
            if event == "start" and skipped is None:
                if element.tag == "table" and not self.flat:
                    self.flush()
                    self.layout.table(_grid(self.layout.name, element))
                    skipped = element
                elif _unseen(element):
                    skipped = element
                else:
                    self.start(element)
            elif event == "end" and element is skipped:
                skipped = None
                self.pieces.append(tail)
            elif event == "end" and skipped is None:
                if element.tag in _BLOCKS:
                    self.flush()
                self.pieces.append(tail)
        self.flush()

    def start(self, element: Any) -> None:
        if element.tag == "br" or element.tag in _BLOCKS:
            self.flush()
        if element.tag == "li":
            self.pieces.append(_number(element))
        self.pieces.append(" " if element.tag in ("td", "th") else "")
        self.pieces.append(element.text or "")

    def flush(self) -> None:
        self.layout.line(_SPACES.sub(" ", "".join(self.pieces)).strip())
        self.pieces.clear()


def _unseen(element: Any) -> bool:
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    return element.tag in _UNSEEN or bool(hidden)


def _number(item: Any) -> str:
    """The number a browser draws before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    start = parent.get("start", "1")
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}. "


def _grid(name: str, table: Any) -> list[list[Slot]]:
    """The table's cells with colspan and rowspan spread out; tables inside a cell become its text."""
    _check_nesting(name, table)
    grid: list[list[Slot]] = []
    hanging: dict[int, tuple[int, Slot]] = {}  # column -> (rows still to cover, slot)
    cells = 0
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        line: list[Slot] = []
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            _hang(line, hanging)
            slot = Slot(_cell_text(name, cell))
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    hanging[len(line)] = (down - 1, slot)
                line.append(slot)
        _hang(line, hanging)
        cells += len(line)
        if cells > limits.CELLS:
            raise refuse("too_many_cells", name, where=("表格", "table"), limit=limits.CELLS)
        grid.append(line)
    return grid


def _hang(line: list[Slot], hanging: dict[int, tuple[int, Slot]]) -> None:
    while len(line) in hanging:
        left, slot = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (left - 1, slot)
        line.append(slot)


def _check_nesting(name: str, table: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(table, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        if depth > limits.NESTED_TABLES:
            raise refuse("nested", name, where=("表格", "table"), limit=limits.NESTED_TABLES)


def _cell_text(name: str, cell: Any) -> str:
    inside = Layout(name, "html")
    _Walk(inside, flat=True).over(cell)
    return inside.document().text.strip()


def _span(cell: Any, key: str) -> int:
    value = cell.get(key, "1").strip()
    return min(int(value), limits.SPAN) if value.isdecimal() and len(value) < 6 and int(value) > 0 else 1

"""docx: paragraphs and tables in document order, with Word's own numbers, tracked changes taken as accepted.

Headers, footers, comments, footnotes and the table of contents are left out; text boxes follow the paragraph they hang on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree  # type: ignore[import-untyped]

from lantu.plan.text import Document, Note
from lantu.plan.text.files import limits
from lantu.plan.text.files.layout import Layout, Slot
from lantu.plan.text.files.office import package
from lantu.plan.text.files.office.numbering import Numbering, W, parse, whole
from lantu.plan.text.files.refusals import refuse

_GONE = {W + "del", W + "moveFrom", W + "pPr", W + "instrText", W + "delText", W + "rt"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_BOX = W + "txbxContent"


def read(name: str, data: bytes) -> Document:
    """The accepted text of a Word document. Raises Unreadable for locked, macro-carrying or dangerous packages."""
    package.check(name, data)
    opened = docx.Document(io.BytesIO(data))
    layout = Layout(name, "docx")
    body = _Body(layout, _styles(opened), parse(_part(opened, RELATIONSHIP_TYPE.NUMBERING)))
    body.blocks(opened.element.body)
    footnotes = len(list(opened.element.body.iter(W + "footnoteReference")))
    if footnotes:
        zh = f"{footnotes} 条脚注没有读入；脚注里若有目标，请手工补上。"
        layout.notes.append(
            Note("footnotes", zh, f"{footnotes} footnotes were not read; add by hand what they promise.")
        )
    return layout.document()


def _part(opened: Any, kind: str) -> Any:
    """The root of the part that the document refers to as `kind`; None when there is none."""
    for link in opened.part.rels.values():
        if link.reltype == kind and not link.is_external:
            return etree.fromstring(link.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str = ""
    name: str = ""
    number: str = ""
    depth: int | None = None


def _styles(opened: Any) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    root = _part(opened, RELATIONSHIP_TYPE.STYLES)
    for element in root.iterchildren(W + "style") if root is not None else ():
        number, depth = _list_of(element)
        styles[element.get(W + "styleId") or ""] = _Style(
            _value(element, "basedOn"), _value(element, "name").lower(), number, depth
        )
    return styles


def _value(element: Any, *path: str) -> str:
    for tag in path:
        element = element.find(W + tag)
        if element is None:
            return ""
    return element.get(W + "val") or ""


def _list_of(element: Any) -> tuple[str, int | None]:
    number, depth = _value(element, "pPr", "numPr", "numId"), _value(element, "pPr", "numPr", "ilvl")
    return number, whole(depth, 0) if depth else None


@dataclass(slots=True)
class _Body:
    layout: Layout
    styles: dict[str, _Style]
    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0
    carried: str = field(default="")  # text whose paragraph mark was deleted: the next paragraph goes on with it

    def blocks(self, parent: Any) -> None:
        for block in _blocks(parent):
            if block.tag == W + "tbl":
                self.tables += 1
                self.layout.table(self.grid(block, 1))
            else:
                self.paragraphs += 1
                where = (f"第 {self.paragraphs} 段", f"paragraph {self.paragraphs}")
                self.layout.line(self.paragraph(block), *where)
                for box in _boxes(block):
                    self.blocks(box)
        self.layout.line(self.carried)
        self.carried = ""

    def paragraph(self, element: Any) -> str:
        """A paragraph with its number; empty for a line of the table of contents."""
        style = _value(element, "pPr", "pStyle")
        if self.styles.get(style, _Style()).name.startswith("toc "):
            return ""
        text = self.carried + (self.label(element, style) if not self.carried else "") + "".join(_texts(element))
        properties = element.find(W + "pPr")
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        self.carried = text if deleted else ""
        return "" if deleted else text

    def label(self, element: Any, style: str) -> str:
        if not any(text.strip() for text in _texts(element)):
            return ""
        number, depth = _list_of(element)
        own, seen = style, set()
        while not number and own in self.styles and own not in seen:
            seen.add(own)
            number, depth_there = self.styles[own].number, self.styles[own].depth
            if number:
                linked = self.numbering.by_style.get((number, own))
                depth = depth if depth is not None else linked if linked is not None else depth_there
            own = self.styles[own].parent
        return self.numbering.next(number, depth or 0) if number and number != "0" else ""

    def grid(self, table: Any, nesting: int) -> list[list[Slot]]:
        """The cells of a table; a merged cell is one slot in all its positions."""
        name, table_number = self.layout.name, (f"表 {self.tables}", f"table {self.tables}")
        if nesting > limits.NESTED_TABLES:
            raise refuse("nested", name, where=table_number, limit=limits.NESTED_TABLES)
        cells = 0
        grid: list[list[Slot]] = []
        for number, row in enumerate(_rows(table), start=1):
            where = (f"表 {self.tables} 第 {number} 行", f"table {self.tables} row {number}")
            line = [Slot("")] * min(whole(_value(row, "trPr", "gridBefore"), 0), limits.SPAN)
            for cell in _cells(row):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                above = grid[-1] if grid else []
                if merge is not None and merge.get(W + "val") != "restart" and len(line) < len(above):
                    slot = above[len(line)]
                else:
                    slot = Slot(self.cell(cell, nesting), *where)
                span = min(max(1, whole(_value(cell, "tcPr", "gridSpan"), 1)), limits.SPAN)
                line.extend([slot] * span)
            cells += len(line)
            if cells > limits.CELLS:
                raise refuse("too_many_cells", name, where=table_number, limit=limits.CELLS)
            grid.append(line)
        return grid

    def cell(self, element: Any, nesting: int) -> str:
        lines: list[str] = []
        for block in _blocks(element):
            if block.tag == W + "tbl":
                for row in self.grid(block, nesting + 1):
                    lines.append("\t".join(dict.fromkeys(slot.text for slot in row if slot.text)))
            else:
                lines.append(self.paragraph(block))
                for box in _boxes(block):
                    lines.append(self.cell(box, nesting))
        lines.append(self.carried)
        self.carried = ""
        return "\n".join(line.strip() for line in lines if line.strip())


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables of a body, cell or text box, through content controls and accepted insertions."""
    for child in parent.iterchildren():
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == W + "sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            content = child.find(W + "sdtContent")
            if content is not None and (gallery is None or gallery.get(W + "val") != "Table of Contents"):
                yield from _blocks(content)
        elif child.tag in (W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table.iterchildren():
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _cells(child)


def _texts(parent: Any) -> Iterator[str]:
    """The visible text of a paragraph: accepted, without hidden runs, field codes and text boxes."""
    for child in parent.iterchildren():
        if child.tag in _GONE or child.tag in (_FALLBACK, _BOX):
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            page = child.get(W + "type") in ("page", "column")
            yield "" if page else _SIGNS[child.tag]
        elif child.tag == W + "r" and _hidden(child):
            continue
        else:
            yield from _texts(child)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false", "off")


def _boxes(parent: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, the outer ones only, once each (Word writes a second copy for old readers)."""
    for child in parent.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)

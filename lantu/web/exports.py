"""A plan to take along: Excel with one row a target, and JSON. The same plan gives the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lantu.ground import strings
from lantu.plan import TargetView, TaskView, TreeView

from .amounts import target_text

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The file's own times; a real time would make every export differ.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl and zip know no zones
MADE_TEXT = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
MODIFIED = re.compile(rb"(?<=>)[0-9T:-]+Z(?=</dcterms:modified>)")
WRAPPED = Alignment(vertical="top", wrap_text=True)
SHORT = 20  # characters that need no second line
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

# name, zh, en, width in characters, value
Column = tuple[str, str, str, int, Callable[[TargetView, TaskView | None, str, "Sentences"], Any]]


class Sentences:
    """The sentence around a quote: what stands between two full stops or line breaks."""

    ENDS = re.compile(r"[。！？；\n\r]")

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [0, *(match.end() for match in self.ENDS.finditer(text)), len(text)]

    def around(self, start: int, end: int) -> str:
        """The whole sentence, or the sentences, that hold text[start:end]."""
        begin = self.ends[bisect_right(self.ends, start) - 1]
        return self.text[begin : self.ends[bisect_left(self.ends, end)]].strip()


def _word(kind: str, name: str, lang: str) -> str:
    return strings.say(f"plan.{kind}.{name}", lang) if name else ""


COLUMNS: tuple[Column, ...] = (
    ("key", "目标编号", "Key", 18, lambda t, task, lang, s: t.key),
    ("area", "领域", "Area", 26, lambda t, task, lang, s: t.area),
    ("task_number", "任务序号", "Task no.", 10, lambda t, task, lang, s: t.task_number),
    ("task", "任务", "Task", 40, lambda t, task, lang, s: task.title if task else ""),
    ("kind", "类型", "Kind", 8, lambda t, task, lang, s: _word("kind", t.kind, lang)),
    ("subject", "对象", "Subject", 28, lambda t, task, lang, s: t.subject),
    ("value", "数值", "Value", 16, lambda t, task, lang, s: t.value),
    ("low", "下限", "From", 12, lambda t, task, lang, s: t.low),
    ("high", "上限", "To", 12, lambda t, task, lang, s: t.high),
    ("unit", "单位", "Unit", 8, lambda t, task, lang, s: t.unit),
    ("amount", "数值（读法）", "Amount", 16, lambda t, task, lang, s: target_text(t, lang)),
    ("comparator", "比较", "Comparator", 8, lambda t, task, lang, s: _word("comparator", t.comparator, lang)),
    ("basis", "口径", "Basis", 10, lambda t, task, lang, s: _word("basis", t.basis, lang)),
    ("state", "节点状态", "State", 10, lambda t, task, lang, s: _word("state", t.state, lang)),
    ("due", "完成日期", "Due", 12, lambda t, task, lang, s: t.due),
    ("assumed", "日期为推定", "Due assumed", 10, lambda t, task, lang, s: _word("mark", "yes", lang) if t.due_assumed else ""),
    ("lead", "牵头单位", "Lead", 20, lambda t, task, lang, s: _names(t.lead, lang)),
    ("owners", "配合单位", "Assisting", 24, lambda t, task, lang, s: _names(t.owners, lang)),
    ("review", "审核", "Review", 10, lambda t, task, lang, s: _word("review", t.review, lang)),
    ("sentence", "原文句子", "Source sentence", 60, lambda t, task, lang, s: s.around(t.start, t.end)),
    ("quote", "原文字句", "Quote", 32, lambda t, task, lang, s: t.quote),
    ("confidence", "把握", "Confidence", 10, lambda t, task, lang, s: t.confidence),
    ("rule", "读取规则", "Rule", 24, lambda t, task, lang, s: t.rule),
)  # fmt: skip


def excel(tree: TreeView, text: str, lang: str) -> bytes:
    """The targets of a tree as a workbook, headed in zh or en. `text` is what their positions count in."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Lantu"
    book.properties.title = tree.plan.title
    sheet = book.create_sheet("目标" if lang == "zh" else "Targets")
    sheet.freeze_panes = "A2"
    rows = list(_rows(tree))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    for at, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column[3]
    sheet.append([_heading(sheet, column[1] if lang == "zh" else column[2]) for column in COLUMNS])
    sentences = Sentences(text)
    for target, task in rows:
        sheet.append([_cell(sheet, column[4](target, task, lang, sentences)) for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def as_json(tree: TreeView, text: str) -> bytes:
    """A plan's version with its tree, and each target's sentence."""
    sentences = Sentences(text)

    def said(target: TargetView) -> dict[str, Any]:
        return asdict(target) | {"sentence": sentences.around(target.start, target.end)}

    areas = [
        {"name": area.name, "part": area.part, "tasks": [asdict(task) | {"targets": [said(t) for t in task.targets]} for task in area.tasks]}
        for area in tree.areas
    ]  # fmt: skip
    whole = {
        "plan": asdict(tree.plan),
        "version": asdict(tree.version),
        "targets": [said(target) for target in tree.headline],
        "areas": areas,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain).encode()


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, str):
        value = "".join(c for c in value if c >= " " or c in "\t\n\r")
        if value.lstrip(" \u3000").startswith(FORMULA) or value.startswith(FORMULA):
            return "'" + value
    return value


def _rows(tree: TreeView) -> Iterator[tuple[TargetView, TaskView | None]]:
    for target in tree.headline:
        yield target, None
    for area in tree.areas:
        for task in area.tasks:
            for target in task.targets:
                yield target, task


def _names(names: tuple[str, ...], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(names)


def _heading(sheet: Any, words: str) -> Cell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    cell.alignment = WRAPPED
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or value == "" or isinstance(value, int | float):
        return None if value == "" else value
    cell = WriteOnlyCell(sheet, harmless(value))
    if isinstance(value, str):
        cell.data_type = "s"
        if len(value) > SHORT:
            cell.alignment = WRAPPED
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _timeless(book: bytes) -> bytes:
    """The same archive with fixed times on its entries and in its properties, where openpyxl writes the time of saving."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(entry.filename)
            new.writestr(info, MODIFIED.sub(MADE_TEXT, data) if entry.filename == "docProps/core.xml" else data)
    return out.getvalue()

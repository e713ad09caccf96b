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
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lantu.ground import strings
from lantu.plan import TargetView, TaskView, TreeView

from .figures import basis_words, figure
from .pages.sureness import rule_words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The file's own times; a real time would make every export differ.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl and zip know no zones
MADE_TEXT = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
MODIFIED = re.compile(rb"(?<=>)[0-9T:-]+Z(?=</dcterms:modified>)")
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEADING = PatternFill("solid", fgColor="DCE9E7")
LINED = Border(bottom=Side("hair", color="9AA5A3"))
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


# What a director reads comes first; what programs and checks need follows, grouped so that it can be folded away.
COLUMNS: tuple[Column, ...] = (
    ("task_number", "序号", "No.", 6, lambda t, task, lang, s: t.task_number),
    ("area", "领域", "Area", 16, lambda t, task, lang, s: t.area or strings.say("web.plan.whole", lang)),
    ("task", "任务", "Task", 30, lambda t, task, lang, s: task.title if task else ""),
    ("subject", "目标", "Target", 22, lambda t, task, lang, s: t.subject or t.quote),
    ("figure", "指标值", "Figure", 14, lambda t, task, lang, s: str(figure(t, lang))),
    ("due", "期限", "Due", 11, lambda t, task, lang, s: t.due),
    ("lead", "牵头", "Lead", 14, lambda t, task, lang, s: _names(t.lead, lang)),
    ("owners", "配合", "Assisting", 16, lambda t, task, lang, s: _names(t.owners, lang)),
    ("review", "审核", "Review", 8, lambda t, task, lang, s: _word("review", t.review, lang)),
    ("sentence", "原文", "Source sentence", 44, lambda t, task, lang, s: s.around(t.start, t.end)),
)  # fmt: skip
TECHNICAL: tuple[Column, ...] = (
    ("key", "目标编号", "Key", 18, lambda t, task, lang, s: t.key),
    ("kind", "类型", "Kind", 8, lambda t, task, lang, s: _word("kind", t.kind, lang)),
    ("comparator", "比较", "Comparator", 8, lambda t, task, lang, s: _word("comparator", t.comparator, lang)),
    ("value", "数值", "Value", 16, lambda t, task, lang, s: t.value),
    ("low", "下限", "From", 12, lambda t, task, lang, s: t.low),
    ("high", "上限", "To", 12, lambda t, task, lang, s: t.high),
    ("unit", "单位", "Unit", 8, lambda t, task, lang, s: t.unit),
    ("basis", "口径", "Basis", 10, lambda t, task, lang, s: basis_words(t, lang)),
    ("state", "里程碑状态", "State", 12, lambda t, task, lang, s: _word("state", t.state, lang)),
    ("assumed", "期限为推定", "Due assumed", 10, lambda t, task, lang, s: _word("mark", "yes", lang) if t.due_assumed else ""),
    ("quote", "原文字句", "Quote", 32, lambda t, task, lang, s: t.quote),
    ("confidence", "把握", "Confidence", 8, lambda t, task, lang, s: t.confidence),
    ("rule", "识别依据", "How it was found", 24, lambda t, task, lang, s: rule_words(t.rule, lang)),
)  # fmt: skip
NUMBER_FORMATS = {"confidence": "0%", "value": "#,##0.########", "low": "#,##0.########", "high": "#,##0.########"}


def excel(tree: TreeView, text: str, lang: str) -> bytes:
    """The targets of a tree as a workbook, headed in zh or en. `text` is what their positions count in."""
    columns, rows = COLUMNS + TECHNICAL, list(_rows(tree))
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Lantu"
    book.properties.title = tree.plan.title
    sheet = book.create_sheet("目标" if lang == "zh" else "Targets")
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _for_paper(sheet, tree, len(rows))
    for at, column in enumerate(columns, 1):
        shape = sheet.column_dimensions[get_column_letter(at)]
        shape.width = column[3]
        if at > len(COLUMNS):
            shape.outlineLevel = 1
    sheet.append([_heading(sheet, column[1] if lang == "zh" else column[2]) for column in columns])
    sentences = Sentences(text)
    for target, task in rows:
        sheet.append([_cell(sheet, column[0], column[4](target, task, lang, sentences)) for column in columns])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _for_paper(sheet: Any, tree: TreeView, rows: int) -> None:
    """A4 across, one page wide, the headings on every page; the technical columns stay off the paper."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{rows + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader.center.text = tree.plan.title.replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"


def as_json(tree: TreeView, text: str) -> bytes:
    """A plan's version with its tree, and each target's sentence."""
    sentences = Sentences(text)

    def said(target: TargetView) -> dict[str, Any]:
        figures = {lang: str(figure(target, lang)) for lang in strings.LANGUAGES}
        return asdict(target) | {"figure": figures, "sentence": sentences.around(target.start, target.end)}

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
    cell.font, cell.fill, cell.border = Font(bold=True), HEADING, LINED
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, name: str, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, harmless(value) if value != "" else None)
    cell.alignment, cell.border = WRAPPED, LINED
    if isinstance(value, str) and value:
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int | float):
        whole = name in ("value", "low", "high") and float(value).is_integer()
        cell.number_format = "#,##0" if whole else NUMBER_FORMATS.get(name, "General")
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

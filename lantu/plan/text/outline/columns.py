"""What the columns of a table of tasks are called, and tables that lost their lines when they were pasted as text.

In such a text every cell is a line, the columns' names first:

    序号 / 目标任务 / 牵头单位 / 责任单位 / 1 / 新建公园2个。 / 区园林局 / 各街道 / 2 / …

A row begins with its number. Where it has as many cells as there are columns, each cell is what its column says.
"""

from __future__ import annotations

import re

from .lines import Paragraph, fold

# The first row whose word stands in a column's heading gives the column's role.
_ROLES = (
    ("number", r"^(?:序号|编号|序|号|No\.?|项次|任务编号|序列)$"),
    (
        "ignored",
        r"进展|完成情况|推进情况|落实情况|备注|说明|联系|电话|是否|得分|现状|存在问题|领导|责任人|负责人|联络员|人员",
    ),
    ("due", r"时限|完成时间|时间节点|完成日期|期限|截止|时间要求|计划完成|起止"),
    ("lead", r"牵头|主责|主办|第一责任"),
    ("owners", r"责任|配合|协办|协同|承办|参与|单位|部门|科室|实施主体|属地"),
    ("heading", r"类别|领域|板块|分类|大项|类型|方面|章节"),
    ("title", r"^(?:任务|事项|项目|工作|指标)?名称$|^(?:项目|事项|指标|任务)$"),
    ("body", r"任务|内容|目标|措施|要求|事项|工作|项目|指标|举措|计划|安排|节点|建设|年度|规模|季度|标准|成果|清单|值"),
)
_ROLE = tuple((role, re.compile(words)) for role, words in _ROLES)


def role(column: str) -> str:
    """What a column with this heading holds: number, title, body, heading, lead, owners, due or ignored."""
    name = re.sub(r"\s", "", fold(column))
    return next((role for role, words in _ROLE if words.search(name)), "body" if not name else "ignored")


_FIRST = re.compile(r"(?:序 *号|编 *号)\Z")


def mark_cells(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Name the role of the cells that say who answers or until when; drop the columns' names and what is no text."""
    start = next((i for i, p in enumerate(paragraphs) if _FIRST.match(p.text)), None)
    if start is None:
        return paragraphs
    columns = []
    for paragraph in paragraphs[start + 1 : start + 9]:
        if paragraph.marker or len(paragraph.text) > 14 or re.search(r"[。,\d]", paragraph.text):
            break
        columns.append(role(paragraph.text))
    if not columns or not set(columns) & {"title", "body"}:
        return paragraphs
    kept = paragraphs[:start]
    row: list[Paragraph] = []
    for paragraph in paragraphs[start + 1 + len(columns) :]:
        if paragraph.marker:
            kept += _named(row, columns)
            row = []
        row.append(paragraph)
    return kept + _named(row, columns)


def _named(row: list[Paragraph], columns: list[str]) -> list[Paragraph]:
    if len(row) != len(columns):
        return row
    for paragraph, name in zip(row, columns, strict=True):
        paragraph.role = name if name in ("lead", "owners", "due", "ignored") else ""
    return [paragraph for paragraph in row if paragraph.role != "ignored"]

"""Tables that lost their lines when they were pasted as text: every cell a line, the columns' names first.

    序号 / 目标任务 / 牵头单位 / 责任单位 / 1 / 新建公园2个。 / 区园林局 / 各街道 / 2 / …

A row begins with its number. Where it has as many cells as there are columns, each cell is what its column says.
"""

from __future__ import annotations

import re

from .columns import role
from .lines import Paragraph

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

"""The columns by which a table of tasks is recognised, and its header row found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What a column is called contains one of these. A table lists tasks when it has a column of WORK and one of any other kind.
WORK = ("任务", "事项", "内容", "目标", "举措", "措施", "工作", "项目", "指标", "要求")
OTHERS = {
    "number": ("序号", "编号", "项号"),
    "area": ("领域", "类别", "分类", "板块", "专项", "方面"),
    "organisation": ("单位", "部门", "牵头", "配合", "责任", "主体", "负责", "落实", "协办", "主办"),
    "due": ("时限", "时间", "期限", "节点", "进度", "季度"),
}
_LONGEST = 16  # characters; longer cells are sentences, not headings
_HEADER_ROWS = 12  # titles, a line "附件1" and a line of units may stand above the header
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns as written (spaces taken out) and the last row they stand in (from 0)."""

    columns: tuple[str, ...]
    last: int

    def repeated(self, row: Sequence[str]) -> bool:
        """Whether a row only says the names of the columns again."""
        return all(
            not text.strip() or _SPACES.sub("", text) == name for name, text in zip(self.columns, row, strict=False)
        )


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows of a table that lists tasks; None when it lists something else."""
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        names = [_SPACES.sub("", text) for text in row]
        if _lists_tasks(names):
            if number + 1 < len(rows):
                lower = [_SPACES.sub("", text) for text in rows[number + 1]]
                if _continues(names, lower):  # 责任单位 over 牵头单位 and 配合单位
                    return Header(tuple(b or a for a, b in zip(names, lower, strict=False)), number + 1)
            return Header(tuple(names), number)
    return None


def _lists_tasks(names: list[str]) -> bool:
    filled = [name for name in names if name]
    if len(filled) < 2 or any(len(name) > _LONGEST for name in filled):
        return False
    kinds = [_kind(name) for name in filled]
    known = [kind for kind in kinds if kind]
    return "work" in known and len(set(known)) >= 2 and len(known) * 2 >= len(filled)


def _continues(names: list[str], lower: list[str]) -> bool:
    """A second header row repeats the merged names of the first and only says new, known ones below them."""
    new = [b for a, b in zip(names, lower, strict=False) if b and b != a]
    kept = [b for a, b in zip(names, lower, strict=False) if b and b == a]
    return bool(new) and bool(kept) and all(len(name) <= _LONGEST and _kind(name) for name in new)


def _kind(name: str) -> str:
    if name in ("单位", "计量单位"):  # of a number, not an organisation
        return ""
    for kind, stems in OTHERS.items():
        if any(stem in name for stem in stems):
            return kind
    return "work" if any(stem in name for stem in WORK) else ""

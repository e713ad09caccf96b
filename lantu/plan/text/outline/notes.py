"""What the reader tells a person about the structure it found, in both languages."""

from __future__ import annotations

from .. import Note
from .bounds import Bounds
from .items import Item, Walk, numbering_faults


def notes_on(found: Bounds, walks: list[Walk], items: list[Item]) -> tuple[Note, ...]:
    """Notes in the order of the document: what was left out, numbers missing or used twice, no numbers, no tasks."""
    tasks = [item for item in items if not item.loose]
    notes = []
    if found.skipped:
        notes.append(
            Note(
                "front-matter",
                "正文之前的转发说明、目录或摘要未计入任务。",
                "What stands before the document itself (covering notice, highlights) was not read as tasks.",
            )
        )
    past_at = next((walk.past_at for walk in walks if walk.past_at is not None), None)
    if past_at is not None:
        notes.append(
            Note(
                "look-back",
                "回顾以往工作的部分不计入目标。",
                "The part that looks back on past work yields no targets.",
                past_at,
            )
        )
    for fault, number, at in numbering_faults(items):
        if fault == "missing":
            notes.append(
                Note(
                    "missing-number",
                    f"缺少第 {number} 项：此处之前没有编号 {number}，请核对原文。",
                    f"Number {number} is missing before this place; please compare with the original.",
                    at,
                )
            )
        else:
            notes.append(
                Note(
                    "duplicate-number",
                    f"编号 {number} 重复出现，请核对原文。",
                    f"Number {number} is used twice; please compare with the original.",
                    at,
                )
            )
    if tasks and not any(item.number for item in tasks):
        notes.append(
            Note(
                "no-numbers",
                "原文没有任务编号，每个段落按一项任务处理。",
                "Tasks have no numbers; each paragraph was taken as one.",
            )
        )
    if not tasks:
        notes.append(
            Note(
                "no-tasks",
                "没有找到任务。请确认这是一份工作计划。",
                "No task was found. Please check that this is a work plan.",
            )
        )
    return tuple(notes)


def not_chinese() -> Note:
    """What is said of a text that is not in Chinese: nothing was read from it."""
    return Note(
        "not-chinese",
        "这份文件几乎没有中文，没有解读。请核对是否选对了文件。",
        "This file holds almost no Chinese, so nothing was read. Check that it is the right file.",
    )


def table_repeats(rows: int, at: int) -> Note:
    """What is said of rows that repeat tasks of the text: they are not counted a second time."""
    return Note(
        "table-repeats",
        f"表中有 {rows} 行与正文的任务文字相同，没有重复列出；表中的责任单位已记入正文的任务。请核对。",
        f"{rows} rows of a table repeat tasks of the text word for word and were not listed again; the organisations they"
        " name went to the tasks of the text. Please check.",
        at,
    )

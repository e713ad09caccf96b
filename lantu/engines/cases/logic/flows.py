"""From the text of a CSV file to a flow, or to everything wrong with it: no dead end, no step that nobody reaches."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lantu.engines.cases import END, OUTCOMES, Flow, FlowRefused, Step, Who
from lantu.engines.decisions.logic.sheets import Sheet, digest

COLUMNS = ("step", "zh", "en", "who", "within", "remind", "escalate", "next", "source")
NONE = "-"
_WORD = re.compile(r"[a-z][a-z_]*")
_WHO = re.compile(r"(?P<role>[a-z_]*)(?:@(?P<party>[a-z][a-z_]*))?")


def read(key: str, text: str, roles: Collection[str]) -> Flow:
    """The flow in a CSV text; `roles` are those that people may hold. Raises FlowRefused with all its problems."""
    sheet = Sheet(key, FlowRefused)
    lines = sheet.lines(text)
    zh, en = _header(sheet, lines[0][1] if lines else [])
    sheet.done()
    if not lines[1:]:
        sheet.wrong(1, "step", "没有任何步骤；请至少写一步", "has no step; write at least one")
    sheet.done()
    steps = []
    for number, cells in lines[1:]:
        if len(cells) == len(COLUMNS):
            steps.append(_step(sheet, number, dict(zip(COLUMNS, cells, strict=True)), roles))
        else:
            sheet.wrong(
                number,
                "step",
                f"有 {len(cells)} 格，应有 {len(COLUMNS)} 格；含逗号的格子用引号括起",
                f"has {len(cells)} cells instead of {len(COLUMNS)}; quote a cell that holds a comma",
            )
    sheet.done()
    _arrows(sheet, steps)
    sheet.done()
    _ways(sheet, steps)
    sheet.done()
    return Flow(key, zh, en, digest(text), tuple(steps))


def _header(sheet: Sheet, cells: Sequence[str]) -> tuple[str, str]:
    """The flow's names: the columns with its steps' names in Chinese and in English are headed by its own."""
    named = [cell.partition(":") for cell in cells]
    columns = tuple(word.strip() for word, _, _ in named)
    names = {word.strip(): name.strip() for word, _, name in named}
    if columns != COLUMNS or not names["zh"] or not names["en"]:
        sheet.wrong(
            1,
            "",
            f"表头须是 {', '.join(COLUMNS)}，其中 zh 和 en 后写流程名称，如 zh: 督办单",
            f"the header must be {', '.join(COLUMNS)}, zh and en with the flow's name, as in zh: 督办单",
        )
    return names.get("zh", ""), names.get("en", "")


def _step(sheet: Sheet, line: int, row: dict[str, str], roles: Collection[str]) -> Step:
    if not _WORD.fullmatch(row["step"]) or row["step"] == END:
        sheet.wrong(
            line,
            "step",
            f"“{row['step']}”不能作步骤名；请用小写英文字母，且不是 {END}",
            f"{row['step']!r} cannot name a step; use lower-case letters, not {END!r}",
        )
    for column in ("zh", "en", "source"):
        if not row[column]:
            hint = "出处（文件和条款，或“本单位自定”）" if column == "source" else "步骤名称"
            sheet.wrong(line, column, f"缺{hint}", "is empty; " + _WANTED[column])
    within, remind = (_days(sheet, line, column, row[column]) for column in ("within", "remind"))
    if remind is not None and (within is None or remind >= within):
        sheet.wrong(
            line,
            "remind",
            "提醒须早于期限；请写小于 within 的天数，或写 -",
            "must be fewer days than within; write fewer, or -",
        )
    who = _who(sheet, line, "who", row["who"], roles)
    escalate = None if row["escalate"] == NONE else _who(sheet, line, "escalate", row["escalate"], roles)
    if escalate is not None and within is None:
        sheet.wrong(line, "escalate", "没有期限就没有逾期上报；请写 -", "never happens without a term; write -")
    arrows = _next(sheet, line, row["next"])
    return Step(row["step"], row["zh"], row["en"], who, within, remind, escalate, arrows, row["source"], line)


_WANTED = {
    "zh": "write the step's name in Chinese",
    "en": "write the step's name in English",
    "source": "name the document and article, or say that it is the office's own setting",
}


def _days(sheet: Sheet, line: int, column: str, written: str) -> int | None:
    if written == NONE:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", written):
        sheet.wrong(
            line,
            column,
            f"“{written}”不是工作日数；请写 0 至 999 的整数，没有则写 -",
            f"{written!r} is not a number of working days; write 0 to 999, or - for none",
        )
        return None
    return int(written)


def _who(sheet: Sheet, line: int, column: str, written: str, roles: Collection[str]) -> Who:
    found = _WHO.fullmatch(written)
    if not written or found is None or (found["role"] and found["role"] not in roles):
        sheet.wrong(
            line,
            column,
            f"“{written}”不是办理人；请写角色（{'、'.join(roles)}）、@当事方，或 角色@当事方",
            f"{written!r} is nobody; write a role ({', '.join(roles)}), @party, or role@party",
        )
        return Who()
    return Who(found["role"], found["party"] or "")


def _next(sheet: Sheet, line: int, written: str) -> dict[str, str]:
    arrows: dict[str, str] = {}
    for part in written.split("|"):
        outcome, colon, target = (one.strip() for one in part.partition(":"))
        if not colon or not target or outcome not in OUTCOMES or outcome in arrows:
            sheet.wrong(
                line,
                "next",
                f"“{part.strip()}”不是去向；请写成 结果:步骤，用 | 隔开，每个结果只写一次（{'、'.join(OUTCOMES)}）",
                f"{part.strip()!r} leads nowhere; write outcome:step, parted by |, each outcome once ({', '.join(OUTCOMES)})",
            )
        arrows[outcome] = target
    return arrows


def _arrows(sheet: Sheet, steps: Sequence[Step]) -> None:
    lines: dict[str, int] = {}
    for step in steps:
        if step.key in lines:
            sheet.wrong(
                step.line,
                "step",
                f"与第 {lines[step.key]} 行同名；请改名",
                f"has the name of line {lines[step.key]}; rename one",
            )
        lines.setdefault(step.key, step.line)
    for step in steps:
        for target in step.next.values():
            if target != END and target not in lines:
                sheet.wrong(
                    step.line,
                    "next",
                    f"没有步骤“{target}”；请改为 {'、'.join([*lines, END])} 之一",
                    f"names no step {target!r}; there are {', '.join([*lines, END])}",
                )


def _ways(sheet: Sheet, steps: Sequence[Step]) -> None:
    reached, frontier = {steps[0].key}, [steps[0].key]
    arrows = {step.key: set(step.next.values()) for step in steps}
    while frontier:
        fresh = arrows[frontier.pop()] - reached - {END}
        reached |= fresh
        frontier += fresh
    ending: set[str] = set()
    while more := {key for key, targets in arrows.items() if targets & (ending | {END})} - ending:
        ending |= more
    for step in steps:
        if step.key not in reached:
            sheet.wrong(
                step.line,
                "step",
                f"从第一步“{steps[0].key}”到不了；请在某一步的 next 中指向它，或删去",
                f"is never reached from {steps[0].key!r}; let some step lead to it, or delete it",
            )
        if step.key not in ending:
            sheet.wrong(
                step.line,
                "next",
                f"从这一步走不到 {END}；请给出一个能办结的去向",
                f"never comes to {END!r}; give it a way that ends",
            )

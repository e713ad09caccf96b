"""What a reading looks like in a terminal: a tree, counts, or JSON for other programs."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO, get_args

from lantu.ground import strings
from lantu.plan.text import Document, Note, Reading, State, Target, Task
from lantu.web.figures import figure

STATES = get_args(State)


def as_json(document: Document, reading: Reading) -> str:
    """One JSON object: title, year, tasks with their targets, targets outside tasks, notes. Dates are ISO."""
    notes = [{"code": note.code, "zh": note.zh, "en": note.en, "at": note.at} for note in _notes(document, reading)]
    form = {
        "title": reading.title,
        "year": reading.year,
        "tasks": [_task(task) for task in reading.tasks],
        "targets": [_target(target) for target in reading.targets],
        "notes": notes,
    }
    return json.dumps(form, ensure_ascii=False, indent=1)


def _task(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "heading": list(task.heading),
        "start": task.start,
        "end": task.end,
        "lead": list(task.lead),
        "owners": list(task.owners),
        "targets": [_target(target) for target in task.targets],
    }


def _target(target: Target) -> dict[str, Any]:
    out: dict[str, Any] = {
        "kind": target.kind,
        "start": target.start,
        "end": target.end,
        "quote": target.quote,
        "subject": target.subject,
    }
    if target.kind == "quantity":
        numbers = {"value": target.value} if target.value is not None else {"low": target.low, "high": target.high}
        out |= {**numbers, "unit": target.unit, "comparator": target.comparator, "basis": target.basis}
    else:
        out["state"] = target.state
    return out | {
        "due": target.due.isoformat() if target.due else None,
        "lead": list(target.lead),
        "owners": list(target.owners),
        "rule": target.rule,
        "confidence": target.confidence,
    }


def _notes(document: Document, reading: Reading) -> list[Note]:
    return list(dict.fromkeys((*document.notes, *reading.notes)))


def _targets(reading: Reading) -> list[Target]:
    return [*reading.targets, *(target for task in reading.tasks for target in task.targets)]


def as_counts(document: Document, reading: Reading) -> str:
    """How much of what was found, one line each, zh and en."""
    targets = _targets(reading)
    quantities = [target for target in targets if target.kind == "quantity"]
    milestones = [target for target in targets if target.kind == "milestone"]
    states = Counter(target.state for target in milestones)
    people = {name for task in reading.tasks for name in (*task.lead, *task.owners)}
    people |= {name for target in targets for name in (*target.lead, *target.owners)}
    lines: list[tuple[str, str, object]] = [
        ("计划", "plan", reading.title or "–"),
        ("年度", "year", reading.year or "–"),
        ("领域", "areas", len({task.heading[-1:] for task in reading.tasks if task.heading})),
        ("任务", "tasks", len(reading.tasks)),
        ("没有目标的任务", "tasks without a target", sum(not task.targets for task in reading.tasks)),
        ("任务之外的目标", "targets outside tasks", len(reading.targets)),
        ("数量", "quantities", len(quantities)),
        ("里程碑", "milestones", len(milestones)),
    ]
    for state in STATES:
        if states[state]:
            zh, en = (strings.say(f"plan.state.{state}", lang) for lang in strings.LANGUAGES)
            lines.append(("  " + zh, en, states[state]))
    confidence = f"{sum(target.confidence for target in targets) / len(targets):.2f}" if targets else "–"
    lines += [
        ("写明期限的目标", "targets with a due date", sum(target.due is not None for target in targets)),
        ("责任单位", "organisations", len(people)),
        ("平均把握", "average confidence", confidence),
        ("字符", "characters", len(document.text)),
    ]
    heads = [f"{zh} {en}" for zh, en, _ in lines]
    wide = max(width(head) for head in heads) + 2
    rows = [head + " " * (wide - width(head)) + str(value) for head, (_, _, value) in zip(heads, lines, strict=True)]
    return "\n".join([*rows, *_note_lines(document, reading)])


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on: how many columns, and whether it shows colours."""

    columns: int = 100
    colours: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Paper:
        """Colours on a terminal only, and none where NO_COLOR asks for none; a file gets lines of 100."""
        if not stream.isatty():
            return cls()
        return cls(
            max(40, shutil.get_terminal_size().columns), "NO_COLOR" not in os.environ and sys.platform != "win32"
        )

    def ink(self, code: str, text: str) -> str:
        """`text` in a colour, where there are colours."""
        return f"\033[{code}m{text}\033[0m" if self.colours else text


def as_tree(document: Document, reading: Reading, paper: Paper) -> str:
    """Headings, under them tasks, under them targets: value or state, subject, due, organisation."""
    year = f"（{reading.year} 年）" if reading.year and str(reading.year) not in reading.title else ""
    out = [paper.ink("1", (reading.title or document.name) + year)]
    for target in reading.targets:
        out.append(_target_line(target, (), paper))
    path: tuple[str, ...] = ()
    for task in reading.tasks:
        for depth, heading in enumerate(task.heading):
            if path[: depth + 1] != task.heading[: depth + 1]:
                out += ["", paper.ink("1;36", "  " * depth + fit(heading, paper.columns - 2 * depth))]
        path = task.heading
        out.append(_task_line(task, paper))
        out += [_target_line(target, (task.lead, task.owners), paper) for target in task.targets]
    counted = _targets(reading)
    total = f"{len(reading.tasks)} 项任务 tasks · {len(counted)} 个目标 targets"
    return "\n".join([*out, "", total, *_note_lines(document, reading)])


def _task_line(task: Task, paper: Paper) -> str:
    number = f"{task.number:>4}. " if task.number is not None else "   ·  "
    owners = _people(task.lead, task.owners)
    tail = f"  〔{fit(owners, paper.columns // 3)}〕" if owners else ""
    return number + fit(task.title, paper.columns - 6 - width(tail)) + paper.ink("2", tail)


def _people(lead: tuple[str, ...], owners: tuple[str, ...]) -> str:
    """牵头市发展改革委；配合市财政局、市教育局; names alone where the text does not tell who leads."""
    sides = (("牵头", lead), ("配合" if lead else "", owners))
    return "；".join(word + "、".join(names) for word, names in sides if names)


def _target_line(target: Target, above: tuple[tuple[str, ...], ...], paper: Paper) -> str:
    mark, says = strings.say(f"web.kind_short.{target.kind}", "zh"), str(figure(target, "zh"))
    own = (target.lead, target.owners)
    people = _people(*own) if own != above else ""
    parts = [part for part in (target.due.isoformat() if target.due else "", people) if part]
    tail = "  " + fit(" · ".join(parts), paper.columns // 2 - 2) if parts else ""
    room = paper.columns - 11 - width(says) - width(tail)
    return f"      {mark} {paper.ink('32', says)}  {fit(target.subject or target.quote, room)}{paper.ink('33', tail)}"


def _note_lines(document: Document, reading: Reading) -> Iterator[str]:
    for note in _notes(document, reading):
        yield f"注 {note.zh}\n   {note.en}"


def width(text: str) -> int:
    """Columns that a terminal gives to `text`: two for a wide character, none for a combining one (UAX #11)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def fit(text: str, columns: int) -> str:
    """`text` on one line, cut to a number of columns with … at the end."""
    text = " ".join(text.split()) if text.strip() else ""
    if width(text) <= columns:
        return text
    kept = ""
    used = 1
    for char in text:
        used += width(char)
        if used > columns:
            break
        kept += char
    return kept + "…"

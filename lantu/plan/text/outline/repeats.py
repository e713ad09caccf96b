"""A table that lists again what the text says: one task, not two.

Many plans end in a table that gives each task of the text its organisations (重点任务责任分解表), in the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from . import Stretch
from .lines import fold

_FILLING = re.compile(r"[\s\W_]+")
_LEAST = 8  # characters without signs; fewer (建成公园) may well be said of two things


def told_once(
    text: str, beside: list[Stretch], listed: list[Stretch]
) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """The tasks of the text, the rows that say something else, and the rows left out because the text says them.

    A row is a repeat when all its words, cell by cell, stand in the words of one task. What it says of who answers goes
    to that task; its time limit too where no other row repeats the same task.
    """
    tasks = [at for at, stretch in enumerate(beside) if not stretch.loose and stretch.number is not None]
    joined, starts = "", []
    for at in tasks:
        starts.append(len(joined))
        # Its pieces, since a table may stand inside the stretch of a task.
        joined += _plain("".join(text[start:end] for pieces in beside[at].clear for start, end in pieces)) + "\n"
    kept: list[Stretch] = []
    repeats: dict[int, list[Stretch]] = {}
    for row in listed:
        found = _repeated(text, row, joined, starts) if tasks else None
        if found is None:
            kept.append(row)
        else:
            repeats.setdefault(tasks[found], []).append(row)
    beside = [_completed(stretch, repeats.get(at, [])) for at, stretch in enumerate(beside)]
    return beside, kept, [row for rows in repeats.values() for row in rows]


def _repeated(text: str, row: Stretch, joined: str, starts: list[int]) -> int | None:
    """Which task holds all the words of a row: its longest cell says where to look."""
    cells = [_plain("".join(text[start:end] for start, end in pieces)) for pieces in row.clear]
    cells = sorted(filter(None, cells), key=len, reverse=True)
    if not cells or len(cells[0]) < _LEAST or (found := joined.find(cells[0])) < 0:
        return None
    at = bisect_right(starts, found) - 1
    end = joined.index("\n", found)
    return at if all(joined.find(cell, starts[at], end) >= 0 for cell in cells) else None


def _completed(task: Stretch, rows: list[Stretch]) -> Stretch:
    lead = tuple(dict.fromkeys([*task.lead, *(name for row in rows for name in row.lead)]))
    owners = dict.fromkeys([*task.owners, *(name for row in rows for name in row.owners)])
    due = task.due or (rows[0].due if len(rows) == 1 else None)
    return (
        replace(task, lead=lead, owners=tuple(name for name in owners if name not in lead), due=due) if rows else task
    )


def _plain(words: str) -> str:
    return _FILLING.sub("", fold(words))

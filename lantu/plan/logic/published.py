"""published.csv of a plan: what was published about its targets, a row each, with its source and the day it was published.

    task,subject,value,unit,as_of,published_on,publisher,title,url,settles,note

`task` 0 is outside any task. `unit` is that of a number, `state` (the value is a state as targets have it, or held), or
`forecast` (the value is `expected` and a period: when somebody expected it, said on `as_of`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import get_args

from lantu.engines.measures import Evidence, Said, Settles
from lantu.plan import Refused

COLUMNS = ("task", "subject", "value", "unit", "as_of", "published_on", "publisher", "title", "url", "settles", "note")
STATES = {"held": "hold"}
EXPECTED = "expected "


@dataclass(frozen=True, slots=True)
class Published:
    """One row: which series of the plan it belongs to, what it says, and since when it is public."""

    task: int
    subject: str
    said: Said
    published_on: date

    def series(self, plan: str) -> str:
        """The key of its series: lingang-2023/t63/保税LNG加注量."""
        return f"{plan}/t{self.task}/{self.subject}"


def read(text: str) -> list[Published]:
    """Every row. Raises Refused naming the line that cannot be read."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise _refused(1, f"表头须是 {','.join(COLUMNS)}", f"the header must be {','.join(COLUMNS)}")
    found = []
    for row in rows:
        try:
            found.append(_row(row))
        except (ValueError, InvalidOperation, TypeError, AttributeError) as error:
            raise _refused(
                rows.line_num, f"无法读取（{error}）；请更正该行", f"cannot be read ({error}); correct it"
            ) from None
    return found


def _row(row: dict[str, str]) -> Published:
    unit, value, settles = row["unit"], row["value"], row["settles"]
    if settles not in get_args(Settles):
        raise ValueError(f"settles {settles!r}")
    state = STATES.get(value, value) if unit == "state" else ""
    expected = value.removeprefix(EXPECTED).replace("-H", "H").replace("-Q", "Q") if unit == "forecast" else ""
    number = None if state or expected else Decimal(value)
    said = Said(
        as_of=date.fromisoformat(row["as_of"]),
        source="published",
        value=number,
        unit="" if number is None else unit,
        state=state,
        expected=expected,
        settles=settles,  # type: ignore[arg-type]  # checked above
        evidence=Evidence(title=row["title"], publisher=row["publisher"], url=row["url"]),
        note=row["note"],
    )
    return Published(int(row["task"]), row["subject"], said, date.fromisoformat(row["published_on"]))


def _refused(line: int, zh: str, en: str) -> Refused:
    return Refused("published", f"published.csv 第 {line} 行：{zh}", f"published.csv, line {line}: {en}")

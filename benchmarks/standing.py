"""Standing: judging 100,000 targets from readings in memory, growth at 1, 10 and 100 times, and a whole plan from its tables.

Half are quantities with a year of monthly readings so far, half milestones; the rules are those that the program brings.
"""

from __future__ import annotations

import gc
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path

from benchmarks.figures import Figure, Result, best, slowness
from lantu.engines.decisions import logic
from lantu.engines.measures import Counted, Evidence, Reading
from lantu.engines.measures.logic import counting
from lantu.ground.period import Period
from lantu.plan.standing import Aim
from lantu.plan.standing.judging import judge
from lantu.plan.standing.rolling import roll_up
from lantu.plan.standing.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 2.0  # seconds for 100,000 targets
GROWTH = 1.3  # time per target at the largest size beside the middle one
STARTS, DUE, AT = date(2023, 1, 1), date(2023, 12, 31), date(2023, 9, 30)
NOTHING = Evidence()
PLAN = """
import sys, time
from datetime import date
from django.core.management import call_command
from django.db import connection, reset_queries
call_command("migrate", verbosity=0)
from lantu.ground.people import PUBLIC
from lantu.plan import actions, queries
actions.adopt_sample()
best = None
for _ in range(5):
    begun = time.process_time()
    found = queries.standings(PUBLIC, "lingang-2023", as_of=date(2023, 12, 31))
    took = time.process_time() - begun
    best = took if best is None else min(best, took)
print(len(found.targets), best)
"""


def measure(small: bool) -> Iterator[Result]:
    """Judging at three sizes, rolling up the largest, choosing which readings count, and one plan from the database."""
    sizes = (100, 1_000, 10_000) if small else (1_000, 10_000, 100_000)
    rules = _rules()
    targets = _targets(sizes[-1])
    gc.collect()
    gc.freeze()  # going through the made-up readings again and again is no work of judging
    per_target = []
    slow = slowness()
    for size in sizes:
        part = targets[:size]
        took = best(lambda part=part: [judge(aim, counted, AT, rules) for aim, counted in part], 3, time.process_time)
        per_target.append(took / size)
        limit = LIMIT * slow * size / 100_000 if size == sizes[-1] else None
        yield Figure(f"judging {size:,} targets", took, "s", at_most=limit, against="2 s for 100,000")
    growth = per_target[-1] / per_target[-2]
    yield Figure("time per target, largest beside middle", growth, "×", at_most=GROWTH, against="no growth")
    standings = [judge(aim, counted, AT, rules) for aim, counted in targets]
    took = best(lambda: roll_up((one.word, 1, one.simulated) for one in standings), 3, time.process_time)
    yield Figure(f"rolling up {sizes[-1]:,} standings", took, "s")
    rows = [[one.reading for one in counted] for _, counted in targets]
    took = best(lambda: [counting(one) for one in rows], 3, time.process_time)
    yield Figure(f"choosing what counts for {sizes[-1]:,} targets", took, "s")
    words = {one.word for one in standings}
    yield Figure("different words among them", len(words), "", at_least=4, against="the data is no single case")
    yield from _plan()


def _rules() -> Rules:
    folder = resources.files("lantu") / "plan" / "rules" / "tables"
    tables = (logic.read(name, (folder / f"{name}.csv").read_text("utf-8")) for name in ("standing", "freshness"))
    return Rules(*tables)


def _targets(size: int) -> list[tuple[Aim, list[Counted]]]:
    found: list[tuple[Aim, list[Counted]]] = []
    for n in range(size):
        if n % 2:
            aim = Aim("milestone", state="operate", due=DUE, starts=STARTS)
            events = (("operate", ""), ("", "2023Q4"), ("", "2024H1"), ("start", ""), None)
            said = events[n % len(events)]
            found.append((aim, [_reading(AT, None, *said)] if said else []))
        else:
            basis = ("flow", "increment", "growth", "level")[n // 2 % 4]
            base = Decimal(50) if basis == "level" else None
            aim = Aim("quantity", basis, ">=", Decimal(120), unit="家", due=DUE, starts=STARTS, base=base)
            pace = Decimal(6 + n % 9)
            found.append((aim, [_reading(day, pace * month) for month, day in enumerate(_month_ends(), 1)]))
    return found


def _month_ends() -> list[date]:
    return [part.end for part in Period.parse("2023").parts("month") if part.end <= AT]


def _reading(day: date, value: Decimal | None, state: str = "", expected: str = "") -> Counted:
    known = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=10)
    period = str(Period.of("month", day))
    reading = Reading(
        1, "s", period, day, value, state, expected, "reported", "yes", NOTHING, (), "", "p", known
    )  # fmt: skip
    return Counted(reading)


def _plan() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "LANTU_VAR": var, "LANTU_SECRET": secrets.token_hex(32), "PYTHONPATH": str(ROOT)}
        environment.pop("DATABASE_URL", None)
        code = f"from lantu.project.start import django_ready; django_ready()\n{PLAN}"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    targets, took = done.stdout.split()
    yield Figure(f"the sample plan from its tables, {targets} targets", float(took) * 1000, "ms")

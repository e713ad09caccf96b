"""An import that is killed in the middle: all of a file or nothing, and doing it again gives it once."""

from __future__ import annotations

import random
import time

import pytest

FACTS = 40
IMPORT = f"""
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from lantu.engines.measures import Said, Series, actions
from lantu.ground.people import SYSTEM
ONE = Series("q/flow", unit="家", basis="flow")
def take(nth):
    day = date(2000, 1, 1) + timedelta(days=nth)
    facts = [("q/flow", datetime(2020, 1, 1, n // 60, n % 60, tzinfo=UTC),
              Said(as_of=day, source="published", value=Decimal(n), unit="家", note=str(nth))) for n in range({FACTS})]
    return actions.take_published(SYSTEM, [ONE], facts)
"""
ON_AND_ON = f"{IMPORT}\nprint('ready', flush=True)\nnth = 0\nwhile True:\n    take(nth)\n    nth += 1\n"
AGAIN = f"{IMPORT}\nprint(take(0), take(0))\n"
WHOLE = """
from collections import Counter
from lantu.engines.measures import queries
from lantu.ground import journal
from lantu.ground.people import SYSTEM
from lantu.engines.measures import Absent
try:
    notes = Counter(one.note for one in queries.history(SYSTEM, "q/flow"))
except Absent:
    notes = Counter()
kept = sum(entry.verb == "reading.import" and "/reading/" in entry.thing for entry in journal.entries("series/q/flow"))
print(sorted(set(notes.values())), sum(notes.values()) == kept, len(journal.verify()))
"""


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_whole_files_only(installation) -> None:
    chance = random.Random(2023)
    for _ in range(5):
        process = installation.begin_code(ON_AND_ON)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 1.0))
        assert process.poll() is None
        process.kill()
        process.communicate()
        counts, journalled, breaks = installation.code(WHOLE).strip().rsplit(" ", 2)
        assert counts in ("[]", f"[{FACTS}]")
        assert (journalled, breaks) == ("True", "0")
    assert installation.code(AGAIN).split() in (["0", "0"], [str(FACTS), "0"])

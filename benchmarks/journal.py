"""The journal: writes a second with 1, 2 and 4 writers beside the same rows without a chain, verifying, and growth.

On SQLite in a folder of its own, and on PostgreSQL when TEST_DATABASE_URL names one. A write is a transaction with one
entry; without a chain it inserts the same row into a table that has no hash and no head.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, Result, Skipped, slowness

ROOT = Path(__file__).resolve().parents[1]
# Of processor time, which others on the machine do not take away. 300,000 are aimed at (321,000 and 426,000 were measured on
# SQLite and PostgreSQL); what fails is a third below that, because small runs on shared cores vary by as much.
VERIFY_PER_SECOND = 200_000
GROWTH = 1.3  # time per entry at the largest size beside the middle one
# Of the speed without a chain, with four writers: they meet at the head, and on PostgreSQL they wait there for a commit to
# reach the disk. Measured on 2 cores at rest: 0.53 on SQLite, 0.26 on PostgreSQL; this is what a busy machine must still give.
KEPT = 0.15
READY = "from lantu.project.start import django_ready; django_ready()\n"
MIGRATE = """
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    cursor.execute(f"CREATE TABLE plain (seq {key}, known_at text, who text, verb text, thing text, before text, after text)")
"""
WRITER = """
import sys, time
from django.db import connection, transaction
from lantu.ground import journal
from lantu.ground.journal import canonical
from django.utils import timezone
chained, writer = sys.argv[1] == "chained", sys.argv[2]
facts = {"state": "adopted", "value": 12.5, "unit": "亿元", "due": "2026-12-31"}
def write(n):
    if chained:
        with journal.write("p0123456789abcdef", "plan.review") as record:
            record(f"plan/bench/{writer}/{n}", before=facts, after=facts)
    else:
        row = [canonical.moment(timezone.now()), "p0123456789abcdef", "plan.review", f"plan/bench/{writer}/{n}",
               canonical.text(facts), canonical.text(facts)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO plain (known_at, who, verb, thing, before, after) VALUES (%s,%s,%s,%s,%s,%s)", row)
write(-1)
print("ready", flush=True)
sys.stdin.readline()
end, n = time.monotonic() + float(sys.argv[3]), 0
while time.monotonic() < end:
    write(n)
    n += 1
print(n)
"""
FILL = """
import sys
from lantu.ground import journal
with journal.write("system", "bench.fill") as record:
    for n in range(int(sys.argv[1])):
        record(f"plan/bench/{n}", before={"state": "draft", "n": n}, after={"state": "adopted", "n": n})
"""
VERIFY = """
import time
from lantu.ground import journal
best = None
for _ in range(3):
    begun = time.process_time()
    walk = journal.walk()
    assert list(walk) == []
    took = time.process_time() - begun
    best = took if best is None else min(best, took)
print(walk.count, best)
"""


def measure(small: bool) -> Iterator[Result]:
    """All figures of the journal, on each engine there is."""
    for engine in ("SQLite", "PostgreSQL"):
        with _place(engine) as place:
            if place is None:
                yield Skipped(f"journal on {engine}", "TEST_DATABASE_URL is not set")
                continue
            yield from _writers(engine, place, seconds=1.0 if small else 4.0)
            yield from _growth(engine, place, (1_000, 10_000) if small else (1_000, 10_000, 100_000))


def _writers(engine: str, place: dict[str, str], seconds: float) -> Iterator[Result]:
    for writers in (1, 2, 4):
        plain = _race(place, "plain", writers, seconds)
        chained = _race(place, "chained", writers, seconds)
        yield Figure(f"{engine}, {writers} writers, without a chain", plain, "writes/s")
        yield Figure(f"{engine}, {writers} writers, chained", chained, "writes/s")
    yield Figure(f"{engine}, 4 writers, chained beside not", chained / plain, "×", at_least=KEPT, against="as fast")


def _race(place: dict[str, str], table: str, writers: int, seconds: float) -> float:
    racing = [_start(place, WRITER, table, str(writer), str(seconds)) for writer in range(writers)]
    for one in racing:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return sum(int(one.communicate()[0]) for one in racing) / seconds


def _growth(engine: str, place: dict[str, str], sizes: tuple[int, ...]) -> Iterator[Result]:
    """Entries are added up to each size, so the last figure is of the longest chain; one write is timed at each."""
    per_entry: list[float] = []
    for size in sizes:
        there = int(_run(place, VERIFY).split()[0])
        begun = time.perf_counter()
        added = max(size, 1)
        _run(place, FILL, str(added))
        filled = time.perf_counter() - begun
        count, took = _run(place, VERIFY).split()
        per_entry.append(float(took) / int(count))
        yield Figure(
            f"{engine}, {added:,} entries in one write", added / filled, "entries/s", against="process start included"
        )
        yield Figure(f"{engine}, verify {int(count):,} entries", int(count) / float(took), "entries/s")
        assert int(count) == there + added
    fastest = VERIFY_PER_SECOND / slowness()
    yield Figure(
        f"{engine}, verify", 1 / per_entry[-1], "entries/s", at_least=fastest, against="of processor time, here and now"
    )
    name = f"{engine}, verify: time per entry, longest beside the one before"
    yield Figure(name, per_entry[-1] / per_entry[-2], "×", at_most=GROWTH)


def _start(place: dict[str, str], code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", READY + code, *words],
        env=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run(place: dict[str, str], code: str, *words: str) -> str:
    process = _start(place, code, *words)
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("a part of the benchmark failed; its reason stands above")
    return out


@contextmanager
def _place(engine: str) -> Iterator[dict[str, str] | None]:
    """The environment of a migrated installation of its own, gone afterwards; None where its engine is not there."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        own = {"PYTHONPATH": str(ROOT), "LANTU_VAR": folder, "LANTU_SECRET": secrets.token_urlsafe(48)}
        place = {**kept, **own, "DJANGO_SETTINGS_MODULE": "lantu.project.settings"}
        if engine == "SQLite":
            _run(place, MIGRATE)
            yield place
            return
        server = os.environ.get("TEST_DATABASE_URL")
        if not server:
            yield None
            return
        import psycopg

        name = f"lantu_bench_{secrets.token_hex(6)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            try:
                place["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{name}"
                _run(place, MIGRATE)
                yield place
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

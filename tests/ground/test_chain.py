"""The chain against whoever races, is killed, or tampers: on real databases of both engines, with real processes."""

from __future__ import annotations

import time

from tests.places import Installation

WRITE = """
import os, sys
from lantu.ground import journal
for n in range({times}):
    with journal.write("writer-{writer}", "test.write") as record:
        record(f"thing/{writer}/{{n}}", before=None, after={{"n": n}})
        record(f"thing/{writer}/{{n}}/part", before=None, after=None)
"""
READ = """
from lantu.ground import journal
from lantu.ground.journal.models import Head
found = list(journal.entries())
print([b.en for b in journal.verify()])
print(len(found), Head.objects.get().seq)
print(sorted(e.thing for e in found) == sorted(f"thing/{w}/{n}{part}" for w in range(4) for n in range(50) for part in ("", "/part")))
print(all(e.seq == n for n, e in enumerate(found, 1)) and [e.known_at for e in found] == sorted(e.known_at for e in found))
"""
TAMPER = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({sql!r})
"""


def write(installation: Installation, writer: int, times: int) -> str:
    return installation.code(WRITE.format(writer=writer, times=times))


def test_four_writers_at_once_lose_nothing(installation: Installation) -> None:
    writers = [installation.begin_code(WRITE.format(writer=writer, times=50)) for writer in range(4)]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
    assert installation.code(READ).splitlines() == ["[]", "400 400", "True", "True"]


def test_killed_writers_leave_a_whole_chain(installation: Installation) -> None:
    for milliseconds in (30, 60, 100, 160, 250):
        writer = installation.begin_code("print('ready', flush=True)" + WRITE.format(writer=0, times=100_000))
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(milliseconds / 1000)
        writer.kill()
        writer.communicate()
    write(installation, 1, 1)
    breaks, counts, *_ = installation.code(READ).splitlines()
    entries, head = map(int, counts.split())
    assert breaks == "[]"
    assert entries == head
    assert entries % 2 == 0, "half of a write was kept"


CHANGES = {
    "sqlite": "INSERT OR REPLACE INTO journal_entry SELECT seq, known_at, 'x', verb, thing, before, after, hash "
    "FROM journal_entry WHERE seq = 3",
    "postgresql": "TRUNCATE journal_entry",
}


def test_the_database_refuses_to_change_an_entry(installation: Installation) -> None:
    write(installation, 0, 3)
    update, delete = "UPDATE journal_entry SET who = 'x' WHERE seq = 3", "DELETE FROM journal_entry WHERE seq = 3"
    for sql in (update, delete, CHANGES[installation.engine]):
        process = installation.begin_code(TAMPER.format(sql=sql))
        _, err = process.communicate(timeout=60)
        assert process.returncode != 0
        assert "the journal is append-only" in err
    assert installation.run("journal", "verify").returncode == 0


UNGUARDED = "from django.db import connection\nfrom lantu.ground.journal import guard\nguard.take_off(connection)\n"
FORGED = [
    ("UPDATE journal_entry SET who = 'x' WHERE seq = 3", "第 3 条记录与其哈希不符", "entry 3 does not match"),
    ("UPDATE journal_entry SET verb = 'x' WHERE seq = 4", "第 4 条", "entry 4"),
    ("UPDATE journal_entry SET thing = 'x' WHERE seq = 1", "第 1 条", "entry 1"),
    ("UPDATE journal_entry SET after = '{\"n\":9}' WHERE seq = 3", "第 3 条", "entry 3"),
    ("UPDATE journal_entry SET known_at = '2020-01-01T00:00:00.000000Z' WHERE seq = 2", "第 2 条", "entry 2"),
    ("DELETE FROM journal_entry WHERE seq IN (3, 4)", "第 3 至 4 条记录缺失", "entries 3 to 4 are missing"),
    ("DELETE FROM journal_entry WHERE seq >= 5", "第 5 至 6 条记录缺失", "entries 5 to 6 are missing"),
    ("DELETE FROM journal_entry", "第 1 至 6 条记录缺失", "entries 1 to 6 are missing"),
    ("UPDATE journal_head SET seq = 4", "链头写着第 4 条", "the head speaks of entry 4"),
    ("UPDATE journal_head SET hash = 'f'", "链头写着第 6 条", "the head speaks of entry 6"),
    ("DELETE FROM journal_head", "链头丢失", "the head is gone"),
]


def test_whoever_takes_the_guard_off_is_named_by_verify(installation: Installation) -> None:
    """One chain, forged in every way on a copy of its state: each is undone by a rollback after it was looked at."""
    write(installation, 0, 3)
    look = UNGUARDED + (
        "from django.db import transaction\nfrom lantu.ground import journal\n"
        f"for sql in {[sql for sql, *_ in FORGED]!r}:\n"
        "    with transaction.atomic():\n"
        "        with connection.cursor() as cursor: cursor.execute(sql)\n"
        "        found = journal.verify()[0]\n"
        "        print(found.zh, found.en, sep='|')\n"
        "        transaction.set_rollback(True)\n"
    )
    said = installation.code(look).splitlines()
    for (sql, zh, en), line in zip(FORGED, said, strict=True):
        assert zh in line, sql
        assert en in line, sql


def test_the_command_says_what_it_found(installation: Installation) -> None:
    write(installation, 0, 3)
    whole = installation.run("journal", "verify")
    assert whole.returncode == 0
    assert "6 entries in one chain" in whole.stdout
    shown = installation.run("journal", "show", "thing/0/2")
    assert [line.split("\t")[0] for line in shown.stdout.splitlines()] == ["5", "6"]
    installation.code(UNGUARDED + TAMPER.format(sql=FORGED[0][0]))
    broken = installation.run("journal", "verify")
    assert broken.returncode == 1
    assert "第 3 条记录" in broken.stdout

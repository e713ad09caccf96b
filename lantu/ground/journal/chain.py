"""Writing and reading the chain."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from . import Entry, Facts, Record, canonical
from .models import Entry as Row
from .models import Head

READ = "SELECT seq, hash FROM journal_head"
LOCK = f"{READ} FOR UPDATE"
INSERT = """
    INSERT INTO journal_entry (seq, known_at, who, verb, thing, before, after, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


class Waiting(NamedTuple):
    """What was recorded and waits for the end of the outermost write."""

    who: str
    verb: str
    thing: str
    before: str
    after: str


class _Open(threading.local):
    """The write that is open in this thread: a database connection belongs to one thread, and so does its write."""

    waiting: list[Waiting] | None = None


_open = _Open()


class HeadLost(Exception):
    """Entries without a head: somebody removed it. Nothing may be written until `lantu journal verify` was looked at."""

    def __init__(self) -> None:
        super().__init__(
            "the journal's head is gone although it has entries; run `lantu journal verify` and restore a back-up / "
            "日志尚有记录而链头丢失；请运行 lantu journal verify 查看，并从备份恢复"
        )


@contextmanager
def write(who: str, verb: str) -> Iterator[Record]:
    """One transaction; what is recorded in it is chained at the end of the outermost write, or not at all."""
    for word in (who, verb):
        _check(word)
    outer = _open.waiting
    waiting: list[Waiting] = [] if outer is None else outer
    mark = len(waiting)

    def record(thing: str, *, before: Facts | None, after: Facts | None) -> None:
        _check(thing)
        texts = ("" if facts is None else canonical.text(facts) for facts in (before, after))
        waiting.append(Waiting(who, verb, thing, *texts))

    _open.waiting = waiting
    try:
        with transaction.atomic():
            yield record
            if outer is None:
                _append(waiting)
    except BaseException:
        del waiting[mark:]  # a nested write that failed leaves nothing, even if the outer one goes on
        raise
    finally:
        _open.waiting = outer


def entries(thing: str | None = None, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """Entries with seq > `after`, in order; `thing` selects it and all below it (`plan/x` also gives `plan/x/task/1`)."""
    rows = Row.objects.filter(seq__gt=after).order_by("seq")
    if thing is not None:
        # '0' is the character after '/': a range the index can answer, where LIKE would read a name's _ and % as patterns.
        rows = rows.filter(thing=thing) | rows.filter(thing__gte=f"{thing}/", thing__lt=f"{thing}0")
    for row in (rows if limit is None else rows[:limit]).iterator():
        yield Entry(
            row.seq,
            datetime.fromisoformat(row.known_at),
            row.who,
            row.verb,
            row.thing,
            json.loads(row.before) if row.before else None,
            json.loads(row.after) if row.after else None,
            row.hash,
        )


def head() -> tuple[int, str]:
    """The end of the chain. Raises HeadLost."""
    found = Head.objects.values_list("seq", "hash").first()
    if found is None and Row.objects.exists():
        raise HeadLost
    return found or (0, canonical.ORIGIN)


def _append(waiting: list[Waiting]) -> None:
    """Lock the head, chain, insert. Plain SQL: whoever waits for the head waits for every moment spent here."""
    if not waiting:
        return
    with connection.cursor() as cursor:
        seq, last = _lock_head(cursor)
        known_at = canonical.moment(timezone.now())
        rows = []
        for item in waiting:
            seq += 1
            last = canonical.link(last, seq, known_at, *item)
            rows.append((seq, known_at, *item, last))
        cursor.executemany(INSERT, rows)
        cursor.execute("UPDATE journal_head SET seq = %s, hash = %s", (seq, last))


def _lock_head(cursor: CursorWrapper) -> tuple[int, str]:
    """The head, locked until the commit: on PostgreSQL its row, on SQLite the database is ours since BEGIN IMMEDIATE."""
    cursor.execute(LOCK if connection.features.has_select_for_update else READ)
    found: tuple[int, str] | None = cursor.fetchone()
    if found is None:
        found = head()  # an empty journal begins anew; one with entries does not
        Head.objects.create(id=1, seq=found[0], hash=found[1])
    return found


def _check(word: str) -> None:
    if not word or not word.isprintable():
        raise ValueError(f"who, verb and thing are words without line breaks, not {word!r}")

"""Walking the chain: every row's hash is computed anew, from the first entry to the head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from . import Break, canonical
from .models import Head

COLUMNS = "seq, known_at, who, verb, thing, before, after, hash"
CHUNK = 10_000  # rows fetched at once; memory stays flat however long the chain is


class Walk:
    """An iterator over the breaks. Afterwards `count` is how many entries there are, `hash` the last one's hash."""

    def __init__(self) -> None:
        self.count = 0
        self.hash = canonical.ORIGIN
        self._breaks = self._go()

    def __iter__(self) -> Iterator[Break]:
        return self._breaks

    def _go(self) -> Iterator[Break]:
        link, last, passed = (
            canonical.link,
            self.hash,
            0,
        )  # names of the loop's own: it runs hundreds of thousands of times a second
        for rows in _chunks():
            for seq, known_at, who, verb, thing, before, after, own in rows:
                if seq != passed + 1:
                    yield _missing(passed + 1, seq - 1)
                else:
                    try:
                        holds = link(last, seq, known_at, who, verb, thing, before, after) == own
                    except ValueError:
                        holds = False
                    if not holds:
                        yield _changed(seq)
                passed, last = seq, own
            self.count, self.hash = self.count + len(rows), last
        yield from _end(passed, last)


def _end(seq: int, last: str) -> Iterator[Break]:
    head = Head.objects.first()
    if head is None:
        yield Break(
            seq,
            "链头丢失：无法知道末尾是否缺失记录",
            "the head is gone: nobody can tell whether entries are missing at the end",
        )
    elif head.seq > seq:
        yield _missing(seq + 1, head.seq)
    elif (head.seq, head.hash) != (seq, last):
        yield Break(
            head.seq,
            f"链头写着第 {head.seq} 条，与最后一条记录（第 {seq} 条）不符",
            f"the head speaks of entry {head.seq} and does not match the last entry, {seq}",
        )


def _missing(first: int, last: int) -> Break:
    return Break(first, f"第 {first} 至 {last} 条记录缺失", f"entries {first} to {last} are missing")


def _changed(seq: int) -> Break:
    return Break(
        seq,
        f"第 {seq} 条记录与其哈希不符：它或前一条的哈希被改动过",
        f"entry {seq} does not match its hash: it, or the hash of the one before it, was changed",
    )


def _chunks() -> Iterator[list[tuple[Any, ...]]]:
    sql = f"SELECT {COLUMNS} FROM journal_entry ORDER BY seq"  # noqa: S608  # no value goes in
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield rows

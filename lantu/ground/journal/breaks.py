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
    """An iterator over the breaks. `count` is how many entries it has passed, `hash` the last one's hash."""

    def __init__(self) -> None:
        self.count = 0
        self.hash = canonical.ORIGIN
        self._breaks = self._go()

    def __iter__(self) -> Iterator[Break]:
        return self._breaks

    def _go(self) -> Iterator[Break]:
        seq = 0
        for row in _rows():
            found = row[0]
            if found != seq + 1:
                yield _missing(seq + 1, found - 1)
            elif _link(self.hash, row) != row[7]:
                yield _changed(found)
            seq, self.hash = found, row[7]
            self.count += 1
        yield from _end(seq, self.hash)


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


def _link(previous: str, row: tuple[Any, ...]) -> str:
    try:
        return canonical.link(previous, *row[:7])
    except ValueError:
        return ""


def _missing(first: int, last: int) -> Break:
    return Break(first, f"第 {first} 至 {last} 条记录缺失", f"entries {first} to {last} are missing")


def _changed(seq: int) -> Break:
    return Break(
        seq,
        f"第 {seq} 条记录与其哈希不符：它或前一条的哈希被改动过",
        f"entry {seq} does not match its hash: it, or the hash of the one before it, was changed",
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    sql = f"SELECT {COLUMNS} FROM journal_entry ORDER BY seq"  # noqa: S608  # no value goes in
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

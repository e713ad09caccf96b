from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnly(Exception):
    """The journal is never edited; what was wrong is corrected by a later entry."""

    def __init__(self) -> None:
        super().__init__(
            "the journal is append-only: record a correcting entry instead / 日志只能追加：请另记一条更正，不能修改或删除"
        )


class Appended(models.QuerySet["Entry"]):
    """Rows that can be added and read, never changed. Triggers in the database say the same to everybody else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class Entry(models.Model):
    """One link of the chain. Everything the hash covers is text, kept exactly as it was hashed."""

    seq = models.BigIntegerField(primary_key=True)
    known_at = models.CharField(max_length=27)
    who = models.CharField(max_length=64)
    verb = models.CharField(max_length=64)
    thing = models.CharField(max_length=500)
    before = models.TextField(default="")  # canonical JSON; empty: the thing began to exist
    after = models.TextField(default="")
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Entry]] = Appended.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["thing", "seq"], name="journal_thing")]

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class Head(models.Model):
    """The end of the chain, one row: whoever writes locks it last."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

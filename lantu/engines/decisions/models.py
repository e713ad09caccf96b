"""Tables of this engine: fields and constraints only. Only lantu.engines.decisions imports them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

STATES = ("matched", "unknown", "none")


class TableText(models.Model):
    """One text of a table, kept for ever: a recorded decision cites it by its hash. The newest of a key is in use."""

    key = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    text = models.TextField()
    taken_by = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        # Also what finds the newest, and what stops two people who replace a table in one moment.
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "number"], name="tabletext_number")]

    def __str__(self) -> str:
        return f"{self.key} {self.hash[:8]}"


class Recorded(models.Model):
    """One decision that was kept. Rows are added, never changed."""

    about = models.CharField(max_length=400)
    table = models.ForeignKey(TableText, on_delete=models.PROTECT, related_name="decisions")
    on = models.DateField()
    state = models.CharField(max_length=8)
    row = models.TextField(default="", blank=True)
    source = models.TextField(default="", blank=True)
    facts = models.JSONField()
    outputs = models.JSONField()
    missing = models.JSONField(default=list)
    who = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["about", "id"], name="recorded_about")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="recorded_state"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.row or self.state}"

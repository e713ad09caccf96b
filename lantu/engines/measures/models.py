"""Tables of this engine: fields and constraints only. Only lantu.engines.measures imports them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from . import SOURCES


class SeriesRow(models.Model):
    key = models.CharField(max_length=200, unique=True)
    name = models.TextField(default="", blank=True)
    form = models.CharField(max_length=8)
    unit = models.CharField(max_length=40, default="", blank=True)
    basis = models.CharField(max_length=10, default="", blank=True)
    direction = models.CharField(max_length=4, default="up")
    starts = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(form__in=("quantity", "state")), name="series_form"),
            models.CheckConstraint(condition=Q(direction__in=("up", "down")), name="series_direction"),
        ]

    def __str__(self) -> str:
        return self.key


class ReadingRow(models.Model):
    """One reading. Rows are added, never changed: a correction is a later row about the same day."""

    series = models.ForeignKey(SeriesRow, on_delete=models.PROTECT, related_name="readings")
    period = models.CharField(max_length=10)
    as_of = models.DateField()
    value = models.DecimalField(max_digits=27, decimal_places=9, null=True)
    state = models.CharField(max_length=20, default="", blank=True)
    expected = models.CharField(max_length=10, default="", blank=True)
    source = models.CharField(max_length=10)
    settles = models.CharField(max_length=7, default="yes")
    evidence = models.JSONField(default=dict)
    flags = models.JSONField(default=list)
    note = models.TextField(default="", blank=True)
    who = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["series", "as_of", "recorded_at"], name="reading_times")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="reading_source"),
            models.CheckConstraint(condition=Q(settles__in=("yes", "partial", "no")), name="reading_settles"),
            models.CheckConstraint(
                name="reading_says_one_thing",
                condition=(Q(value__isnull=False) & Q(state="") & Q(expected=""))
                | (Q(value__isnull=True) & ~Q(state="") & Q(expected=""))
                | (Q(value__isnull=True) & Q(state="") & ~Q(expected="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.as_of}"

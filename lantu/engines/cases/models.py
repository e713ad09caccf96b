"""Tables of this engine: fields and constraints only. Only lantu.engines.cases imports them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

STATES = ("open", "stopped", "closed", "cancelled")
NEVER = date.max  # stands for "no term", so that an index alone puts the late first


class FlowText(models.Model):
    """One text of a flow, kept for the cases that run by it. The highest number of a key is in use."""

    key = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    text = models.TextField()
    taken_by = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "number"], name="flowtext_number")]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class Case(models.Model):
    flow = models.ForeignKey(FlowText, on_delete=models.PROTECT, related_name="cases")
    about = models.CharField(max_length=400)
    title = models.TextField()
    facts = models.JSONField(default=dict)
    # Whoever opens many at once gives each a name of its own, and may then begin again after a crash.
    once = models.CharField(max_length=200, null=True, unique=True)  # NULL is not unique, "" would be
    state = models.CharField(max_length=9, default="open")
    result = models.CharField(max_length=20, default="", blank=True)
    opened_by = models.CharField(max_length=64)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    # The step: which, the how-many-eth, since when, whose turn.
    step = models.CharField(max_length=40)
    turn = models.PositiveIntegerField(default=1)
    entered_on = models.DateField()
    holder = models.CharField(max_length=120)
    submitted_by = models.CharField(max_length=64, default="", blank=True)
    # Its term: `left` working days counted from `counted_from`; `due` is NEVER while there is none.
    left = models.PositiveIntegerField(null=True)
    counted_from = models.DateField()
    due = models.DateField(default=NEVER)
    stopped_on = models.DateField(null=True)
    stopped_for = models.TextField(default="", blank=True)
    # When the clock has to look at it next.
    look_on = models.DateField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="case_state"),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_on__isnull=False) | (~Q(state="stopped") & Q(stopped_on=None)),
                name="case_stopped",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "state", "due", "id"], name="case_inbox"),
            models.Index(fields=["look_on", "id"], name="case_look"),
            models.Index(fields=["about", "id"], name="case_about"),
            models.Index(fields=["state", "flow", "step", "due"], name="case_totals"),
        ]

    def __str__(self) -> str:
        return f"case/{self.pk}"


class Party(models.Model):
    """Who stands behind a flow's party in one case: person/REF or organisation/ID."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "name"], name="party_name")]
        indexes: ClassVar = [models.Index(fields=["reference", "case"], name="party_reference")]

    def __str__(self) -> str:
        return f"{self.name}: {self.reference}"


class Delegation(models.Model):
    """`to` may act for `by` from `since` to `until`."""

    by = models.CharField(max_length=64)
    to = models.CharField(max_length=64)
    since = models.DateField()
    until = models.DateField()
    reason = models.TextField(default="", blank=True)
    revoked = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="delegation_order"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="delegation_other"),
        ]
        indexes: ClassVar = [models.Index(fields=["to", "until"], name="delegation_to")]

    def __str__(self) -> str:
        return f"{self.by} → {self.to}"


class Notice(models.Model):
    """What the clock said about one term of one step. The constraint makes saying it twice impossible."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    turn = models.PositiveIntegerField()
    due = models.DateField()
    kind = models.CharField(max_length=9)
    holder = models.CharField(max_length=120)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "turn", "due", "kind"], name="notice_once"),
            models.CheckConstraint(condition=Q(kind__in=("soon", "late", "escalated")), name="notice_kind"),
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "on"], name="notice_holder")]

    def __str__(self) -> str:
        return f"case/{self.case_id} {self.kind}"

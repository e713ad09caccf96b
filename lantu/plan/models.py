"""Tables of the spine: fields and constraints only. Only lantu.plan imports them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

OPEN_STATES = ("waiting", "reading", "draft")
VERSION_STATES = (*OPEN_STATES, "failed", "discarded", "adopted", "superseded")
REVIEWS = ("proposed", "accepted", "edited", "rejected", "added")


class Plan(models.Model):
    key = models.CharField(max_length=80, unique=True)
    title = models.TextField()
    issuer = models.TextField(default="", blank=True)
    year = models.IntegerField(null=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    source = models.TextField(default="", blank=True)
    published = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")) | Q(starts=None) | Q(ends=None), name="plan_order"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """One file of a plan and what was read from it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    file_name = models.TextField()
    form = models.CharField(max_length=20, default="", blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField(default="", blank=True)
    places = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    error = models.JSONField(null=True)
    difference = models.JSONField(null=True)
    uploaded_by = models.TextField()
    uploaded_at = models.DateTimeField()
    adopted_by = models.TextField(default="", blank=True)
    adopted_at = models.DateTimeField(null=True)
    progress = models.FloatField(default=0)
    # Who reads it, until when it counts as being read, and how often it was tried.
    reader = models.CharField(max_length=32, default="", blank=True)
    reader_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="adopted"), name="version_one_adopted"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state__in=OPEN_STATES), name="version_one_open"),
            models.CheckConstraint(condition=Q(state__in=VERSION_STATES), name="version_state"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class Task(models.Model):
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField()
    number = models.IntegerField(null=True)
    title = models.TextField()
    heading = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # The organisations that the reader found, kept beside what people assign.
    machine = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    # The task's words without differences of width and spacing.
    search = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="task_position"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="task_span"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Target(models.Model):
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="targets")
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="targets")
    key = models.CharField(max_length=40)
    was = models.CharField(max_length=40, default="", blank=True)
    kind = models.CharField(max_length=10)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    subject = models.TextField(default="", blank=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.TextField(default="", blank=True)
    comparator = models.CharField(max_length=6, default="", blank=True)
    basis = models.CharField(max_length=10, default="", blank=True)
    state = models.CharField(max_length=12, default="", blank=True)
    due = models.DateField(null=True)
    rule = models.TextField(default="", blank=True)
    confidence = models.FloatField(default=1)
    # What the reader found, whatever people did to it since; None for a target that a person added.
    machine = models.JSONField(null=True)
    review = models.CharField(max_length=10, default="proposed")
    edition = models.PositiveIntegerField(default=1)
    search = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar = ["start", "end", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="target_key"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="target_span"),
            models.CheckConstraint(condition=Q(review__in=REVIEWS), name="target_review"),
            models.CheckConstraint(condition=Q(confidence__gte=0, confidence__lte=1), name="target_confidence"),
            models.CheckConstraint(
                name="target_kind",
                condition=(Q(kind="quantity") & (Q(value__isnull=False) | Q(low__isnull=False, high__isnull=False)))
                | (Q(kind="milestone") & ~Q(state="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["key"], name="target_by_key")]

    def __str__(self) -> str:
        return self.key


class Assignment(models.Model):
    """An organisation that answers for a task, or for one target otherwise than for its task."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="assignments")
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="assignments")
    target = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=6)
    organisation = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "organisation"], name="assignment_task"),
            models.UniqueConstraint(fields=["target", "organisation"], name="assignment_target"),
            models.CheckConstraint(condition=Q(role__in=("lead", "assist")), name="assignment_role"),
            models.CheckConstraint(
                condition=Q(task__isnull=True, target__isnull=False) | Q(task__isnull=False, target__isnull=True),
                name="assignment_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


class Binding(models.Model):
    """Which series of readings speaks for a target, by the target's key; it survives newer versions as the key does.

    `profile` says how the way is spread over the year: even, seasonal (as last year's months), or steps
    ("2023-06-30=40 2023-09-30=70", per cent due by then).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bindings")
    target = models.CharField(max_length=40)
    series = models.CharField(max_length=200)
    profile = models.TextField(default="even")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "target"], name="binding_target")]

    def __str__(self) -> str:
        return f"{self.target} <- {self.series}"


class Redirect(models.Model):
    """A key that a newer version replaced; chains are followed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="redirects")
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "old"], name="redirect_old"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="redirect_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.old} -> {self.new}"

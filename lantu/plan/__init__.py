"""The spine: a plan is a document's tree of areas, tasks and targets, adopted by people after review.

These are the words that pages, exports and programs speak. Reads are in `queries`, writes in `actions`; tables stay inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

# waiting -> reading -> draft -> adopted -> superseded; reading may end as failed; a draft may be discarded.
VersionState = Literal["waiting", "reading", "failed", "draft", "discarded", "adopted", "superseded"]
# What a person said of a target the machine found, or that a person added it.
Review = Literal["proposed", "accepted", "edited", "rejected", "added"]


@dataclass(frozen=True, slots=True)
class PlanView:
    key: str
    title: str
    issuer: str
    year: int | None
    starts: date | None
    ends: date | None
    published: bool
    adopted_version: int | None
    draft_version: int | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class VersionView:
    plan: str
    number: int
    state: VersionState
    file_name: str
    form: str
    size: int
    sha256: str
    notes: tuple[dict[str, Any], ...]
    error: dict[str, str] | None
    uploaded_by: str
    uploaded_at: datetime
    adopted_by: str
    adopted_at: datetime | None
    progress: float


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as pages show it. `due` is the text's or, when `due_assumed`, the plan's last day."""

    key: str
    plan: str
    version: int
    task_number: int | None
    task_id: int | None
    area: str
    kind: str
    start: int
    end: int
    quote: str
    subject: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    unit: str
    comparator: str
    basis: str
    state: str
    due: date | None
    due_assumed: bool
    lead: tuple[str, ...]
    owners: tuple[str, ...]
    review: Review
    rule: str
    confidence: float
    edition: int


@dataclass(frozen=True, slots=True)
class TaskView:
    id: int
    number: int | None
    title: str
    area: str
    heading: tuple[str, ...]
    start: int
    end: int
    lead: tuple[str, ...]
    owners: tuple[str, ...]
    targets: tuple[TargetView, ...]


class Refused(Exception):
    """A write that cannot be done: what, why and the next step, in zh and en. Nothing was changed."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en


class Conflict(Refused):
    """Somebody else changed the same thing first; `current` is how it stands now."""

    def __init__(self, zh: str, en: str, current: Any) -> None:
        super().__init__("conflict", zh, en)
        self.current = current

"""The spine: a plan is a document's tree of areas, tasks and targets, adopted by people after review.

These are the words that pages, exports and programs speak. Reads are in `queries`, writes in `actions`; tables stay inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from lantu.ground.refusals import Absent as Absent
from lantu.ground.refusals import Conflict as Conflict
from lantu.ground.refusals import Forbidden as Forbidden
from lantu.ground.refusals import Refused as Refused

if TYPE_CHECKING:
    from .standing import Standing
    from .standing.rolling import RollUp

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
    # Where the newest version stands that is neither adopted nor given up, and its number: waiting, reading, draft or failed.
    open_state: str = ""
    open_version: int | None = None


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
    difference: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as pages show it. `due` is the text's or, when `due_assumed`, the plan's last day.

    `was` is the key of the target that this one replaces when a newer text words it differently. `lead` and `owners` are
    the target's own or else its task's. `machine` is what the reader found, None for a target that a person added.
    """

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
    was: str = ""
    machine: dict[str, Any] | None = None
    published: bool = False


@dataclass(frozen=True, slots=True)
class TaskView:
    """One item of the plan with the targets that the filters let through."""

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
    edition: int = 1


@dataclass(frozen=True, slots=True)
class AreaView:
    """A heading with the tasks below it; `part` is the heading above it. Both are empty where a plan has no headings."""

    name: str
    part: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page asks for; an empty string asks for everything.

    `organisation` may be "-" (nobody named), `due` a month "2023-06", "assumed" or "none"; `text` finds in quote, subject
    and the task's words, whatever their width and spacing.
    """

    area: str = ""
    organisation: str = ""
    kind: str = ""
    due: str = ""
    state: str = ""
    review: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TreeView:
    """A plan's version as a page shows it. `headline` holds the targets stated outside any task.

    `facets` counts, for each filter, the targets that the other filters let through; `months` counts those shown by area
    and due month ("2023-06", "assumed" or "none").
    """

    plan: PlanView
    version: VersionView
    filters: Filters
    headline: tuple[TargetView, ...]
    areas: tuple[AreaView, ...]
    facets: dict[str, dict[str, int]]
    months: dict[str, dict[str, int]]
    shown_tasks: int
    shown_targets: int


@dataclass(frozen=True, slots=True)
class TextView:
    """The text that a version was read from; `places` says where stretches of it stand in the file."""

    plan: str
    version: int
    text: str
    places: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ChangedTarget:
    """A target in two versions: `fields` names what differs."""

    before: TargetView
    after: TargetView
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiffView:
    """What a newer version brings. `moved`: the same words in another or a renumbered task; `changed`: other words or other facts."""

    added: tuple[TargetView, ...]
    removed: tuple[TargetView, ...]
    changed: tuple[ChangedTarget, ...]
    moved: tuple[ChangedTarget, ...]


@dataclass(frozen=True, slots=True)
class StandingsView:
    """How every live target of a version stands at the end of `as_of`, by what was known at `known_at`.

    `targets` by key, `tasks` by id, `areas` by name, `organisations` by name (who leads, else who answers); tasks, areas and
    organisations without targets are left out. `simulated`: some standing rests on a simulated reading.
    """

    plan: str
    version: int
    as_of: date
    known_at: datetime
    targets: Mapping[str, Standing]
    tasks: Mapping[int, RollUp]
    areas: Mapping[str, RollUp]
    organisations: Mapping[str, RollUp]
    whole: RollUp
    simulated: bool

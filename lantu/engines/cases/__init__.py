"""Who does what next: a flow is a table of steps, a case one run of it.

    case = actions.open(person, "supervision", about="plan/x/task/12", title="…", parties={"unit": "organisation/7"})
    case = actions.act(person, case.id, case.edition, "sign")
    queries.inbox(person)                        # late ones first

A flow is a CSV file: see docs/engines/cases.md. Terms are in working days (ground.period); the journal is the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from lantu.engines.decisions import SheetRefused
from lantu.ground.refusals import Absent as Absent
from lantu.ground.refusals import Conflict as Conflict
from lantu.ground.refusals import Forbidden as Forbidden
from lantu.ground.refusals import Refused as Refused

CaseState = Literal["open", "stopped", "closed", "cancelled"]
NoticeKind = Literal["soon", "late", "escalated"]
# What may come of a step, and for which a reason must be written. strings.toml has the words that people read.
OUTCOMES = ("submit", "approve", "accept", "return", "reject", "sign", "report", "finish", "strike")
REASONED = frozenset({"return", "reject"})
END = "end"


@dataclass(frozen=True, slots=True)
class Who:
    """A role, a party bound when the case is opened, or both: `office`, `@author`, `organisation_head@unit`."""

    role: str = ""
    party: str = ""

    def __str__(self) -> str:
        return f"{self.role}@{self.party}" if self.party else self.role


@dataclass(frozen=True, slots=True)
class Step:
    """`within` and `remind` are working days: the term from entering the step, and how long before its end to remind.

    `escalate` hears of it when the term has run out. `next` is the step, or END, for each outcome.
    """

    key: str
    zh: str
    en: str
    who: Who
    within: int | None
    remind: int | None
    escalate: Who | None
    next: Mapping[str, str]
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A run begins at the first step. `hash` is of its text; a case stays with the text it was opened under."""

    key: str
    zh: str
    en: str
    hash: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step:
        return next(one for one in self.steps if one.key == key)

    @property
    def parties(self) -> frozenset[str]:
        """Who must be named when a case is opened."""
        named = [who.party for step in self.steps for who in (step.who, step.escalate) if who is not None]
        return frozenset(party for party in named if party)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as pages show it on the day `as_of`.

    `holder` is whose turn it is: `person/REF`, `role/ROLE`, `organisation/ID`, `role/ROLE/organisation/ID`. `due` is the
    last day of the step's term, None without a term, while the clock is stopped, and when `uncovered`: the holidays of
    that year are not announced yet. `outcomes` are what its holder may do. `place` orders an inbox and continues it.
    """

    id: int
    flow: str
    flow_zh: str
    flow_en: str
    about: str
    title: str
    state: CaseState
    step: str
    step_zh: str
    step_en: str
    outcomes: tuple[str, ...]
    source: str
    holder: str
    parties: Mapping[str, str]
    facts: Mapping[str, Any]
    opened_by: str
    opened_on: date
    entered_on: date
    due: date | None
    uncovered: bool
    late: bool
    stopped_on: date | None
    stopped_for: str
    closed_on: date | None
    result: str
    turn: int
    edition: int
    place: tuple[date, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One entry of a case's history. `on_behalf_of` is who delegated, when somebody acted for another."""

    at: datetime
    who: str
    on_behalf_of: str
    verb: str
    outcome: str
    note: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The clock's word about a case: its term ends soon, has ended, or has ended and a superior hears of it."""

    case: int
    title: str
    kind: NoticeKind
    holder: str
    due: date
    on: date


@dataclass(frozen=True, slots=True)
class DelegationView:
    """From `since` to `until`, both included, `to` may act for `by`."""

    id: int
    by: str
    to: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Cases by what their holder should know first: `late` and `today` are among `open`."""

    open: int
    late: int
    today: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Duty:
    """What a calendar of duties asks for one period: when it opens and the last day, and the row that says so."""

    name: str
    period: str
    opens: date
    due: date
    outputs: Mapping[str, Any]
    row: str
    source: str


class FlowRefused(SheetRefused):
    """A flow cannot be used."""

    kind = ("流程", "flow")

"""Tasks and targets as the rules see them, whether read just now or stored before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lantu.plan.text import Reading
from lantu.plan.text import Target as Read

from .keys import OUTSIDE, keys

# What a person may correct in a target; organisations are assigned apart.
FACTS = ("kind", "subject", "value", "low", "high", "unit", "comparator", "basis", "state", "due")


@dataclass(frozen=True, slots=True)
class TaskItem:
    """`position` counts the tasks of a version from 0. `machine`: the organisations that the reader found."""

    position: int
    number: int | None
    title: str
    heading: tuple[str, ...]
    start: int
    end: int
    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    machine: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A target; `task` is its task's position. `lead` and `owners` are its own, empty where it follows its task."""

    key: str
    task: int | None
    kind: str
    start: int
    end: int
    quote: str
    subject: str = ""
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    unit: str = ""
    comparator: str = ""
    basis: str = ""
    state: str = ""
    due: date | None = None
    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    review: str = "proposed"
    was: str = ""
    machine: dict[str, Any] | None = None


def facts(item: Item | Read) -> dict[str, Any]:
    """What a target says, as canonical JSON facts (due as an ISO date, missing words as empty strings)."""
    found: dict[str, Any] = {name: getattr(item, name) for name in FACTS}
    for name in ("comparator", "basis", "state"):
        found[name] = found[name] or ""
    found["due"] = item.due.isoformat() if item.due else None
    return found


def organisations(item: Item | TaskItem | Read) -> dict[str, list[str]]:
    """Who answers, as canonical JSON facts."""
    return {"lead": list(item.lead), "owners": list(item.owners)}


def assigned(item: Item | TaskItem) -> bool:
    """Whether a person changed who answers."""
    found = item.machine or {}
    return organisations(item) != {"lead": found.get("lead", []), "owners": found.get("owners", [])}


def apart(lead: tuple[str, ...], owners: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each organisation once; one that leads does not assist as well."""
    leading = tuple(dict.fromkeys(lead))
    return leading, tuple(name for name in dict.fromkeys(owners) if name not in leading)


def tasks_of(reading: Reading) -> list[TaskItem]:
    """The tasks of a reading in the order of the text."""
    made = []
    for position, task in enumerate(reading.tasks):
        lead, owners = apart(task.lead, task.owners)
        machine = {"lead": list(lead), "owners": list(owners)}
        made.append(
            TaskItem(position, task.number, task.title, task.heading, task.start, task.end, lead, owners, machine)
        )
    return made


def items_of(reading: Reading) -> list[Item]:
    """The targets of a reading with their keys, in the order of the text."""
    found: list[tuple[int | None, Read]] = [(None, target) for target in reading.targets]
    for position, task in enumerate(reading.tasks):
        found += [(position, target) for target in task.targets]
    found.sort(key=lambda pair: (pair[1].start, pair[1].end))
    numbers = [OUTSIDE if at is None else reading.tasks[at].number for at, _ in found]
    names = keys((number, t.kind, t.quote) for number, (_, t) in zip(numbers, found, strict=True))
    return [_item(key, reading, at, target) for key, (at, target) in zip(names, found, strict=True)]


def _item(key: str, reading: Reading, at: int | None, target: Read) -> Item:
    lead, owners = apart(target.lead, target.owners)
    if at is not None and (lead, owners) == apart(reading.tasks[at].lead, reading.tasks[at].owners):
        lead, owners = (), ()
    said = {name: getattr(target, name) for name in FACTS}
    said |= {name: said[name] or "" for name in ("comparator", "basis", "state")}
    machine = facts(target) | {"lead": list(lead), "owners": list(owners)}
    return Item(
        key=key,
        task=at,
        start=target.start,
        end=target.end,
        quote=target.quote,
        lead=lead,
        owners=owners,
        rule=target.rule,
        confidence=min(1.0, max(0.0, target.confidence)),
        machine=machine,
        **said,
    )


def due_of(due: date | None, plan_ends: date | None) -> tuple[date | None, bool]:
    """When a target is due, and whether that is assumed: without a date of its own, at the plan's last day."""
    return (due, False) if due else (plan_ends, plan_ends is not None)

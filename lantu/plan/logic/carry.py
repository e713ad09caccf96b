"""What people did to a version survives the reading of a newer text.

By the key, or by the same words in a renumbered task: accepted, edited, rejected, added and the organisations follow. Other words
for the same subject in the same task are proposed anew with `was` naming what they replace. What a person kept and the
reader no longer finds stays while its words stand in the task. The rest is gone, and listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .items import Item, TaskItem, assigned
from .keys import OUTSIDE, next_key, normalised
from .pairs import Pairing, T, same_tasks

KEPT = ("accepted", "edited", "added")


@dataclass(frozen=True, slots=True)
class Carried:
    """`gone`: the targets of the older version that the newer text no longer holds (rejected ones are not missed)."""

    tasks: tuple[TaskItem, ...]
    targets: tuple[Item, ...]
    gone: tuple[Item, ...]


def carry(
    old_tasks: Sequence[TaskItem], old: Sequence[Item], new_tasks: Sequence[TaskItem], new: Sequence[Item], text: str
) -> Carried:
    """The new reading with the reviewed work of the old version in it."""
    pairing = Pairing(old, new, old_tasks, new_tasks)
    made = [_follow(a, b) for a, b in pairing.same()]
    taken = {item.key for item in made} | {item.key for item in pairing.new}
    for item in [item for item in pairing.old if item.review in KEPT]:
        found = _relocate(item, pairing.tasks, new_tasks, text, taken)
        if found:
            pairing.old.remove(item)
            taken.add(found.key)
            made.append(found)
    made += [_answering(replace(b, was=a.key), a) for a, b in pairing.changed()]
    made += pairing.new
    made.sort(key=lambda item: (item.start, item.end, item.key))
    gone = tuple(item for item in pairing.old if item.review != "rejected")
    return Carried(_tasks(old_tasks, new_tasks), tuple(made), gone)


def _tasks(old: Sequence[TaskItem], new: Sequence[TaskItem]) -> tuple[TaskItem, ...]:
    became = {after: before for before, after in same_tasks(old, new).items()}
    olds = {task.position: task for task in old}
    return tuple(_answering(task, olds[became[task.position]]) if task.position in became else task for task in new)


def _answering(new: T, old: T) -> T:
    """A person's assignment outlives the reader's; otherwise the newer text is believed."""
    return replace(new, lead=old.lead, owners=old.owners) if assigned(old) else new


def _follow(old: Item, new: Item) -> Item:
    new = _answering(replace(new, was=old.was if old.key == new.key else old.key), old)
    if old.review == "proposed":
        return new
    return replace(
        old,
        key=new.key,
        was=new.was,
        task=new.task,
        start=new.start,
        end=new.end,
        quote=new.quote,
        rule=new.rule,
        confidence=new.confidence,
        machine=new.machine,
        lead=new.lead,
        owners=new.owners,
    )


def _relocate(
    item: Item, became: dict[int | None, int | None], tasks: Sequence[TaskItem], text: str, taken: set[str]
) -> Item | None:
    if item.task is not None and item.task not in became:
        return None
    at = became[item.task]
    first = tasks[0].start if tasks else len(text)
    start, end = (0, first) if at is None else (tasks[at].start, tasks[at].end)
    span = find(item.quote, text, start, end)
    if span is None:
        return None
    number = OUTSIDE if at is None else tasks[at].number
    key = item.key
    if key in taken or key.split(".")[0] != next_key(number, item.kind, item.quote, ()).split(".")[0]:
        key = next_key(number, item.kind, item.quote, taken)
    was = item.was if key == item.key else item.key
    return replace(
        item, key=key, task=at, start=span[0], end=span[1], quote=text[span[0] : span[1]], machine=None, was=was
    )


def find(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a quote stands in a stretch of the text, whatever its width and spacing."""
    at = text.find(quote, start, end)
    if at >= 0:
        return at, at + len(quote)
    letters = [(letter, place) for place in range(start, end) for letter in normalised(text[place])]
    sought = normalised(quote)
    at = "".join(letter for letter, _ in letters).find(sought)
    if not sought or at < 0:
        return None
    return letters[at][1], letters[at + len(sought) - 1][1] + 1

"""What people did to a version survives the reading of a newer text.

By the key, by the same words in a renumbered task, or by words that the reader now cuts elsewhere: accepted, edited, rejected,
added and the organisations follow. Other words
for the same subject in the same task are proposed anew with `was` naming what they replace. What a person kept and the
reader no longer finds stays while its words stand in the task. The rest is gone, and listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .items import Item, TaskItem, assigned
from .keys import OUTSIDE, next_key, normalised, task_of
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
    places = Places(pairing.tasks, new_tasks, text)
    made = [_follow(a, b) for a, b in pairing.same()]
    made += [_follow(a, b) for a, b in pairing.meeting(places.spans)]
    standing = Standing([*made, *pairing.new])
    moved = {item.key: _relocate(item, places, standing) for item in pairing.old if item.review in KEPT}
    pairing.old = [item for item in pairing.old if not moved.get(item.key)]
    made += [item for item in moved.values() if item]
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


class Places:
    """Where the words of older targets stand in the newer text, within what became of their tasks."""

    def __init__(self, became: Mapping[int | None, int | None], tasks: Sequence[TaskItem], text: str) -> None:
        self.became, self.tasks, self.text = became, tasks, text

    def task(self, item: Item) -> tuple[int | None, int | None, int, int] | None:
        """Position, number and stretch of the task that a target's task became; None when it is gone."""
        if item.task not in self.became:
            return None
        at = self.became[item.task]
        if at is None:
            return None, OUTSIDE, 0, self.tasks[0].start if self.tasks else len(self.text)
        return at, self.tasks[at].number, self.tasks[at].start, self.tasks[at].end

    def spans(self, item: Item) -> Iterator[tuple[int, int]]:
        """Every place of a target's quote, in the order of the text."""
        found = self.task(item)
        if found:
            _, _, start, end = found
            while span := find(item.quote, self.text, start, end):
                yield span
                start = span[1]


class Standing:
    """The keys and the places that are taken in the newer version."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.keys = {item.key for item in items}
        self.places = {(item.kind, item.start, item.end) for item in items}

    def add(self, item: Item) -> Item:
        self.keys.add(item.key)
        self.places.add((item.kind, item.start, item.end))
        return item


def _relocate(item: Item, places: Places, standing: Standing) -> Item | None:
    """The target at the first place of its words where no other of its kind stands."""
    task = places.task(item)
    span = next((span for span in places.spans(item) if (item.kind, *span) not in standing.places), None)
    if task is None or span is None:
        return None
    at, number, _, _ = task
    key = item.key
    if key in standing.keys or key.split(".")[0] != task_of(number):
        key = next_key(number, item.kind, item.quote, standing.keys)
    was = item.was if key == item.key else item.key
    quote = places.text[span[0] : span[1]]
    return standing.add(replace(item, key=key, task=at, start=span[0], end=span[1], quote=quote, machine=None, was=was))


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

"""Which task and which target of a newer version are those of an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from .items import Item, TaskItem
from .keys import normalised, words_of

Pair = tuple[Item, Item]
T = TypeVar("T", Item, TaskItem)


def _in_order(old: Sequence[T], new: Sequence[T], name: Callable[[T], Hashable]) -> list[tuple[T, T]]:
    """Pair the first with the first of the same name, the second with the second; a name of None pairs nothing."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item in reversed(new):
        waiting[name(item)].append(item)
    return [(item, waiting[name(item)].pop()) for item in old if name(item) is not None and waiting.get(name(item))]


def same_tasks(old: Sequence[TaskItem], new: Sequence[TaskItem]) -> dict[int, int]:
    """Positions of old tasks and of the new ones that they became: same title, else same number."""
    found: dict[int, int] = {}
    names: tuple[Callable[[TaskItem], Hashable], ...] = (
        lambda task: normalised(task.title) or None,
        lambda task: task.number,
    )
    for name in names:
        taken = set(found.values())
        left = [task for task in old if task.position not in found]
        free = [task for task in new if task.position not in taken]
        found |= {a.position: b.position for a, b in _in_order(left, free, name)}
    return found


class Pairing:
    """Old and new targets, paired step by step; `old` and `new` are what is still without a partner."""

    def __init__(
        self, old: Sequence[Item], new: Sequence[Item], old_tasks: Sequence[TaskItem], new_tasks: Sequence[TaskItem]
    ) -> None:
        self.old, self.new = list(old), list(new)
        self.tasks: dict[int | None, int | None] = {None: None}
        for before, after in same_tasks(old_tasks, new_tasks).items():
            self.tasks[before] = after

    def place(self, item: Item, fresh: bool) -> Hashable:
        """Where a target stands, told in positions of the new version."""
        return item.task if fresh else self.tasks.get(item.task, "gone")

    def take(self, name: Callable[[Item, bool], Hashable]) -> list[Pair]:
        """Pair those of one name; `name` is asked with the item and whether it belongs to the new version."""
        fresh = {id(item) for item in self.new}
        made = _in_order(self.old, self.new, lambda item: name(item, id(item) in fresh))
        self._leave(made)
        return made

    def same(self) -> list[Pair]:
        """The same words: in the same task, else under the same key, else anywhere (the task got another number)."""
        made = self.take(lambda item, fresh: (self.place(item, fresh), words_of(item.key), item.key.split(".")[3]))
        made += self.take(lambda item, fresh: item.key)
        return made + self.take(lambda item, fresh: words_of(item.key))

    def meeting(self, places: Callable[[Item], Iterable[tuple[int, int]]]) -> list[Pair]:
        """Old targets whose words now stand inside, around or across a new one of their kind in the same task: another reader
        cut the same promise elsewhere."""
        made: list[Pair] = []
        free: dict[Hashable, list[Item]] = defaultdict(list)
        for item in self.new:
            free[item.task, item.kind].append(item)
        for item in self.old:
            here = free[self.place(item, False), item.kind]
            spans = list(places(item)) if here else []
            near = [new for new in here if any(start < new.end and new.start < end for start, end in spans)]
            if near:
                here.remove(near[0])
                made.append((item, near[0]))
        self._leave(made)
        return made

    def _leave(self, made: list[Pair]) -> None:
        """Those that found a partner are no longer looking for one."""
        olds, news = {id(a) for a, _ in made}, {id(b) for _, b in made}
        self.old = [item for item in self.old if id(item) not in olds]
        self.new = [item for item in self.new if id(item) not in news]

    def changed(self) -> list[Pair]:
        """Other words for the same subject, as the reader found it, in the same task."""
        return self.take(
            lambda item, fresh: (self.place(item, fresh), item.kind, _subject(item)) if _subject(item) else None
        )


def _subject(item: Item) -> str:
    return normalised(item.machine["subject"] if item.machine else item.subject)

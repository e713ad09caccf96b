"""What differs between two versions, and between the reader's draft and what people made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .items import FACTS, Item, TaskItem, facts
from .pairs import Pair, Pairing


@dataclass(frozen=True, slots=True)
class Difference:
    """Pairs are (before, after)."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[Pair, ...]
    moved: tuple[Pair, ...]


def fields_changed(before: Item, after: Item) -> tuple[str, ...]:
    """The names of what differs: the quote's words, facts, organisations."""
    was, now = facts(before), facts(after)
    names = [name for name in FACTS if was[name] != now[name]]
    names += [name for name in ("quote", "lead", "owners") if getattr(before, name) != getattr(after, name)]
    return tuple(names)


def compare(
    old_tasks: Sequence[TaskItem], old: Iterable[Item], new_tasks: Sequence[TaskItem], new: Iterable[Item]
) -> Difference:
    """From an older to a newer version; rejected targets are in neither."""
    pairing = Pairing(
        [item for item in old if item.review != "rejected"],
        [item for item in new if item.review != "rejected"],
        old_tasks,
        new_tasks,
    )
    same = pairing.same()
    replaced = {item.was: item for item in pairing.new if item.was}
    changed = [(item, replaced[item.key]) for item in pairing.old if item.key in replaced]
    for before, after in changed:
        pairing.old.remove(before)
        pairing.new.remove(after)
    changed += pairing.changed()
    moved = []
    for before, after in same:
        renumbered = before.key.split(".")[0] != after.key.split(".")[0]
        if renumbered or pairing.tasks.get(before.task, -1) != after.task:
            moved.append((before, after))
        elif fields_changed(before, after):
            changed.append((before, after))
    return Difference(tuple(pairing.new), tuple(pairing.old), tuple(changed), tuple(moved))


def corrected(item: Item) -> tuple[str, ...]:
    """What a person changed of what the reader found."""
    found = item.machine
    return () if found is None else tuple(name for name, value in facts(item).items() if value != found.get(name))


def reviews(items: Iterable[Item]) -> dict[str, int]:
    """How many targets people accepted, edited, rejected, added, or left as proposed."""
    counted = Counter(item.review for item in items)
    return {name: counted[name] for name in ("accepted", "edited", "rejected", "added", "proposed")}

"""What a page's filters let through, and how many targets each choice would show. The text filter is the store's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from lantu.plan import Filters, TargetView

NOBODY = "-"
FACETS = ("area", "organisation", "kind", "due", "state", "review")


def due_month(target: TargetView) -> str:
    """`2023-06`, `assumed` or `none`."""
    if target.due_assumed:
        return "assumed"
    return f"{target.due:%Y-%m}" if target.due else "none"


def _organisations(target: TargetView) -> tuple[str, ...]:
    return (*target.lead, *target.owners) or (NOBODY,)


CHOICES: dict[str, Callable[[TargetView], tuple[str, ...]]] = {
    "area": lambda target: (target.area,),
    "organisation": _organisations,
    "kind": lambda target: (target.kind,),
    "due": lambda target: (due_month(target),),
    "state": lambda target: (target.state,) if target.state else (),
    "review": lambda target: (target.review,),
}


def passes(target: TargetView, filters: Filters) -> bool:
    """Whether a target has every choice that the filters name."""
    return all(
        not getattr(filters, facet) or getattr(filters, facet) in choices(target) for facet, choices in CHOICES.items()
    )


def count(targets: Iterable[TargetView], filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet and choice: the targets that would be shown if it alone were chosen in that facet."""
    known = list(targets)
    counted: dict[str, dict[str, int]] = {}
    for facet, choices in CHOICES.items():
        others = replace(filters, **{facet: ""})
        found = Counter(choice for target in known if passes(target, others) for choice in choices(target))
        counted[facet] = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
    return counted


def months(targets: Iterable[TargetView]) -> dict[str, dict[str, int]]:
    """Targets by area and due month, areas in the order of the text."""
    table: dict[str, Counter[str]] = {}
    for target in targets:
        table.setdefault(target.area, Counter())[due_month(target)] += 1
    return {area: dict(sorted(row.items())) for area, row in table.items()}

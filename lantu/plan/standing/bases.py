"""Consistency inside the text: 不少于150家(新增50家) says that there were 100."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

BRACKET = 1  # characters between the total and the increment in brackets behind it


class Written(NamedTuple):
    """A quantity as it stands in the text."""

    key: str
    task: int | None
    start: int
    end: int
    unit: str
    basis: str
    value: Decimal | None


def implied_bases(targets: Iterable[Written]) -> Mapping[str, Decimal]:
    """For each total directly followed by its increment in brackets: where it stood at the beginning.

    A total so followed is a level, whatever else it was taken for.
    """
    ordered = sorted((one for one in targets if one.value is not None), key=lambda one: (one.start, one.end))
    found: dict[str, Decimal] = {}
    for total, more in pairwise(ordered):
        assert total.value is not None
        assert more.value is not None
        near = more.start - total.end == BRACKET and total.task == more.task and total.unit == more.unit
        if near and more.basis == "increment" and 0 < more.value < total.value:
            found[total.key] = total.value - more.value
    return found

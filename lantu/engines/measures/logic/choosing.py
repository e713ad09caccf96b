"""Which reading counts: measured or imported, else published, else reported; simulated only where it is asked for.

Of one source and publisher about one day, the latest recorded one replaces those before it. Sources that then still say
something else are kept beside the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lantu.engines.measures import RANK, Counted, Reading


def counting(readings: Iterable[Reading], *, simulated: bool = False) -> list[Counted]:
    """One for each day that has readings, in the order of days; expectations are days of their own.

    The order in which readings are given does not matter.
    """
    wanted = [one for one in readings if simulated or one.source != "simulated"]
    wanted.sort(key=lambda one: (one.as_of, bool(one.expected), one.recorded_at, one.id))
    if len({(one.as_of, bool(one.expected)) for one in wanted}) == len(wanted):
        return [Counted(one) for one in wanted]
    return [_counted(list(group)) for _, group in groupby(wanted, key=lambda one: (one.as_of, bool(one.expected)))]


def _counted(readings: list[Reading]) -> Counted:
    """Of readings about one day, the oldest first."""
    latest = {(one.source, one.evidence.publisher): one for one in readings}
    best = max(latest.values(), key=lambda one: (-RANK[one.source], -_weight(one), one.recorded_at, one.id))
    others = [one for one in latest.values() if one is not best and (one.value, one.state) != (best.value, best.state)]
    return Counted(best, tuple(sorted(others, key=lambda one: (RANK[one.source], one.recorded_at, one.id))))


def _weight(reading: Reading) -> int:
    """Within one source a reading that decides comes before one that is partial."""
    return ("yes", "partial", "no").index(reading.settles)

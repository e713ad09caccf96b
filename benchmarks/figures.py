"""What a benchmark reports: figures beside what they are held against, as a table or for programs.

A benchmark is a module here with `measure(small) -> Iterator[Figure | Skipped]`; its docstring says what it measures.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

RUNS = 5
CALIBRATION_LOOPS = 400_000
CALIBRATED_AT = 0.040
"""Seconds that `calibration` takes on the machine by which limits in seconds were set: 2 shared cores, Python 3.11."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `at_least` or `at_most` is what it is held against, `against` says where that comes from."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    against: str = ""

    @property
    def holds(self) -> bool:
        """Whether the number keeps its promise; a number without one always does."""
        enough = self.at_least is None or self.value >= self.at_least
        return enough and (self.at_most is None or self.value <= self.at_most)

    @property
    def promise(self) -> str:
        """What the number should be, in signs."""
        sides = [("≥", self.at_least), ("≤", self.at_most)]
        return " ".join(f"{sign} {number(bound)}" for sign, bound in sides if bound is not None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A figure that could not be measured here, and why."""

    name: str
    reason: str


Result = Figure | Skipped


def number(value: float) -> str:
    """A number with the digits that matter."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def table(results: Iterable[Result]) -> str:
    """One line a figure: name, value, promise and whether it holds."""
    lines = []
    for result in results:
        if isinstance(result, Skipped):
            lines.append(f"– {result.name:<44} skipped: {result.reason}")
            continue
        value = f"{number(result.value)} {result.unit}".rstrip()
        promise = f"{result.promise}  {result.against}".strip()
        lines.append(f"{'✓' if result.holds else '✗'} {result.name:<44} {value:>20}  {promise}".rstrip())
    return "\n".join(lines)


def as_json(results: Iterable[Result]) -> str:
    """The figures for programs."""
    rows = [{**asdict(one), "holds": one.holds} if isinstance(one, Figure) else asdict(one) for one in results]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def short(results: Iterable[Result]) -> list[str]:
    """A sentence for each figure that falls short of its promise."""
    return [
        f"{one.name}: {number(one.value)} {one.unit} is not {one.promise}"
        for one in results
        if isinstance(one, Figure) and not one.holds
    ]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes. With `time.process_time` only what this process computes counts, not who else does."""
    begun = clock()
    work()
    return clock() - begun


def best(work: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.perf_counter) -> float:
    """The shortest of several calls: what others on the machine took away is left out as far as it can be."""
    return min(seconds(work, clock) for _ in range(runs))


def calibration() -> float:
    """Seconds of a fixed piece of pure Python, best of five, for limits in seconds on other machines."""

    def loop() -> int:
        total, words = 0, {str(n): n for n in range(1000)}
        for n in range(CALIBRATION_LOOPS):
            total += words[str(n % 1000)]
        return total

    return best(loop)


def slowness() -> float:
    """How many times slower this machine is in this minute than the one by which limits were set; 1 when it is faster."""
    return max(1.0, calibration() / CALIBRATED_AT)

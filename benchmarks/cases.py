"""Cases: inbox, counts, a step taken and the clock's round, on a database with 1, 10 and 100 times as many cases."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time
from typing import Any

from benchmarks.figures import Figure, Result, seconds, slowness

LARGE, SMALL = (1_000, 10_000, 100_000), (100, 1_000, 10_000)
EACH = 2_000  # cases of one organisation at the largest size; at the middle one a page of its inbox is full
CALLS = 60
DAY = date(2023, 6, 1)
GROWTH = 2.0  # of what reads or writes a page's worth, however many cases there are; the rest is noise of others
LINEAR = 1.5  # of what counts, per case that is counted
INBOX_SECONDS = 0.1
FLOW = """step,zh: 督办单,en: Supervision notice,who,within,remind,escalate,next,source
sign,签收,Sign,@unit,1,-,office,sign:report,benchmark
report,反馈,Report,@unit,10,3,office,report:report|finish:strike,benchmark
strike,销号,Strike,office,3,1,leader,strike:end|return:report,benchmark
"""


def measure(small: bool) -> Iterator[Result]:
    """All figures of cases; `small` takes a tenth of the data."""
    sizes = SMALL if small else LARGE
    units = sizes[-1] // EACH
    with tempfile.TemporaryDirectory() as folder:
        people = _prepare(folder, units)
        found: dict[str, list[float]] = {}
        for size in sizes:
            _fill(size, units)
            for name, value in _times(people):
                found.setdefault(name, []).append(value)
                yield Figure(f"{name}, {size:,} cases", value * 1000, "ms")
    *_, middle, last = sizes
    for name, values in found.items():
        growth = values[-1] / values[-2]
        beside = f"{last // sizes[0]}× beside {middle // sizes[0]}×"
        if name.startswith(("counts", "totals")):  # they count what there is, one index entry a case
            per_case = growth / (last / middle)
            yield Figure(f"{name}, per case, {beside}", per_case, "×", at_most=LINEAR, against="linear is 1")
        else:
            yield Figure(f"{name}, {beside}", growth, "×", at_most=GROWTH, against="flat is 1")
    allowed = INBOX_SECONDS * slowness() * 1000
    yield Figure(
        "inbox p95, largest", max(found["inbox p95"][-1], found["office's inbox p95"][-1]) * 1000, "ms", at_most=allowed
    )


def _prepare(folder: str, units: int) -> list[Any]:
    """A database of its own with people, organisations and one flow; gives the reporters and, last, the office."""
    os.environ |= {"LANTU_VAR": folder, "LANTU_SECRET": secrets.token_urlsafe(48)}
    os.environ.pop("DATABASE_URL", None)
    from lantu.project.start import django_ready

    django_ready()
    from django.core.management import call_command

    from lantu.engines.cases import actions
    from lantu.ground.people import SYSTEM, models, queries
    from lantu.ground.people import actions as people

    call_command("migrate", verbosity=0)
    actions.take(SYSTEM, "supervision", FLOW)
    rows = []
    for n in range(units):
        row = people.add(SYSTEM, f"经办 {n}", roles=["reporter"])
        row.organisations.add(models.Organisation.objects.create(name=f"单位 {n}"))
        rows.append(row)
    rows.append(people.add(SYSTEM, "办公室", roles=["office"]))
    return [queries.person(row) for row in rows]


def _fill(size: int, units: int) -> None:
    """Cases up to this many, as their steps would have left them: two of five done, the others spread over two months."""
    from lantu.engines.cases.models import NEVER, Case, FlowText, Party

    flow = FlowText.objects.get()
    made = []
    for n in range(Case.objects.count(), size):
        step, unit = ("report", "closed", "sign", "strike", "closed")[n % 5], n // 5 % units + 1
        due = DAY + timedelta(days=n * 7 % 60 - 20)
        holder = {"strike": "role/office", "closed": ""}.get(step, f"organisation/{unit}")
        facts: dict[str, Any] = {"state": "closed", "step": "strike", "due": NEVER, "closed_on": DAY}
        if step != "closed":
            facts = {"step": step, "due": due, "left": 10, "look_on": due + timedelta(days=90)}
        days = {"opened_on": DAY, "entered_on": DAY, "counted_from": DAY}
        made.append(
            Case(flow=flow, about=f"plan/x/task/{n}", title=f"第 {n} 件", holder=holder, opened_by="b", **facts, **days)
        )
    rows = Case.objects.bulk_create(made, batch_size=500)
    named = [Party(case=row, name="unit", reference=f"organisation/{n // 5 % units + 1}") for n, row in enumerate(rows)]
    Party.objects.bulk_create(named, batch_size=2000)


def _times(people: list[Any]) -> Iterator[tuple[str, float]]:
    """What one call takes here, in seconds of computing."""
    from lantu.engines.cases import actions, queries

    *reporters, office = people

    def act(n: int) -> None:
        [one] = queries.inbox(reporters[n % len(reporters)], DAY, limit=1)
        actions.act(
            reporters[n % len(reporters)], one.id, one.edition, "sign" if one.step == "sign" else "report", on=DAY
        )

    yield "inbox p95", _p95(lambda n: queries.inbox(reporters[n % len(reporters)], DAY))
    yield "office's inbox p95", _p95(lambda n: queries.inbox(office, DAY))
    yield "a step taken p95", _p95(act)
    yield "clock with nothing due p95", _p95(lambda n: actions.remind(DAY))
    yield "counts of the office p95", _p95(lambda n: queries.counts(office, DAY))
    yield "totals by flow and step p95", _p95(lambda n: queries.totals(office, DAY), 20)


def _p95(work: Callable[[int], object], calls: int = CALLS) -> float:
    work(0)
    took = sorted(seconds(lambda n=n: work(n), process_time) for n in range(calls))  # type: ignore[misc]
    return took[-1 - len(took) // 20]

"""Work on cases in a process of its own, to be killed or to meet another: python -m tests.engines.cases.worker WORD …

`check` prints what is half done; nothing when all is whole.
"""

from __future__ import annotations

import itertools
import sys
from datetime import date

from lantu.project.start import django_ready

django_ready()

from lantu.engines.cases import Conflict, actions, queries  # noqa: E402
from lantu.engines.cases.models import Case, Notice, Party  # noqa: E402
from lantu.ground import journal  # noqa: E402
from lantu.ground.people import SYSTEM, models  # noqa: E402
from lantu.ground.people import actions as people_actions  # noqa: E402
from lantu.ground.people import queries as people  # noqa: E402
from tests.engines.cases.flows import SUPERVISION  # noqa: E402

DAY = date(2023, 6, 1)


def prepare() -> None:
    actions.take(SYSTEM, "supervision", SUPERVISION)
    unit = models.Organisation.objects.create(name="青湖镇")
    people_actions.add(SYSTEM, "办公室", roles=["office"])
    people_actions.add(SYSTEM, "经办", roles=["reporter"]).organisations.add(unit)


def person(role: str):
    row = people.first_with_role(role)
    assert row is not None
    return people.person(row)


def open_round() -> None:
    """A round for forty organisations, begun again by whoever died in the middle."""
    unit = f"organisation/{models.Organisation.objects.get().pk}"
    for n in range(40):
        actions.open(
            person("office"),
            "supervision",
            about=f"round/{n}",
            title=str(n),
            parties={"unit": unit},
            once=f"r/{n}",
            on=DAY,
        )


def work() -> None:
    """Act on whatever waits, until somebody kills this process."""
    print("ready", flush=True)
    office, reporter = person("office"), person("reporter")
    for nth in itertools.count():
        open_round()
        for one in queries.inbox(reporter, DAY):
            actions.act(reporter, one.id, one.edition, _next(one.step, nth), str(nth), on=DAY)
        actions.remind(date(2023, 6, 20))
        for one in queries.inbox(office, DAY):
            actions.act(office, one.id, one.edition, "strike", on=DAY)


def _next(step: str, nth: int) -> str:
    return "sign" if step == "sign" else "report" if nth % 3 else "finish"


def race() -> None:
    """Everybody signs for the same forty; how many this process got."""
    reporter, won = person("reporter"), 0
    print("ready", flush=True)
    sys.stdin.readline()
    for one in Case.objects.order_by("id"):
        try:
            actions.act(reporter, one.pk, 1, "sign", on=DAY)
            won += 1
        except Conflict:
            continue
    print(won)


def broken() -> list[str]:
    """Sentences about what was left half done."""
    found = [f"journal: {link.en}" for link in journal.verify()]
    if Case.objects.count() != len(set(Case.objects.values_list("once", flat=True))):
        found.append("a case was opened twice")
    for case in Case.objects.all():
        said = [entry for entry in journal.entries(f"case/{case.pk}") if entry.verb != "case.remind"]
        last = said[-1].after or {}
        if (case.step, case.turn, case.holder) != (last["step"], last["turn"], last["holder"]):
            found.append(f"case/{case.pk} is at {case.step}, the journal says {last['step']}")
        if len(said) != case.edition:
            found.append(f"case/{case.pk} has edition {case.edition} after {len(said)} entries")
        if Party.objects.filter(case=case).count() != 1:
            found.append(f"case/{case.pk} lacks its party")
        told = sum(
            len((e.after or {})["notices"]) for e in journal.entries(f"case/{case.pk}") if e.verb == "case.remind"
        )
        if told != Notice.objects.filter(case=case).count():
            found.append(f"case/{case.pk}: {told} notices in the journal")
    return found


if __name__ == "__main__":
    match sys.argv[1]:
        case "prepare":
            prepare()
        case "open":
            open_round()
        case "work":
            work()
        case "race":
            race()
        case "check":
            print("\n".join(broken()))

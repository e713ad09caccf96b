"""A server's work without a server, for tests that kill it: python -m tests.plan.worker check|work|sample|read|count.

`check` says on standard output what is half done; nothing when all is whole.
"""

from __future__ import annotations

import hashlib
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.project.settings")
django.setup()

from lantu.ground import journal  # noqa: E402
from lantu.ground.people import Person  # noqa: E402
from lantu.plan import Conflict, actions, queries, store  # noqa: E402
from lantu.plan.models import Plan, Version  # noqa: E402
from tests.plan.example import PLAN  # noqa: E402

OFFICE = Person(ref="p-office", roles=frozenset({"office"}))
ROUNDS = 15
READ_STATES = ("draft", "adopted", "superseded")


def broken() -> list[str]:
    """Sentences about what a killed process left half done."""
    found = [f"journal: {link.en}" for link in journal.verify()]
    found += [f"{plan} has no version" for plan in Plan.objects.filter(versions=None)]
    for version in Version.objects.select_related("plan"):
        name = f"plan/{version.plan.key}/version/{version.number}"
        file = store.path(version.sha256)
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != version.sha256:
            found.append(f"{name}: the file is not whole")
        if (version.tasks.count(), version.targets.exists()) != (
            (4, True) if version.state in READ_STATES else (0, False)
        ):
            found.append(f"{name}: {version.state} with {version.tasks.count()} tasks")
        said = [entry.after["state"] for entry in journal.entries(name) if entry.after and "state" in entry.after]
        if said[-1:] != [version.state] and version.state != "superseded":
            found.append(f"{name}: is {version.state}, the journal says {said[-1:]}")
    return found


def work() -> None:
    """Upload, read and adopt newer and newer files of one plan, until somebody kills this process."""
    Version.objects.filter(state="reading").update(reader_until="2000-01-01T00:00Z")  # whoever read is dead
    print("ready", flush=True)
    plan = Plan.objects.values_list("key", flat=True).first()
    while True:
        nth = Version.objects.count()  # grows with every upload that lasted, so no file comes twice
        waiting = Version.objects.filter(state__in=("waiting", "reading", "draft")).first()
        if waiting is None:
            text = PLAN.replace("50家", f"{nth + 50}家") + " " * 3_000_000
            plan = actions.upload(OFFICE, f"{nth}.txt", text.encode(), plan).plan
        actions.read_waiting()
        draft = Version.objects.filter(state="draft").select_related("plan").first()
        if draft is not None:
            actions.adopt(OFFICE, draft.plan.key, draft.number)


def count() -> None:
    """Raise one number by one, ROUNDS times, whoever else does the same; a conflict is looked at and tried again."""
    plan = Plan.objects.get().key
    for _ in range(ROUNDS):
        while True:
            target = next(t for t in queries.targets(OFFICE, plan, 1) if t.unit == "所")
            try:
                actions.edit(OFFICE, plan, 1, target.key, target.edition, {"value": (target.value or 0) + 1})
            except Conflict:
                continue
            break


def main(word: str) -> None:
    if word == "work":
        work()
    elif word == "sample":
        print(actions.adopt_sample())
    elif word == "count":
        count()
    elif word == "read":
        print(sum(1 for _ in iter(actions.read_waiting, None)))
    else:
        print("\n".join(broken()))


if __name__ == "__main__":
    main(sys.argv[1])

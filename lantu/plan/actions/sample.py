"""The sample plan of the package, adopted once, so that a new installation shows something real."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import SYSTEM
from lantu.plan import store
from lantu.plan.logic.items import items_of, tasks_of
from lantu.plan.models import Plan, Version

from .adoption import entitle
from .binding import take_published
from .drafting import fill

SAMPLE = "lingang-2023"
REVIEWER = "sample"


def adopt_sample(key: str = SAMPLE) -> bool:
    """Read and adopt a plan of the library, reviewed by "sample", and take the facts published about it. False when the plan
    is there already, whoever brought it; facts that are new in the library are taken all the same."""
    adopted = _adopt(key)
    folder = resources.files("lantu") / "plans" / key
    published, bindings = ((folder / name) for name in ("published.csv", "bindings.csv"))
    if published.is_file() and bindings.is_file():
        take_published(SYSTEM, key, published.read_text("utf-8"), bindings.read_text("utf-8"))
    return adopted


def _adopt(key: str) -> bool:
    from lantu.plan.text.reading import read  # the grammar is loaded only where something is read

    if Plan.objects.filter(key=key).exists():
        return False
    folder = resources.files("lantu") / "plans" / key
    data = (folder / "document.txt").read_bytes()
    facts: dict[str, Any] = tomllib.loads((folder / "plan.toml").read_text("utf-8"))
    words = data.decode()
    reading = read(words)
    sha256, size = store.keep([data], "document.txt")
    try:
        with journal.write(REVIEWER, "plan.adopt") as record:
            plan = Plan.objects.create(**facts)
            version = Version.objects.create(
                plan=plan,
                number=1,
                state="draft",
                file_name="document.txt",
                form="txt",
                size=size,
                sha256=sha256,
                text=words,
                notes=[{"code": note.code, "zh": note.zh, "en": note.en, "at": note.at} for note in reading.notes],
                uploaded_by=REVIEWER,
                uploaded_at=timezone.now(),
                progress=1,
            )
            fill(version, tasks_of(reading), [replace(item, review="accepted") for item in items_of(reading)])
            entitle(version, REVIEWER, record)
    except IntegrityError:  # another process adopted it between our look and our write
        if not Plan.objects.filter(key=key).exists():
            raise
        return False
    return True

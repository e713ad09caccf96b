"""The sample plan of the package, adopted once, so that a new installation shows something real."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import resources
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from lantu.ground import journal
from lantu.plan import store
from lantu.plan.logic.items import items_of, tasks_of
from lantu.plan.models import Plan, Version

from .adoption import entitle
from .drafting import fill

SAMPLE = "lingang-2023"
REVIEWER = "sample"


def adopt_sample(key: str = SAMPLE) -> bool:
    """Read and adopt a plan of the library, reviewed by "sample". False when it is there already, whoever brought it."""
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

"""Putting a flow in use."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils import timezone

from lantu.engines.cases import Flow, Refused, logic
from lantu.engines.cases.access import ask
from lantu.engines.cases.models import FlowText
from lantu.engines.cases.rows import HOLDING
from lantu.ground import journal
from lantu.ground.people import SYSTEM, Person


def take(person: Person, key: str, text: str) -> Flow:
    """Put a flow in use for cases that are opened from now on; those that run stay with theirs.

    Raises FlowRefused, and then the one that worked goes on. What the program brings along never replaces a flow that
    somebody else took.
    """
    ask(person, "flow.take")
    flow = logic.read(key, text, HOLDING)
    try:
        _keep(person, flow, text)
    except IntegrityError as error:  # somebody else took the same number between our look and our write
        raise Refused(
            "conflict",
            f"流程“{key}”刚被他人更新；请看过当前内容后再采用",
            f"The flow {key!r} was replaced a moment ago; look at it as it is now, then take yours",
        ) from error
    return flow


def _keep(person: Person, flow: Flow, text: str) -> None:
    with journal.write(person.ref, "flow.take") as record:
        former = FlowText.objects.select_for_update().filter(key=flow.key).order_by("-number").first()
        theirs = former is not None and person is SYSTEM and former.taken_by != SYSTEM.ref
        if theirs or (former is not None and former.hash == flow.hash):
            return
        FlowText.objects.create(
            key=flow.key,
            number=former.number + 1 if former else 1,
            hash=flow.hash,
            text=text,
            taken_by=person.ref,
            taken_at=timezone.now(),
        )
        before = {"hash": former.hash} if former else None
        record(f"flow/{flow.key}", before=before, after={"hash": flow.hash, "steps": len(flow.steps)})

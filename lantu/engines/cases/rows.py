"""Rows as the words that pages speak. A flow is read once for each of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from . import CaseView, DelegationView, Flow, logic
from .models import NEVER, Case, Delegation, FlowText

# Who may stand in a flow's `who`: the roles to which permissions.csv gives case.act. Administrators and auditors do no cases.
HOLDING = ("reporter", "organisation_head", "leader", "office")


def flow_of(row: FlowText) -> Flow:
    return _read(row.key, row.hash, row.text)


@lru_cache(maxsize=256)
def _read(key: str, hash: str, text: str) -> Flow:
    """A hash names one text, so what was read once need not be read again."""
    return logic.read(key, text, HOLDING)


def parties_of(case: Case) -> dict[str, str]:
    return {party.name: party.reference for party in case.parties.all()}


def view(case: Case, as_of: date, parties: Mapping[str, str] | None = None) -> CaseView:
    """A case with its flow loaded; its parties are looked up unless they are given."""
    flow = flow_of(case.flow)
    step = flow.step(case.step)
    due = None if case.due == NEVER else case.due
    return CaseView(
        id=case.pk,
        flow=flow.key,
        flow_zh=flow.zh,
        flow_en=flow.en,
        about=case.about,
        title=case.title,
        state=case.state,  # type: ignore[arg-type]  # the database holds it to the four
        step=case.step,
        step_zh=step.zh,
        step_en=step.en,
        outcomes=tuple(step.next) if case.state == "open" else (),
        source=step.source,
        holder=case.holder,
        parties=parties_of(case) if parties is None else parties,
        facts=case.facts,
        opened_by=case.opened_by,
        opened_on=case.opened_on,
        entered_on=case.entered_on,
        due=due,
        uncovered=case.state == "open" and case.left is not None and due is None,
        late=case.state == "open" and due is not None and due < as_of,
        stopped_on=case.stopped_on,
        stopped_for=case.stopped_for,
        closed_on=case.closed_on,
        result=case.result,
        turn=case.turn,
        edition=case.edition,
        place=(case.due, case.pk),
    )


def delegation_view(row: Delegation) -> DelegationView:
    return DelegationView(row.pk, row.by, row.to, row.since, row.until, row.reason)

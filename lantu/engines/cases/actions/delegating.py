"""Delegating one's turns while one is away."""

from __future__ import annotations

from datetime import date

from lantu.engines.cases import DelegationView, Refused
from lantu.engines.cases.access import ask
from lantu.engines.cases.models import Delegation
from lantu.engines.cases.rows import delegation_view
from lantu.ground import journal
from lantu.ground.people import Person, may
from lantu.ground.people import queries as people


def delegate(person: Person, to: str, since: date, until: date, reason: str = "") -> DelegationView:
    """From `since` to `until`, both included, somebody else may take one's turns; a delegation is not delegated further.

    What they do is theirs in the journal, with whose turn it was. Raises Forbidden, Refused.
    """
    ask(person, "case.delegate")
    taker = people.active(to)
    if taker is None or to == person.ref or not may(taker, "case.act"):
        raise Refused(
            "taker",
            "受托人须是另一位在用账号、且有办理权限的人；请另选",
            "Delegate to somebody else with an open account who may act on cases; choose another",
        )
    if until < since:
        raise Refused("days", "截止日早于开始日；请改正", "The last day is before the first; correct them")
    with journal.write(person.ref, "case.delegate") as record:
        row = Delegation.objects.create(by=person.ref, to=to, since=since, until=until, reason=reason.strip())
        after = {"by": row.by, "to": to, "since": since, "until": until, "reason": row.reason}
        record(f"delegation/{row.pk}", before=None, after=after)
    return delegation_view(row)


def revoke(person: Person, id: int) -> None:
    """End a delegation of one's own at once. Raises Refused."""
    ask(person, "case.delegate")
    with journal.write(person.ref, "case.revoke") as record:
        row = Delegation.objects.select_for_update().filter(pk=id, by=person.ref, revoked=False).first()
        if row is None:
            raise Refused(
                "absent",
                "没有这项由您作出的委托，或已撤回；请查看委托列表",
                "You made no such delegation, or it was revoked; see your delegations",
            )
        row.revoked = True
        row.save(update_fields=["revoked"])
        record(f"delegation/{row.pk}", before={"revoked": False}, after={"revoked": True})

"""Every verb of this engine against every role: who may not is told so, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from lantu.engines.cases import Absent, CaseView, Forbidden, actions, queries
from lantu.engines.cases.rows import HOLDING
from lantu.ground import journal
from lantu.ground.people import ROLES, Person, may
from tests.engines.cases.flows import SIGN_OFF

DAY = date(2023, 6, 1)
WRITES: dict[str, Callable[[Person, CaseView], object]] = {
    "flow.take": lambda by, _: actions.take(by, "sign_off", SIGN_OFF.replace("Draft", "A draft")),
    "case.open": lambda by, one: actions.open(by, "supervision", about="a", title="t", parties=one.parties, on=DAY),
    "case.act": lambda by, one: actions.act(by, one.id, one.edition, "sign", on=DAY),
    "case.hand_over": lambda by, one: actions.hand_over(by, one.id, one.edition, "organisation/2", "r", on=DAY),
    "case.delegate": lambda by, _: actions.delegate(by, "nobody", DAY, DAY),
    "case.stop": lambda by, one: actions.stop(by, one.id, one.edition, "r", on=DAY),
    "case.resume": lambda by, one: actions.resume(by, one.id, one.edition, on=DAY),
    "case.cancel": lambda by, one: actions.cancel(by, one.id, one.edition, "r", on=DAY),
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", WRITES)
def test_a_role_without_the_verb_changes_nothing(town, verb: str, role: str) -> None:
    parties = {"unit": f"organisation/{town.unit}"}
    case = actions.open(town.office, "supervision", about="a", title="t", parties=parties, on=DAY)
    by = Person(ref="p-somebody", roles=frozenset({role}), organisations=frozenset({town.unit}))
    if may(by, verb):
        return
    head = journal.head()
    with pytest.raises((Forbidden, Absent)):
        WRITES[verb](by, case)
    assert journal.head() == head
    assert queries.case(town.office, case.id, DAY) == case


def test_a_flow_may_name_just_the_roles_that_may_act() -> None:
    assert set(HOLDING) == {role for role in ROLES if may(Person(ref="p", roles=frozenset({role})), "case.act")}

"""The flows and tables that come with the spine."""

from __future__ import annotations

import pytest

from lantu.engines.cases import queries as cases
from lantu.engines.decisions import queries as decisions
from lantu.ground import journal
from lantu.plan.actions import take_rules
from tests.engines.cases.flows import SIGN_OFF

pytestmark = pytest.mark.django_db


def test_each_is_in_use_after_a_start_and_another_start_changes_nothing() -> None:
    take_rules()
    head = journal.head()
    take_rules()
    assert journal.head() == head
    assert cases.flows() == ["breakdown", "correction", "reporting_round", "supervision", "target_change"]
    assert decisions.keys() == ["duties"]


def test_a_start_leaves_an_office_its_own_flow(office) -> None:
    from lantu.engines.cases import actions

    actions.take(office, "supervision", SIGN_OFF)
    take_rules()
    assert cases.flow_text(office, "supervision") == SIGN_OFF


def test_each_says_that_its_times_are_the_offices_own() -> None:
    take_rules()
    for key in cases.flows():
        assert all(step.source.startswith("本单位自定") for step in cases.flow(key).steps if step.within is not None)
    assert all(row.source.startswith("本单位自定") for row in decisions.table("duties").rows)

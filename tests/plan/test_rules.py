"""The flows and tables that come with the spine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from lantu.engines.cases import END, CaseView, Flow, actions
from lantu.engines.cases import queries as cases
from lantu.engines.decisions import queries as decisions
from lantu.ground import journal
from lantu.ground.people import SYSTEM, Person, models
from lantu.ground.people import actions as people
from lantu.ground.people import queries as people_queries
from lantu.plan.actions import take_rules
from tests.engines.cases.flows import SIGN_OFF

KEYS = ["breakdown", "correction", "reporting_round", "supervision", "target_change"]
DAY = date(2023, 6, 1)
pytestmark = pytest.mark.django_db


def test_each_is_in_use_after_a_start_and_another_start_changes_nothing() -> None:
    take_rules()
    head = journal.head()
    take_rules()
    assert journal.head() == head
    assert cases.flows() == KEYS
    assert decisions.keys() == ["duties", "freshness", "standing"]


def test_a_start_leaves_an_office_its_own_flow(office) -> None:
    actions.take(office, "supervision", SIGN_OFF)
    take_rules()
    assert cases.flow_text(office, "supervision") == SIGN_OFF


def test_each_says_that_its_times_are_the_offices_own() -> None:
    take_rules()
    for key in cases.flows():
        assert all(step.source.startswith("本单位自定") for step in cases.flow(key).steps if step.within is not None)
    assert all(row.source.startswith("本单位自定") for row in decisions.table("duties").rows)


@dataclass(frozen=True)
class Town:
    """One organisation with two reporters and a head, a leader and an office; the head's division is the same one."""

    people: tuple[Person, ...]
    parties: dict[str, str]

    def turn(self, case: CaseView) -> Person:
        """Somebody whose turn it is and who did not submit it."""
        return next(one for one in self.people if case.id in {found.id for found in cases.inbox(one, DAY)})


@pytest.fixture
def town() -> Town:
    unit = models.Organisation.objects.create(name="青湖镇").pk
    found = []
    for role in ("reporter", "organisation_head", "leader", "office"):
        row = people.add(SYSTEM, role, roles=[role])
        if role in ("reporter", "organisation_head"):
            row.organisations.add(unit)
        person = people_queries.active(row.ref)
        assert person is not None
        found.append(person)
    organisation = f"organisation/{unit}"
    named = {"author": f"person/{found[0].ref}", "unit": organisation, "division": organisation}
    return Town(tuple(found), named)


def ways(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The outcomes that lead to each step, the shortest way."""
    found: dict[str, tuple[str, ...]] = {flow.steps[0].key: ()}
    frontier = [flow.steps[0].key]
    for key in frontier:
        for outcome, target in flow.step(key).next.items():
            if target != END and target not in found:
                found[target] = (*found[key], outcome)
                frontier.append(target)
    return found


@pytest.mark.parametrize("key", KEYS)
def test_every_arrow_of_every_flow_is_walked_by_somebody_whose_turn_it_is(key: str, town: Town) -> None:
    take_rules()
    flow = cases.flow(key)
    parties = {name: town.parties[name] for name in flow.parties}
    for step, way in ways(flow).items():
        for outcome, target in flow.step(step).next.items():
            case = actions.open(SYSTEM, key, about="plan/x", title=f"{step} {outcome}", parties=parties, on=DAY)
            for taken in (*way, outcome):
                case = actions.act(town.turn(case), case.id, case.edition, taken, "理由", on=DAY)
            assert (case.state, case.step) == (("closed", step) if target == END else ("open", target))

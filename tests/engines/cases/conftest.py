from __future__ import annotations

from dataclasses import dataclass

import pytest

from lantu.engines.cases import actions
from lantu.ground.people import SYSTEM, Person, models, queries
from lantu.ground.people import actions as people
from tests.engines.cases.flows import SIGN_OFF, SUPERVISION


@dataclass(frozen=True)
class Office:
    """People of two organisations, with accounts."""

    unit: int
    other: int
    office: Person
    author: Person
    head: Person
    leader: Person
    deputy: Person
    outsider: Person


def person(name: str, role: str, organisation: int | None = None) -> Person:
    row = people.add(SYSTEM, name, roles=[role])
    if organisation is not None:
        row.organisations.add(organisation)
    found = queries.active(row.ref)
    assert found is not None
    return found


@pytest.fixture
def town(db: None) -> Office:
    """An office, two organisations, and two flows in use."""
    unit, other = (models.Organisation.objects.create(name=name).pk for name in ("青湖镇", "区建管委"))
    actions.take(SYSTEM, "sign_off", SIGN_OFF)
    actions.take(SYSTEM, "supervision", SUPERVISION)
    return Office(
        unit,
        other,
        person("办公室", "office"),
        person("经办", "reporter", unit),
        person("处长", "organisation_head", unit),
        person("分管领导", "leader"),
        person("另一位领导", "leader"),
        person("外单位", "organisation_head", other),
    )

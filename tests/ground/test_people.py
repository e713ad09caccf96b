from __future__ import annotations

import pytest

from lantu.ground import journal
from lantu.ground.people import PUBLIC, SYSTEM, Person, actions, may, models, permissions

pytestmark = pytest.mark.django_db


def test_a_link_lets_in_once() -> None:
    row = actions.add(SYSTEM, "张三丰", roles=["office"])
    token = actions.invite(SYSTEM, row.ref)
    assert actions.use_link(token).ref == row.ref
    with pytest.raises(actions.Refused):
        actions.use_link(token)
    assert journal.verify() == []


def test_the_name_is_in_clear_nowhere_in_the_tables() -> None:
    row = actions.add(SYSTEM, "张三丰")
    assert models.Person.objects.get(ref=row.ref).name == "张三丰"
    kept = str(list(models.Person.objects.values())) + str(list(journal.entries()))
    assert "张三丰" not in kept


class Thing:
    published = True
    organisations = (7,)


def test_cells_of_the_table() -> None:
    head = Person(ref="p1", roles=frozenset({"organisation_head"}), organisations=frozenset({7}))
    stranger = Person(ref="p2", roles=frozenset({"organisation_head"}), organisations=frozenset({8}))
    assert may(PUBLIC, "plan.read", Thing())
    assert not may(PUBLIC, "plan.read")
    assert may(head, "plan.review", Thing())
    assert not may(stranger, "plan.review", Thing())
    with pytest.raises(permissions.UnknownVerb):
        may(SYSTEM, "plan.raed")

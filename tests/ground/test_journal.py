from __future__ import annotations

import pytest
from django.db import transaction

from lantu.ground import journal

pytestmark = pytest.mark.django_db


class Stop(Exception):
    pass


def begin(verb: str, *things: str, stop: bool = False) -> None:
    with journal.write("system", verb) as record:
        for thing in things:
            record(thing, before=None, after={"state": "draft"})
        if stop:
            raise Stop


def test_entries_come_in_order_and_the_chain_holds() -> None:
    begin("plan.upload", "plan/a", "plan/ab")
    begin("plan.adopt", "plan/a/version/1")
    assert [entry.seq for entry in journal.entries()] == [1, 2, 3]
    assert [entry.thing for entry in journal.entries("plan/a")] == ["plan/a", "plan/a/version/1"]
    assert journal.verify() == []


def test_a_failed_write_leaves_nothing() -> None:
    with pytest.raises(Stop):
        begin("plan.upload", "plan/a", stop=True)
    assert list(journal.entries()) == []


def test_a_nested_write_joins_and_its_failure_is_its_own() -> None:
    with journal.write("p1", "plan.upload") as outer:
        outer("plan/a", before=None, after={})
        with pytest.raises(Stop):
            begin("plan.adopt", "plan/b", stop=True)
        begin("plan.adopt", "plan/c")
    assert [(entry.who, entry.verb, entry.thing) for entry in journal.entries()] == [
        ("p1", "plan.upload", "plan/a"),
        ("system", "plan.adopt", "plan/c"),
    ]


def foreign() -> None:
    with transaction.atomic():
        begin("plan.upload", "plan/a")
        raise Stop


def test_a_write_inside_a_foreign_transaction_goes_with_it() -> None:
    with pytest.raises(Stop):
        foreign()
    assert list(journal.entries()) == []
    assert journal.verify() == []

"""Tables in use and decisions that were kept."""

from __future__ import annotations

from datetime import date

import pytest

from lantu.engines.decisions import Absent, Forbidden, TableRefused, actions, logic, queries
from lantu.ground import journal
from lantu.ground.people import SYSTEM, Person
from tests.engines.decisions.rules import STANDING

OFFICE = Person(ref="p-office", roles=frozenset({"office"}))
READER = Person(ref="p-reader", roles=frozenset({"reader"}))
DAY = date(2023, 6, 30)
FACTS = {"kind": "share", "done": 12.5, "name": "not asked for"}

pytestmark = pytest.mark.django_db


def test_a_broken_table_never_replaces_a_working_one() -> None:
    table = actions.take(OFFICE, "standing", STANDING)
    with pytest.raises(TableRefused):
        actions.take(OFFICE, "standing", STANDING.replace("< 50", "fifty"))
    assert queries.table("standing") == table
    assert [entry.verb for entry in journal.entries("table/standing")] == ["table.take"]


def test_an_old_table_is_found_by_its_hash_and_taking_the_same_twice_is_once() -> None:
    old = actions.take(OFFICE, "standing", STANDING)
    actions.take(OFFICE, "standing", STANDING)
    new = actions.take(OFFICE, "standing", STANDING.replace("< 50", "< 49").replace("[50", "[49"))
    assert queries.table("standing") == new
    assert queries.table("standing", old.hash) == old
    assert len(list(journal.entries("table/standing"))) == 2
    assert queries.keys() == ["standing"]


def test_what_the_program_brings_never_replaces_what_an_office_took() -> None:
    newer = STANDING.replace("测试规则二", "测试规则二（修订）")
    actions.take(SYSTEM, "standing", STANDING)
    actions.take(SYSTEM, "standing", newer)
    assert queries.text(OFFICE, "standing") == newer
    actions.take(OFFICE, "standing", STANDING)
    actions.take(SYSTEM, "standing", newer)
    assert queries.text(OFFICE, "standing") == STANDING


def test_a_decision_is_kept_with_what_it_rested_on_and_can_be_made_again() -> None:
    table = actions.take(OFFICE, "standing", STANDING)
    made = actions.decide(OFFICE, "standing", FACTS, "plan/x/target/t1", DAY)
    actions.take(OFFICE, "standing", STANDING.replace("behind,10", "behind,5"))
    [kept] = queries.decisions(OFFICE, "plan/x/target/t1")
    assert (kept.table, kept.hash, kept.on, kept.row, kept.source) == (
        "standing",
        table.hash,
        DAY,
        "behind",
        "测试规则一",
    )
    assert kept.facts == {"kind": "share", "done": 12.5, "final": None}
    assert kept.outputs == {"standing": "behind", "limit": "10"}
    assert logic.decide(queries.table("standing", kept.hash), kept.facts, kept.on) == made
    [entry] = journal.entries("decision")
    assert entry.after is not None
    assert entry.after["row"] == "behind"
    assert journal.verify() == []


def test_an_open_question_is_kept_too() -> None:
    actions.take(OFFICE, "standing", STANDING)
    actions.decide(OFFICE, "standing", {"kind": "share"}, "plan/x/target/t2", DAY)
    [kept] = queries.decisions(OFFICE, "plan/x/target/t2")
    assert (kept.state, kept.row, kept.missing) == ("unknown", "", ("done",))


def test_who_may_not_is_told_and_nothing_happens() -> None:
    with pytest.raises(Forbidden):
        actions.take(READER, "standing", STANDING)
    actions.take(OFFICE, "standing", STANDING)
    with pytest.raises(Forbidden):
        actions.decide(READER, "standing", FACTS, "plan/x", DAY)
    with pytest.raises(Forbidden):
        queries.decisions(READER, "plan/x")
    assert queries.text(READER, "standing") == STANDING
    assert list(journal.entries("decision")) == []


def test_a_table_that_is_not_there_is_said_to_be_absent() -> None:
    with pytest.raises(Absent):
        queries.table("nothing")
    with pytest.raises(Absent):
        actions.decide(OFFICE, "nothing", {}, "plan/x", DAY)

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from lantu.ground import journal
from lantu.ground.journal import canonical, models
from lantu.ground.journal.chain import HeadLost

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


def test_rows_refuse_to_be_changed_or_deleted() -> None:
    begin("plan.upload", "plan/a")
    row = models.Entry.objects.get()
    for change in (
        row.save,
        row.delete,
        models.Entry.objects.all().delete,
        lambda: models.Entry.objects.update(who="x"),
    ):
        with pytest.raises(models.AppendOnly, match="只能追加"):
            change()


@pytest.mark.parametrize("thing", ["", "plan/a\nplan/b", "plan/\x1f"])
def test_a_thing_is_a_path_of_words(thing: str) -> None:
    with pytest.raises(ValueError, match="words"):
        begin("plan.upload", thing)
    assert list(journal.entries()) == []


def test_facts_come_back_as_they_were_meant() -> None:
    with journal.write("system", "plan.adopt") as record:
        record(
            "plan/a", before=None, after={"due": date(2026, 12, 31), "value": Decimal("2.50"), "名": ["甲", None, True]}
        )
    (entry,) = journal.entries()
    assert entry.before is None
    assert entry.after == {"due": "2026-12-31", "value": "2.50", "名": ["甲", None, True]}


def test_entries_can_be_followed_in_pieces() -> None:
    begin("plan.upload", *(f"plan/{n}" for n in range(5)))
    assert [entry.seq for entry in journal.entries(after=2, limit=2)] == [3, 4]


def test_below_a_thing_means_below_its_path() -> None:
    begin("plan.upload", "plan/a", "plan/a/task/1", "plan/a.b", "plan/a0", "plan/A", "plan/甲", "plan/a%")
    assert [entry.thing for entry in journal.entries("plan/a")] == ["plan/a", "plan/a/task/1"]
    assert [entry.thing for entry in journal.entries("plan/a%")] == ["plan/a%"]


def test_without_a_head_nothing_is_written() -> None:
    begin("plan.upload", "plan/a")
    models.Head.objects.all().delete()
    with pytest.raises(HeadLost, match="链头丢失"):
        begin("plan.upload", "plan/b")


facts = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), facts, max_size=4))
def test_one_value_has_one_text(value: dict[str, object]) -> None:
    written = canonical.text(value)
    assert "\n" not in written
    assert json.loads(written) == value
    assert canonical.text(dict(reversed(value.items()))) == written
    assert canonical.text(json.loads(written)) == written


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1: "a"}, {"a": {2, 3}}, datetime(2026, 1, 1), "\ud800", object()],  # noqa: DTZ001
)
def test_what_has_no_single_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.text({"a": value} if not isinstance(value, dict) else value)


LINKS = st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\n"))] * 6)


@given(st.integers(1, 10**9), LINKS, st.integers(1, 10**9), LINKS)
def test_two_entries_have_two_hashes(seq: int, one: tuple[str, ...], other_seq: int, other: tuple[str, ...]) -> None:
    same = (seq, one) == (other_seq, other)
    assert (canonical.link(canonical.ORIGIN, seq, *one) == canonical.link(canonical.ORIGIN, other_seq, *other)) is same

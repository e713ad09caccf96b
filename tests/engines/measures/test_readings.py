"""Readings: appended, idempotent, refused with a sentence, known only from when they were recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from lantu.engines.measures import Absent, Evidence, Forbidden, Refused, Said, Series, actions, queries
from lantu.ground import journal
from lantu.ground.people import PUBLIC, Person

pytestmark = pytest.mark.django_db
OFFICE = Person(ref="p-office", roles=frozenset({"office"}))
RENTED = Series("q/t27/楼宇出租面积", "楼宇出租面积", "quantity", "㎡", "increment", starts=date(2023, 1, 1))
OPENED = Series("q/t103/冰雪世界", "冰雪世界", "state")
FOREVER = {"as_of": date(2099, 1, 1), "known_at": datetime(2099, 1, 1, tzinfo=UTC)}


@pytest.fixture
def rented(db) -> str:
    return actions.declare(OFFICE, RENTED).key


def say(day: str, value: str, unit: str = "㎡", **more) -> Said:
    return Said(as_of=date.fromisoformat(day), value=Decimal(value), unit=unit, **({"source": "reported"} | more))


def values(key: str, **more) -> list[Decimal | None]:
    return [one.reading.value for one in queries.counting([key], **(FOREVER | more))[key]]


def test_the_same_reading_again_is_the_one_that_is_there(rented) -> None:
    one = actions.record(OFFICE, rented, say("2023-03-31", "50000"))
    again = actions.record(OFFICE, rented, say("2023-03-31", "5", "万平方米"))
    assert again == one
    assert len(queries.history(OFFICE, rented)) == 1
    assert [entry.verb for entry in journal.entries(f"series/{rented}")] == ["series.declare", "reading.record"]


def test_a_correction_is_a_new_reading_and_the_old_one_stays_known(rented) -> None:
    first = actions.record(OFFICE, rented, say("2023-03-31", "50000"))
    second = actions.record(OFFICE, rented, say("2023-03-31", "5000", note="多写了一个零"))
    third = actions.record(OFFICE, rented, say("2023-03-31", "50000"))
    assert third.id not in (first.id, second.id)
    assert len(queries.history(OFFICE, rented)) == 3
    for moment, value in ((first, 50000), (second, 5000), (third, 50000)):
        assert values(rented, known_at=moment.recorded_at) == [value]
    assert values(rented, known_at=first.recorded_at - timedelta(microseconds=1)) == []


def test_what_counts_and_what_stands_beside_it(rented) -> None:
    actions.record(OFFICE, rented, say("2023-06-30", "12", "万㎡"))
    actions.record(OFFICE, rented, say("2023-06-30", "110000", source="measured"))
    actions.record(OFFICE, rented, say("2023-06-30", "990000", source="simulated"))
    (counted,) = queries.counting([rented], **FOREVER)[rented]
    assert (counted.reading.source, counted.reading.value) == ("measured", 110000)
    assert [other.source for other in counted.beside] == ["reported"]
    assert counted.differences == (Decimal(10000),)
    (counted,) = queries.counting([rented], **FOREVER, simulated=True)[rented]
    assert [other.source for other in counted.beside] == ["reported", "simulated"]


def test_what_is_odd_is_flagged_and_kept(rented) -> None:
    actions.record(OFFICE, rented, say("2023-06-30", "120000"))
    assert actions.record(OFFICE, rented, say("2023-07-31", "110000")).flags == ("reversal",)
    assert actions.record(OFFICE, rented, say("2023-08-31", "1100000000")).flags == ("jump",)
    share = Series("q/t120/覆盖率", unit="%", basis="share")
    actions.declare(OFFICE, share)
    assert actions.record(OFFICE, share.key, say("2023-06-30", "101", "%")).flags == ("above_100",)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (say("2023-06-30", "12", "亿元"), "unit"),
        (say("2022-12-31", "12"), "before_start"),
        (say("2999-12-31", "12"), "future"),
        (say("2023-06-30", "12", period="2023Q1"), "period"),
        (say("2023-06-30", "12", period="一季度"), "period"),
        (Said(as_of=date(2023, 6, 30), source="reported", state="operate"), "form"),
        (Said(as_of=date(2023, 6, 30), source="reported"), "empty"),
        (say("2023-06-30", "0.00000000012"), "unit"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(rented, said, code) -> None:
    with pytest.raises(Refused) as caught:
        actions.record(OFFICE, rented, said)
    assert caught.value.code == code
    assert "楼宇出租面积" in caught.value.zh
    assert caught.value.zh != caught.value.en
    assert queries.history(OFFICE, rented) == []


def test_nothing_changed_is_one_act(rented) -> None:
    with pytest.raises(Absent):
        actions.no_change(OFFICE, rented, "2023-03")
    actions.record(OFFICE, rented, say("2023-02-28", "50000", evidence=Evidence(title="台账")))
    again = actions.no_change(OFFICE, rented, "2023-03")
    assert (again.value, again.as_of, again.period, again.source) == (50000, date(2023, 3, 31), "2023-03", "reported")
    assert actions.no_change(OFFICE, rented, "2023-03").id == again.id
    assert values(rented) == [50000, 50000]


def test_published_facts_are_known_from_their_day_and_taken_once(db) -> None:
    moment = datetime(2024, 1, 31, tzinfo=UTC)
    fact = (OPENED.key, moment, Said(as_of=date(2023, 4, 4), source="published", expected="2024H1"))
    assert actions.take_published(OFFICE, [OPENED], [fact]) == 1
    assert actions.take_published(OFFICE, [OPENED], [fact]) == 0
    known = queries.readings([OPENED.key], as_of=date(2023, 12, 31), known_at=moment)[OPENED.key]
    assert [one.expected for one in known] == ["2024H1"]
    earlier = moment - timedelta(seconds=1)
    assert queries.readings([OPENED.key], as_of=date(2023, 12, 31), known_at=earlier)[OPENED.key] == []


def test_taking_published_facts_is_all_or_nothing(db) -> None:
    moment = datetime(2024, 1, 31, tzinfo=UTC)
    good = (RENTED.key, moment, say("2023-06-30", "12", source="published"))
    bad = (RENTED.key, moment, say("2023-06-30", "12", "亿元", source="published"))
    with pytest.raises(Refused):
        actions.take_published(OFFICE, [RENTED], [good, bad])
    assert queries.series([RENTED.key]) == {}


def test_a_series_keeps_its_meaning(rented) -> None:
    assert actions.declare(OFFICE, RENTED) == RENTED
    with pytest.raises(Refused):
        actions.declare(OFFICE, Series(rented, unit="万元", basis="increment"))
    with pytest.raises(Absent):
        actions.record(OFFICE, "no/such", say("2023-06-30", "1"))


def test_who_may(rented) -> None:
    reader = Person(ref="p-reader", roles=frozenset({"reader"}))
    for person in (PUBLIC, reader):
        with pytest.raises(Forbidden):
            actions.record(person, rented, say("2023-06-30", "1"))
        with pytest.raises(Forbidden):
            actions.declare(person, OPENED)
    with pytest.raises(Forbidden):
        queries.history(PUBLIC, rented)
    assert queries.history(reader, rented) == []

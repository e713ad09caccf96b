"""Units convert exactly or not at all; which reading counts does not depend on the order in which they come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.engines.measures import SOURCES, Evidence, Reading
from lantu.engines.measures.logic import Inexact, convert, counting


@pytest.mark.parametrize(
    ("value", "unit", "into", "found"),
    [
        ("4200", "亿元", "元", "420000000000"),
        ("35", "万元", "亿元", "0.0035"),
        ("25", "万㎡", "公顷", "25"),
        ("1.4", "平方公里", "㎡", "1400000"),
        ("3", "亩", "㎡", "2000"),
        ("260000", "立方米", "立方", "260000"),
        ("2", "万立方", "m³", "20000"),
        ("5", "‰", "%", "0.5"),
        ("1.5", "万家", "家", "15000"),
        ("30", "公里", "米", "30000"),
        ("1.2", "GW", "万千瓦", "120"),
    ],
)
def test_units_convert_exactly(value, unit, into, found) -> None:
    assert convert(Decimal(value), unit, into) == Decimal(found)


@pytest.mark.parametrize(
    ("value", "unit", "into"),
    [
        ("1", "万元", "万美元"),
        ("1", "亩", "㎡"),
        ("1", "家", "个"),
        ("1", "", "元"),
        ("1", "%", "百分点"),
        ("NaN", "元", "元"),
        ("1234567890123456", "元", "元"),
    ],
)
def test_what_would_be_a_guess_or_rounded_is_refused(value, unit, into) -> None:
    with pytest.raises(Inexact):
        convert(Decimal(value), unit, into)


@given(st.integers(-(10**9), 10**9), st.sampled_from([("元", "万元"), ("元", "亿元"), ("米", "公里"), ("㎡", "公顷")]))
def test_there_and_back_is_the_same(amount, units) -> None:
    one, other = units
    assert convert(convert(Decimal(amount), one, other), other, one) == amount


def reading(number: int, source: str, day: int, value: int, publisher: str) -> Reading:
    return Reading(
        id=number, series="s", period="", as_of=date(2023, 1, 1) + timedelta(days=day), value=Decimal(value), state="",
        expected="", source=source, settles="yes", evidence=Evidence(publisher=publisher), flags=(), note="", who="p",
        recorded_at=datetime(2023, 6, 1, tzinfo=UTC) + timedelta(hours=value % 3),
    )  # fmt: skip


READINGS = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.integers(0, 3), st.integers(0, 9), st.sampled_from(["甲", "乙"])),
    max_size=12,
).map(lambda rows: [reading(at, *row) for at, row in enumerate(rows)])


@given(READINGS, st.randoms())
def test_the_order_of_readings_does_not_matter(rows, random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert counting(rows, simulated=True) == counting(shuffled, simulated=True)


@given(READINGS)
def test_simulated_readings_touch_nothing_until_they_are_asked_for(rows) -> None:
    assert counting(rows) == counting([row for row in rows if row.source != "simulated"])
    for counted in counting(rows, simulated=True):
        if counted.reading.source == "simulated":
            assert all(row.source == "simulated" for row in rows if row.as_of == counted.reading.as_of)

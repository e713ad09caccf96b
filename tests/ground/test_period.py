from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.ground.period import KINDS, Kind, Period, Uncovered, add_working_days, is_working_day, working, working_days

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))
COVERED = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 12, 31))
kinds = st.sampled_from(KINDS)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
        ("9999Q4", date(9999, 10, 1), date(9999, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, str(period)) == (start, end, text)


@pytest.mark.parametrize(
    "text", ["", "26", "2026Q5", "2026H0", "2026-13", "2026-00", "2026-02-30", "2026-03-00", "2026年", " 2026"]
)
def test_what_is_no_period_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a period.*不是期间"):
        Period.parse(text)


def test_a_period_begins_where_it_begins() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        Period("quarter", date(2026, 2, 1))


@given(kinds, DAYS)
def test_of_holds_the_day_and_text_leads_back(kind: Kind, day: date) -> None:
    period = Period.of(kind, day)
    assert day in period
    assert Period.parse(str(period)) == period
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period


@given(kinds, kinds, st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_parts_make_up_the_whole(longer: Kind, shorter: Kind, day: date) -> None:
    whole = Period.of(longer, day)
    if KINDS.index(shorter) < KINDS.index(longer):
        with pytest.raises(ValueError, match="not made of"):
            next(whole.parts(shorter))
        return
    parts = list(whole.parts(shorter))
    assert parts == sorted(parts)
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(one.end + timedelta(days=1) == two.start for one, two in pairwise(parts))
    assert all(part in whole for part in parts)


# 国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）: 春节 2月10日至17日放假, 2月4日、2月18日上班.
@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 4), True),
        (date(2024, 2, 9), True),
        (date(2024, 2, 12), False),
        (date(2024, 2, 18), True),
        (date(2024, 2, 25), False),
    ],
)
def test_holidays_and_make_up_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_terms_around_a_holiday() -> None:
    assert add_working_days(date(2024, 2, 9), 1) == date(2024, 2, 18)
    assert add_working_days(date(2024, 2, 18), -1) == date(2024, 2, 9)
    assert add_working_days(date(2024, 2, 12), 0) == date(2024, 2, 18)
    assert add_working_days(date(2024, 2, 18), 0) == date(2024, 2, 18)


@given(COVERED, st.integers(min_value=1, max_value=60))
def test_a_term_counts_exactly_its_working_days(day: date, n: int) -> None:
    last = add_working_days(day, n)
    counted = list(working_days(day + timedelta(days=1), last))
    assert len(counted) == n
    assert counted[-1] == last


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2100, 1, 1)])
def test_an_unknown_year_is_said(day: date) -> None:
    with pytest.raises(Uncovered, match=rf"{day.year} are not known.*不知道 {day.year} 年"):
        is_working_day(day)


def test_a_table_of_days_wins_and_covers_its_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "days.csv"
    file.write_text(
        "date,kind,name,source\n2024-02-09,holiday,除夕,测试\n2099-01-01,holiday,元旦,测试\n2099-01-03,working,元旦,测试\n",
        "utf-8",
    )
    monkeypatch.setattr(working, "FILE", file)
    working.overrides.cache_clear()
    try:
        assert not is_working_day(date(2024, 2, 9))
        assert not is_working_day(date(2099, 1, 1))
        assert is_working_day(date(2099, 1, 2))
        assert is_working_day(date(2099, 1, 3))
        assert not is_working_day(date(2099, 1, 4))
    finally:
        working.overrides.cache_clear()


@pytest.mark.parametrize("row", ["2024-02-09,free,除夕,测试", "2024-02-09,holiday,,测试", "2024-02-09,holiday,除夕,"])
def test_a_row_without_its_source_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "days.csv"
    file.write_text(f"date,kind,name,source\n{row}\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        working.read(file)


def test_the_table_that_is_shipped_is_readable() -> None:
    assert all(day.source for day in working.read(working.FILE).values())

"""Terms in working days, their stops, and the calendar of duties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantu.engines.cases.logic import duties
from lantu.engines.cases.logic.terms import ends, left_on, looks
from lantu.engines.decisions import logic as decisions
from lantu.ground.period import Period, is_working_day
from tests.places import ROOT

DAYS = st.dates(date(2022, 1, 1), date(2024, 6, 30))


def test_a_make_up_saturday_counts_and_a_holiday_does_not() -> None:
    # 2023-06-22 to 24 were the Dragon Boat days, Sunday the 25th was worked (国办发明电〔2022〕16号).
    assert ends(date(2023, 6, 21), 1) == date(2023, 6, 25)
    assert ends(date(2023, 6, 21), None) is None


def test_a_term_into_a_year_whose_holidays_are_not_announced_has_no_end_yet() -> None:
    far = date(2199, 12, 30)
    assert ends(far, 5) is None
    assert looks(None, 2, 5, far) == far + timedelta(days=1)
    assert looks(None, 2, None, far) is None


@given(DAYS, st.integers(0, 40), st.integers(0, 60))
def test_stopped_and_resumed_on_one_day_a_term_ends_when_it_would_have(start: date, left: int, later: int) -> None:
    due = ends(start, left)
    assert due is not None
    stop = start + timedelta(days=later)
    if stop >= due:
        return
    assert ends(stop, left_on(start, left, stop)) == due


@given(DAYS, st.integers(1, 40), st.integers(0, 60), st.integers(0, 30))
def test_a_stop_never_shortens_a_term(start: date, left: int, later: int, pause: int) -> None:
    due = ends(start, left)
    assert due is not None
    stop = min(start + timedelta(days=later), due)
    assert (ends(stop + timedelta(days=pause), left_on(start, left, stop)) or date.min) >= due


@given(DAYS, st.integers(1, 40), st.integers(0, 10))
def test_a_reminder_comes_on_a_working_day_before_the_end(start: date, left: int, remind: int) -> None:
    due = ends(start, left)
    day = looks(due, remind, left, start)
    assert due is not None
    assert day is not None
    assert day <= due
    assert is_working_day(day)


def test_the_calendar_of_duties_gives_each_period_its_days() -> None:
    file = ROOT / "lantu" / "plan" / "rules" / "tables" / "duties.csv"
    table = decisions.read("duties", file.read_text("utf-8"))
    year = Period.parse("2023")
    months = list(duties(table, "report", year))
    assert [one.period for one in months] == [f"2023-{month:02}" for month in range(1, 13)]
    # May's: 1 June is the first working day after it, 7 June the fifth.
    assert (months[4].opens, months[4].due) == (date(2023, 6, 1), date(2023, 6, 7))
    assert all(one.source and one.outputs["zh"] == "责任单位填报进展" for one in months)
    assert [one.period for one in duties(table, "meeting", year)] == ["2023", "2023Q1", "2023Q2", "2023Q3"]
    assert list(duties(table, "report", Period.parse("2022"))) == []

"""What waits for whom, as of a day; and what the clock says about it, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantu.engines.cases import Absent, Counts, Forbidden, actions, queries, wording
from lantu.engines.cases.actions import reminding
from lantu.ground import journal
from lantu.ground.people import PUBLIC, SYSTEM, Person
from tests.engines.cases.flows import HEAD

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)  # a Thursday


@pytest.fixture
def waiting(town) -> list[int]:
    """Six notices of one organisation, opened on six days in another order than they are numbered."""
    unit = {"unit": f"organisation/{town.unit}"}
    return [
        actions.open(
            town.office,
            "supervision",
            about="plan/x",
            title=f"第 {n} 件",
            parties=unit,
            on=DAY + timedelta(days=n * 5 % 6),
        ).id
        for n in range(6)
    ]


def test_the_longest_late_comes_first_and_what_has_no_term_last(town, waiting) -> None:
    actions.take(SYSTEM, "free", HEAD + "do,办,Do,reporter,-,-,-,finish:end,s\n")
    free = actions.open(town.author, "free", about="a", title="无期限", on=DAY)
    found = queries.inbox(town.author, date(2023, 6, 6))
    assert [one.due for one in found[:-1]] == sorted(one.due for one in found[:-1] if one.due)
    assert [one.late for one in found] == [True] * 4 + [False] * 3
    assert (found[-1].id, found[-1].due, found[-1].uncovered) == (free.id, None, False)
    assert len(found) == 7


def test_an_inbox_goes_on_where_it_stopped(town, waiting) -> None:
    whole = queries.inbox(town.author, DAY)
    parts = queries.inbox(town.author, DAY, limit=4)
    parts += queries.inbox(town.author, DAY, limit=4, after=parts[-1].place)
    assert parts == whole
    assert queries.inbox(town.author, DAY, after=whole[-1].place) == []


def test_it_shows_nothing_that_is_somebody_elses_turn(town, waiting) -> None:
    assert {one.id for one in queries.inbox(town.head, DAY)} == set(waiting)
    for person in (town.office, town.outsider, town.leader, PUBLIC):
        assert queries.inbox(person, DAY) == []


def test_counts_and_totals_are_as_of_a_day(town, waiting) -> None:
    signed = queries.inbox(town.author, DAY)[0]
    signed = actions.act(town.author, signed.id, signed.edition, "sign", on=DAY)
    actions.stop(town.office, signed.id, signed.edition, "等", on=DAY)
    assert queries.counts(town.author, DAY) == Counts(open=5, late=0, today=0, stopped=1)
    assert queries.counts(town.author, date(2023, 6, 6)) == Counts(open=5, late=3, today=1, stopped=1)
    assert queries.totals(town.office, date(2023, 6, 6)) == {
        ("supervision", "sign"): Counts(open=5, late=3, today=1, stopped=0),
        ("supervision", "report"): Counts(open=0, late=0, today=0, stopped=1),
    }
    with pytest.raises(Forbidden):
        queries.totals(town.author, DAY)


def test_who_may_not_know_of_a_case_hears_that_there_is_none(town, waiting) -> None:
    for read in (lambda: queries.case(town.outsider, waiting[0]), lambda: queries.history(town.outsider, waiting[0])):
        with pytest.raises(Absent):
            read()
    assert queries.about(town.outsider, "plan/x") == []
    assert [one.id for one in queries.about(town.head, "plan/x")] == waiting[::-1]
    auditor = Person(ref="p-auditor", roles=frozenset({"auditor"}))
    assert queries.case(auditor, waiting[0]).title == "第 0 件"


def test_the_clock_reminds_says_late_and_tells_a_superior_once_each(town) -> None:
    unit = {"unit": f"organisation/{town.unit}"}
    case = actions.open(town.office, "supervision", about="a", title="督办", parties=unit, on=DAY)
    case = actions.act(town.author, case.id, case.edition, "sign", on=DAY)
    assert case.due == date(2023, 6, 15)
    said = {day: actions.remind(day) for day in (DAY + timedelta(days=n) for n in range(1, 30))}
    assert {day: n for day, n in said.items() if n} == {date(2023, 6, 13): 1, date(2023, 6, 16): 2}
    assert actions.remind(date(2024, 1, 1)) == 0
    mine = queries.notices(town.author, DAY, date(2023, 7, 1))
    assert [(one.kind, one.on) for one in mine] == [("late", date(2023, 6, 16)), ("soon", date(2023, 6, 13))]
    assert [one.kind for one in queries.notices(town.office, DAY, date(2023, 7, 1))] == ["escalated"]
    assert queries.notices(town.office, DAY, date(2023, 6, 15)) == []
    # A notice does not disturb whoever is acting.
    assert actions.act(town.author, case.id, case.edition, "report", on=date(2023, 6, 16)).due == date(2023, 7, 3)
    assert [entry.verb for entry in journal.entries(f"case/{case.id}")].count("case.remind") == 2


def test_after_a_pause_the_clock_says_what_is_still_true(town) -> None:
    unit = {"unit": f"organisation/{town.unit}"}
    case = actions.open(town.office, "supervision", about="a", title="督办", parties=unit, on=DAY)
    actions.act(town.author, case.id, case.edition, "sign", on=DAY)
    assert actions.remind(date(2023, 8, 1)) == 2
    assert {one.kind for one in queries.notices(town.author, DAY, date(2023, 8, 1))} == {"late"}


def test_a_new_term_is_reminded_of_anew_and_a_stopped_one_is_not(town) -> None:
    unit = {"unit": f"organisation/{town.unit}"}
    case = actions.open(town.office, "supervision", about="a", title="督办", parties=unit, on=DAY)
    case = actions.act(town.author, case.id, case.edition, "sign", on=DAY)
    assert actions.remind(date(2023, 6, 13)) == 1
    case = actions.stop(town.office, case.id, case.edition, "等", on=date(2023, 6, 13))
    assert actions.remind(date(2023, 6, 20)) == 0
    case = actions.resume(town.office, case.id, case.edition, on=date(2023, 6, 20))
    assert case.due == date(2023, 6, 25)
    assert actions.remind(date(2023, 6, 20)) == 1
    assert actions.remind(date(2023, 6, 20)) == 0


def test_a_term_into_a_year_without_holidays_is_found_when_they_are_announced(town, monkeypatch) -> None:
    case = actions.open(
        town.office,
        "supervision",
        about="a",
        title="跨年",
        parties={"unit": f"organisation/{town.unit}"},
        on=date(2199, 12, 31),
    )
    assert (case.due, case.uncovered, case.late) == (None, True, False)
    assert actions.remind(date(2200, 1, 5)) == 0
    assert queries.case(town.office, case.id, date(2200, 1, 5)).uncovered
    # The notice came out: every weekday is worked.
    from lantu.ground.period import working

    known = {date(2200, 1, 1): working.Override(False, "元旦", "测试")}
    monkeypatch.setattr(working, "overrides", lambda: known)
    assert actions.remind(date(2200, 1, 6)) == 1
    found = queries.case(town.office, case.id, date(2200, 1, 6))
    assert (found.due, found.late) == (date(2200, 1, 2), True)


def test_many_cases_are_looked_at_in_portions(town, waiting, monkeypatch) -> None:
    monkeypatch.setattr(reminding, "AT_ONCE", 4)
    later = date(2023, 7, 1)
    assert [actions.remind(later) for _ in range(3)] == [4, 2, 0]


def test_it_can_be_said_in_words(town, waiting) -> None:
    case = actions.act(town.author, waiting[0], 1, "sign", on=DAY)
    assert wording.term(case, "zh") == "期限 2023-06-15"
    assert wording.term(queries.case(town.office, case.id, date(2023, 6, 16)), "en") == "late, was due 2023-06-15"
    stopped = actions.stop(town.office, case.id, case.edition, "等批复", on=DAY)
    assert wording.term(stopped, "zh") == "自 2023-06-01 起暂停计时：等批复"
    actions.resume(town.office, case.id, stopped.edition, on=DAY)
    actions.remind(date(2023, 6, 16))
    said = {wording.notice(one, "zh") for one in queries.notices(town.office, DAY, date(2023, 6, 16))}
    assert said == {"“第 0 件”已于 2023-06-15 到期未办，报请督促"}
    words = [wording.passage(one, "zh") for one in queries.history(town.office, case.id)]
    assert words == ["发起", "签收", "暂停计时", "恢复计时", "提醒"]

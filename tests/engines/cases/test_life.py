"""A case from its opening to its end: returned, resubmitted, handed over, delegated, stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantu.engines.cases import Absent, CaseView, Conflict, FlowRefused, Forbidden, Refused, actions, queries
from lantu.ground import journal
from lantu.ground.people import SYSTEM, models
from lantu.ground.people import actions as people
from tests.engines.cases.flows import SIGN_OFF

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)  # a Thursday


@pytest.fixture
def case(town) -> CaseView:
    parties = {"author": f"person/{town.author.ref}", "unit": f"organisation/{town.unit}"}
    return actions.open(town.author, "sign_off", about="plan/x/task/1", title="分解", parties=parties, on=DAY)


@pytest.fixture
def notice(town) -> CaseView:
    unit = {"unit": f"organisation/{town.unit}"}
    return actions.open(town.office, "supervision", about="plan/x/task/2", title="督办", parties=unit, on=DAY)


def go(person, case: CaseView, outcome: str, note: str = "", on: date = DAY) -> CaseView:
    return actions.act(person, case.id, case.edition, outcome, note, on=on)


def test_it_goes_up_the_chain_back_and_up_again(town, case) -> None:
    assert (case.step, case.holder, case.due) == ("draft", f"person/{town.author.ref}", date(2023, 6, 15))
    at_head = go(town.author, case, "submit")
    assert (at_head.step, at_head.due) == ("head", date(2023, 6, 6))
    back = go(town.head, at_head, "return", "缺少节点")
    assert (back.step, back.holder, back.due) == ("draft", case.holder, case.due)
    again = go(town.head, go(town.author, back, "submit"), "approve")
    done = go(town.leader, again, "approve", on=date(2023, 6, 8))
    assert (done.state, done.result, done.closed_on, done.due) == ("closed", "approve", date(2023, 6, 8), None)
    assert [(one.who, one.outcome) for one in queries.history(town.office, case.id)][1:] == [
        (town.author.ref, "submit"),
        (town.head.ref, "return"),
        (town.author.ref, "submit"),
        (town.head.ref, "approve"),
        (town.leader.ref, "approve"),
    ]
    assert queries.history(town.office, case.id)[2].note == "缺少节点"
    assert journal.verify() == []


def test_who_returns_says_why_and_only_the_steps_outcomes_exist(town, case) -> None:
    at_head = go(town.author, case, "submit")
    for outcome, note in (("return", " "), ("strike", ""), ("approve ", "")):
        with pytest.raises(Refused):
            go(town.head, at_head, outcome, note)
    assert queries.case(town.office, case.id).edition == at_head.edition


def test_only_whose_turn_it_is_acts(town, case) -> None:
    for person in (town.head, town.leader, town.office):
        with pytest.raises(Forbidden):
            go(person, case, "submit")
    with pytest.raises(Absent):
        go(town.outsider, case, "submit")
    at_head = go(town.author, case, "submit")
    with pytest.raises(Forbidden):
        go(town.author, at_head, "approve")


def test_nobody_approves_what_they_submitted(town, case) -> None:
    models.Person.objects.filter(ref=town.author.ref).update(roles=["reporter", "organisation_head"])
    both = people_of(town.author.ref)
    at_head = go(both, case, "submit")
    with pytest.raises(Forbidden, match="submitted"):
        go(both, at_head, "approve")
    # Nor on behalf of the one whose turn it is.
    actions.delegate(town.head, both.ref, DAY, DAY)
    with pytest.raises(Forbidden, match="submitted"):
        go(both, at_head, "approve")
    assert go(town.head, at_head, "approve").step == "leader"


def people_of(ref: str):
    from lantu.ground.people import queries as people_queries

    found = people_queries.active(ref)
    assert found is not None
    return found


def test_two_at_once_one_wins_and_the_other_sees_how_it_stands(town, case) -> None:
    at_leader = go(town.head, go(town.author, case, "submit"), "approve")
    go(town.leader, at_leader, "approve")
    with pytest.raises(Conflict) as caught:
        go(town.deputy, at_leader, "reject", "不妥")
    assert caught.value.current.state == "closed"
    assert caught.value.current.result == "approve"


def test_a_supervision_notice_is_signed_for_reported_on_and_struck_off(town, notice) -> None:
    signed = go(town.author, notice, "sign")
    assert (signed.step, signed.due) == ("report", date(2023, 6, 15))
    reported = go(town.author, signed, "report", "已开工", on=date(2023, 6, 9))
    # A report begins its step, and with it a term, anew.
    assert (reported.step, reported.turn, reported.entered_on) == ("report", 3, date(2023, 6, 9))
    at_office = go(town.author, reported, "finish")
    assert (at_office.holder, at_office.due, at_office.late) == ("role/office", None, False)
    assert go(town.office, at_office, "strike").state == "closed"


def test_only_the_office_opens_for_others_and_only_with_just_its_parties(town) -> None:
    unit = f"organisation/{town.unit}"
    with pytest.raises(Forbidden):
        actions.open(town.outsider, "supervision", about="a", title="t", parties={"unit": unit})
    for parties in ({}, {"unit": unit, "more": unit}, {"unit": "organisation/999"}, {"unit": "person/nobody"}):
        with pytest.raises(Refused) as caught:
            actions.open(town.office, "supervision", about="a", title="t", parties=parties)
        assert caught.value.code == "parties"
    with pytest.raises(Absent):
        actions.open(town.office, "nothing", about="a", title="t")


def test_what_is_opened_under_one_name_is_opened_once(town) -> None:
    unit = {"unit": f"organisation/{town.unit}"}
    first, again = (
        actions.open(town.office, "supervision", about="a", title="t", parties=unit, once="round/2023Q1/7")
        for _ in "ab"
    )
    assert first == again
    assert len(list(journal.entries("case"))) == 1


def test_handing_over(town, case, notice) -> None:
    # A person who is a party: whoever takes it over is that party from now on, also when it comes back.
    to = f"person/{town.outsider.ref}"
    handed = actions.hand_over(town.author, case.id, case.edition, to, "调岗", on=DAY)
    assert (handed.holder, handed.parties["author"], handed.due) == (to, to, case.due)
    assert go(town.head, go(town.outsider, handed, "submit"), "return", "再改").holder == to
    # An organisation: to another one.
    other = f"organisation/{town.other}"
    passed = actions.hand_over(town.author, notice.id, notice.edition, other, "职责已划转", on=DAY)
    assert go(town.outsider, passed, "sign").holder == other


def test_a_role_is_handed_to_a_colleague_who_holds_it_and_to_nobody_else(town, case) -> None:
    at_leader = go(town.head, go(town.author, case, "submit"), "approve")
    for to in (f"person/{town.author.ref}", f"organisation/{town.unit}", "person/nobody", "role/office", ""):
        with pytest.raises(Refused) as caught:
            actions.hand_over(town.leader, case.id, at_leader.edition, to, "出差", on=DAY)
        assert caught.value.code == "taker"
    to = f"person/{town.deputy.ref}"
    handed = actions.hand_over(town.leader, case.id, at_leader.edition, to, "出差", on=DAY)
    with pytest.raises(Forbidden):
        go(town.leader, handed, "approve")
    assert go(town.deputy, handed, "approve").state == "closed"


def test_on_leave_somebody_acts_on_ones_behalf(town, case) -> None:
    at_head = go(town.author, case, "submit")
    leave = actions.delegate(town.head, town.outsider.ref, DAY, DAY + timedelta(days=7), "休假")
    assert [one.id for one in queries.inbox(town.outsider, DAY)] == [case.id]
    assert queries.inbox(town.outsider, DAY + timedelta(days=8)) == []
    go(town.outsider, at_head, "return", "数字不符")
    last = queries.history(town.office, case.id)[-1]
    assert (last.who, last.on_behalf_of) == (town.outsider.ref, town.head.ref)
    back = go(town.author, queries.case(town.author, case.id, DAY), "submit")
    actions.revoke(town.head, leave.id)
    with pytest.raises((Forbidden, Absent)):
        go(town.outsider, back, "approve")


def test_a_delegation_gives_no_more_than_its_giver_has(town, case) -> None:
    at_head = go(town.author, case, "submit")
    actions.delegate(town.head, town.leader.ref, DAY, DAY)
    people.deactivate(SYSTEM, town.head.ref)
    with pytest.raises(Forbidden):
        go(town.leader, at_head, "approve")
    for to, since, until in (
        (town.leader.ref, DAY, DAY),
        ("nobody", DAY, DAY),
        (town.deputy.ref, DAY, date(2023, 5, 1)),
    ):
        with pytest.raises(Refused):
            actions.delegate(town.leader, to, since, until)
    with pytest.raises(Refused):
        actions.revoke(town.deputy, 1)


def test_a_stopped_clock_keeps_what_is_left(town, notice) -> None:
    signed = go(town.author, notice, "sign")
    stopped = actions.stop(town.office, notice.id, signed.edition, "等待上级批复", on=date(2023, 6, 6))
    assert (stopped.state, stopped.due, stopped.stopped_for) == ("stopped", None, "等待上级批复")
    assert queries.case(town.office, notice.id, date(2024, 1, 1)).late is False
    with pytest.raises(Refused):
        go(town.author, stopped, "report")
    # Three of ten working days are gone; seven are left from the 26th on.
    resumed = actions.resume(town.office, notice.id, stopped.edition, on=date(2023, 6, 26))
    assert (resumed.state, resumed.due) == ("open", date(2023, 7, 5))


def test_no_clock_is_stopped_that_has_run_out_or_never_ran(town, notice) -> None:
    signed = go(town.author, notice, "sign")
    with pytest.raises(Refused):
        actions.stop(town.office, notice.id, signed.edition, "晚了", on=date(2023, 6, 16))
    with pytest.raises(Refused):
        actions.stop(town.office, notice.id, signed.edition, " ", on=DAY)
    at_office = go(town.author, signed, "finish")
    with pytest.raises(Refused):
        actions.stop(town.office, notice.id, at_office.edition, "等", on=DAY)
    with pytest.raises(Forbidden):
        actions.stop(town.author, notice.id, at_office.edition, "等", on=DAY)


def test_a_case_that_is_given_up_stays_on_record(town, case) -> None:
    gone = actions.cancel(town.office, case.id, case.edition, "任务已并入他项", on=DAY)
    assert (gone.state, gone.outcomes) == ("cancelled", ())
    assert queries.inbox(town.author, DAY) == []
    with pytest.raises(Refused):
        go(town.author, gone, "submit")
    assert queries.history(town.office, case.id)[-1].note == "任务已并入他项"


def test_a_case_stays_with_the_flow_it_was_opened_under(town, case) -> None:
    longer = SIGN_OFF.replace("approve:leader|return:draft", "approve:leader|return:draft|reject:end").replace(
        "@author,10", "@author,20"
    )
    actions.take(town.office, "sign_off", longer)
    at_head = go(town.author, case, "submit")
    assert at_head.outcomes == ("approve", "return")
    parties = dict(case.parties)
    fresh = actions.open(town.author, "sign_off", about="a", title="t", parties=parties, on=DAY)
    assert fresh.due == date(2023, 6, 30)
    with pytest.raises(FlowRefused):
        actions.take(town.office, "sign_off", SIGN_OFF.replace("submit:head", "submit:nowhere"))
    assert queries.flow_text(town.office, "sign_off") == longer


def test_after_a_merger_the_new_organisation_does_the_work_of_the_old(town, notice) -> None:
    models.Organisation.objects.filter(pk=town.unit).update(merged_into=town.other)
    assert [one.id for one in queries.inbox(town.outsider, DAY)] == [notice.id]
    assert go(town.outsider, notice, "sign").step == "report"


def test_the_office_gives_away_the_turn_of_somebody_who_left(town, case) -> None:
    people.deactivate(SYSTEM, town.author.ref)
    to = f"person/{town.head.ref}"
    handed = actions.hand_over(town.office, case.id, case.edition, to, "经办已离职", on=DAY)
    assert (handed.holder, handed.parties["author"]) == (to, to)
    with pytest.raises(Forbidden):
        actions.hand_over(town.leader, case.id, handed.edition, f"person/{town.leader.ref}", "我来", on=DAY)

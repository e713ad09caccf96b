"""Reading a flow: no dead end, no step that nobody reaches, every problem told with what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.engines.cases import END, OUTCOMES, FlowRefused, Who, logic
from lantu.engines.cases.logic.holders import held_by, holder
from lantu.ground.strings import keys
from tests.engines.cases.flows import HEAD, SIGN_OFF, SUPERVISION

ROLES = ("reporter", "organisation_head", "leader", "office")


def refused(text: str) -> FlowRefused:
    with pytest.raises(FlowRefused) as caught:
        logic.read("sign_off", text, ROLES)
    assert all(one.zh and one.en for one in caught.value.problems)
    return caught.value


def test_a_flow_is_its_steps_and_knows_its_parties() -> None:
    flow = logic.read("sign_off", SIGN_OFF, ROLES)
    assert [one.key for one in flow.steps] == ["draft", "head", "leader"]
    assert (flow.zh, flow.en, flow.parties) == ("测试流程", "A flow", {"author", "unit"})
    head = flow.step("head")
    assert (head.who, head.within, head.remind, head.escalate) == (
        Who("organisation_head", "unit"),
        3,
        1,
        Who("office"),
    )
    assert head.next == {"approve": "leader", "return": "draft"}


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "hint"),
    [
        ("leader,领导", "Leader,领导", 4, "step", "lower-case"),
        ("leader,领导", "end,领导", 4, "step", "not 'end'"),
        ("draft,拟稿", "draft,", 2, "zh", "in Chinese"),
        ("leader,5", "king,5", 4, "who", "role@party"),
        ("@author,10", ",10", 2, "who", "role@party"),
        ("@author,10", "@author,ten", 2, "within", "working days"),
        ("@author,10", "@author,-1", 2, "within", "working days"),
        ("10,2,-", "10,10,-", 2, "remind", "fewer"),
        ("10,2,-", "-,2,-", 2, "remind", "fewer"),
        ("10,2,-", "-,-,office", 2, "escalate", "without a term"),
        ("submit:head", "submit", 2, "next", "outcome:step"),
        ("submit:head", "send:head", 2, "next", "outcome:step"),
        ("submit:head", "submit:head|submit:leader", 2, "next", "once"),
        ("submit:head", "submit:boss", 2, "next", "no step 'boss'"),
        ("submit:head,测试规定", "submit:head,", 2, "source", "name the document"),
        ("head,负责人", "draft,负责人", 3, "step", "line 2"),
    ],
)
def test_a_bad_cell_is_named_with_what_to_write(old: str, new: str, line: int, column: str, hint: str) -> None:
    assert SIGN_OFF.count(old) == 1
    found = refused(SIGN_OFF.replace(old, new)).problems
    assert any((one.line, one.column) == (line, column) and hint in one.en for one in found), found


def test_a_step_that_nobody_reaches_and_one_without_an_end_are_named() -> None:
    lonely = refused(SIGN_OFF + "lonely,孤,Lonely,office,-,-,-,approve:end,s\n").problems
    assert [(one.line, one.column) for one in lonely] == [(5, "step")]
    circle = refused(
        SIGN_OFF.replace("reject:end", "reject:round")
        + "round,转,Round,office,-,-,-,approve:about,s\nabout,圈,About,office,-,-,-,approve:round,s\n"
    ).problems
    assert [(one.line, one.column) for one in circle] == [(5, "next"), (6, "next")]


@pytest.mark.parametrize(
    "text",
    ["", HEAD, HEAD.replace("who", "whom") + "a", HEAD.replace("zh: 测试流程", "zh") + "a", SIGN_OFF + "one,two\n"],
)
def test_what_is_no_flow_is_refused(text: str) -> None:
    refused(text)


@given(
    st.lists(st.lists(st.sampled_from(["s0", "s1", "s2", "s3", END]), min_size=1, max_size=3), min_size=1, max_size=4)
)
def test_a_flow_is_taken_just_when_every_step_is_reached_and_comes_to_an_end(arrows: list[list[str]]) -> None:
    names = [f"step_{'abcd'[at]}" for at in range(len(arrows))]
    where = {f"s{at}": name for at, name in enumerate(names)} | {END: END}
    targets = [[where[one] for one in to if one in where] or [END] for to in arrows]
    lines = [
        f"{name},甲,A,office,-,-,-,{'|'.join(f'{OUTCOMES[at]}:{one}' for at, one in enumerate(to))},s"
        for name, to in zip(names, targets, strict=True)
    ]
    ways = {name: set(to) for name, to in zip(names, targets, strict=True)}

    def walk(start: str) -> set[str]:
        seen: set[str] = set()
        todo = {start}
        while todo:
            seen |= todo
            todo = {to for one in todo for to in ways.get(one, ())} - seen
        return seen

    fine = walk(names[0]) >= set(names) and all(END in walk(name) for name in names)
    try:
        logic.read("f", HEAD + "\n".join(lines), ROLES)
        taken = True
    except FlowRefused:
        taken = False
    assert taken is fine


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (Who("leader"), "role/leader"),
        (Who(party="author"), "person/p1"),
        (Who(party="unit"), "organisation/7"),
        (Who("organisation_head", "unit"), "role/organisation_head/organisation/7"),
    ],
)
def test_whose_turn_it_is_is_among_what_that_person_is(who: Who, found: str) -> None:
    parties = {"author": "person/p1", "unit": "organisation/7"}
    assert holder(who, parties) == found
    assert found in held_by("p1", {"leader", "organisation_head"}, {7})
    assert found not in held_by("p2", {"reader"}, {8})


def test_every_outcome_has_words() -> None:
    assert {f"cases.outcome.{one}" for one in OUTCOMES} <= keys()
    assert logic.read("supervision", SUPERVISION, ROLES)

"""Reviewing a draft: verbs, editions, undo."""

from __future__ import annotations

import pytest

from lantu.ground import journal
from lantu.ground.people import Person
from lantu.plan import Conflict, Refused, TargetView, VersionView, actions, queries

pytestmark = pytest.mark.django_db


def some(draft: VersionView, office: Person) -> TargetView:
    return next(t for t in queries.targets(office, draft.plan, 1) if t.value == 50)


def last(plan: str) -> int:
    return list(journal.entries(f"plan/{plan}"))[-1].seq


def test_each_verb_leaves_one_entry_and_one_edition(draft, office) -> None:
    plan, target = draft.plan, some(draft, office)
    start = last(plan)
    actions.accept(office, plan, 1, target.key, 1)
    actions.edit(office, plan, 1, target.key, 2, {"value": 55})
    actions.reject(office, plan, 1, target.key, 3)
    now = actions.restore(office, plan, 1, target.key, 4)
    assert (now.review, now.value, now.edition) == ("edited", 55, 5)
    back = actions.edit(office, plan, 1, target.key, 5, {"value": 50})
    assert (back.review, back.value) == ("accepted", 50)
    entries = list(journal.entries(f"plan/{plan}", after=start))
    verbs = ["target.accept", "target.edit", "target.reject", "target.restore", "target.edit"]
    assert [entry.verb for entry in entries] == verbs
    assert {entry.who for entry in entries} == {office.ref}
    assert [e.seq for e in queries.history(office, plan, target.key)] == [e.seq for e in entries]


def test_what_changes_nothing_is_not_recorded(draft, office) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.accept(office, plan, 1, target.key, 1)
    start = last(plan)
    actions.accept(office, plan, 1, target.key, 2)
    actions.edit(office, plan, 1, target.key, 2, {"value": 50})
    assert last(plan) == start


def test_two_people_at_once_get_a_conflict_that_shows_the_other_s_work(draft, office, colleague) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.edit(colleague, plan, 1, target.key, 1, {"value": 52})
    with pytest.raises(Conflict) as caught:
        actions.edit(office, plan, 1, target.key, 1, {"value": 53})
    assert caught.value.current.value == 52
    assert colleague.ref in caught.value.zh
    assert queries.target(office, plan, target.key).value == 52


def test_undo_writes_the_state_before_back_and_can_be_undone(draft, office) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.edit(office, plan, 1, target.key, 1, {"value": 55, "due": None})
    edited = last(plan)
    undone = actions.undo(office, plan, edited)
    assert (undone.value, undone.review, undone.edition) == (50, "proposed", 3)
    again = actions.undo(office, plan, last(plan))
    assert (again.value, again.review) == (55, "edited")


def test_undo_is_refused_when_somebody_worked_on_it_since(draft, office, colleague) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.edit(office, plan, 1, target.key, 1, {"value": 55})
    mine = last(plan)
    actions.reject(colleague, plan, 1, target.key, 2)
    with pytest.raises(Conflict) as caught:
        actions.undo(office, plan, mine)
    assert colleague.ref in caught.value.en
    assert caught.value.current.review == "rejected"
    assert queries.target(office, plan, target.key).value == 55


def test_accepting_many_is_one_entry_and_one_undo(draft, office) -> None:
    plan = draft.plan
    start = last(plan)
    count = actions.accept_all(office, plan, 1, 0.0)
    targets = queries.targets(office, plan, 1)
    assert count == len(targets)
    assert {t.review for t in targets} == {"accepted"}
    assert len(list(journal.entries(f"plan/{plan}", after=start))) == 1
    actions.undo(office, plan, last(plan))
    assert {t.review for t in queries.targets(office, plan, 1)} == {"proposed"}
    actions.undo(office, plan, last(plan))
    assert {t.review for t in queries.targets(office, plan, 1)} == {"accepted"}
    assert actions.accept_all(office, plan, 1, 0.0) == 0


def test_undoing_many_does_not_run_over_a_later_edit(draft, office, colleague) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.accept_all(office, plan, 1, 0.0)
    mine = last(plan)
    actions.edit(colleague, plan, 1, target.key, 2, {"value": 51})
    with pytest.raises(Conflict):
        actions.undo(office, plan, mine)
    assert queries.target(office, plan, target.key).value == 51


def test_a_missed_target_is_added_by_its_words(draft, office) -> None:
    plan = draft.plan
    text = queries.text(office, plan, 1).text
    at = text.index("新增学位1200个")
    added = actions.add_target(office, plan, 1, at - 1, at + len("新增学位1200个"))
    assert (added.quote[-9:], added.value, added.unit, added.review, added.task_number) == (
        text[at : at + 9],
        1200,
        "个",
        "added",
        3,
    )
    assert added.machine is None
    undone = actions.undo(office, plan, last(plan))
    assert undone.review == "rejected"
    vague = text.index("持续提升服务水平")
    with pytest.raises(Refused, match="kind"):
        actions.add_target(office, plan, 1, vague, vague + 8)
    for start, end, code in (
        (5, 5, "outside"),
        (0, 10**9, "outside"),
        (at, text.index("优化服务") + 2, "several_tasks"),
    ):
        with pytest.raises(Refused) as caught:
            actions.add_target(office, plan, 1, start, end, {"kind": "milestone", "state": "start"})
        assert caught.value.code == code


def test_organisations_of_a_task_hold_for_its_targets(draft, office) -> None:
    plan = draft.plan
    tree = queries.tree(office, plan, 1)
    task = tree.areas[0].tasks[0]
    assert task.lead == ()
    named = actions.assign(office, plan, 1, task.edition, ["区发改委"], ["区财政局", "区发改委", ""], task=task.id)
    assert (named.lead, named.owners) == (("区发改委",), ("区财政局",))
    target = queries.target(office, plan, task.targets[0].key)
    assert target.lead == ("区发改委",)
    own = actions.assign(office, plan, 1, target.edition, ["区科委"], [], target=target.key)
    assert (own.lead, own.owners) == (("区科委",), ())
    assert queries.target(office, plan, task.targets[1].key).lead == ("区发改委",)
    actions.undo(office, plan, last(plan))
    assert queries.target(office, plan, target.key).lead == ("区发改委",)
    with pytest.raises(Conflict):
        actions.assign(office, plan, 1, task.edition, ["别的单位"], [], task=task.id)


def test_assigning_goes_on_after_adoption_and_reviewing_does_not(draft, office) -> None:
    plan, target = draft.plan, some(draft, office)
    actions.adopt(office, plan, 1)
    assert actions.assign(office, plan, 1, 1, ["区科委"], [], target=target.key).lead == ("区科委",)
    with pytest.raises(Conflict):
        actions.accept(office, plan, 1, target.key, 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wish"},
        {"value": None},
        {"value": float("inf")},
        {"value": None, "low": 5, "high": 3},
        {"comparator": "range"},
        {"kind": "milestone"},
        {"subject": "长" * 500},
        {"quote": "别的"},
        {"due": "2024-01-01"},
    ],
)
def test_what_is_no_target_is_refused_with_a_sentence(draft, office, changes) -> None:
    target = some(draft, office)
    with pytest.raises(Refused) as caught:
        actions.edit(office, draft.plan, 1, target.key, 1, changes)
    assert caught.value.zh
    assert queries.target(office, draft.plan, target.key) == target

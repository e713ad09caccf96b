"""What pages ask: filters, counts, search, and how many queries that takes."""

from __future__ import annotations

import pytest

from lantu.ground.people import PUBLIC
from lantu.plan import Absent, Filters, actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(db) -> str:
    actions.adopt_sample()
    return "lingang-2023"


def test_the_number_of_queries_does_not_grow_with_the_plan(
    sample, draft, office, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(14):
        queries.tree(PUBLIC, sample, filters=Filters(text="学校"))
    with django_assert_max_num_queries(14):
        queries.tree(office, draft.plan, filters=Filters(text="学校"))
    with django_assert_max_num_queries(5):
        queries.plans(office)
    with django_assert_max_num_queries(7):
        queries.targets(PUBLIC, sample)
    with django_assert_max_num_queries(14):
        queries.diff(PUBLIC, sample, 1, 1)


@pytest.mark.parametrize("facet", ["area", "organisation", "kind", "due", "state", "review"])
def test_a_facet_s_count_is_what_choosing_it_shows(draft, office, facet) -> None:
    tree = queries.tree(office, draft.plan, 1)
    assert tree.facets[facet]
    for choice, count in tree.facets[facet].items():
        if choice:
            assert len(queries.targets(office, draft.plan, 1, Filters(**{facet: choice}))) == count


def test_facets_count_under_the_other_filters(sample) -> None:
    area = next(iter(queries.tree(PUBLIC, sample).facets["area"]))
    tree = queries.tree(PUBLIC, sample, filters=Filters(area=area, kind="quantity"))
    assert tree.facets["kind"]["milestone"] == len(
        queries.targets(PUBLIC, sample, filters=Filters(area=area, kind="milestone"))
    )
    assert tree.shown_targets == tree.facets["area"][area] == tree.facets["kind"]["quantity"]


def test_the_tree_and_the_list_show_the_same_targets(sample) -> None:
    for filters in (Filters(), Filters(text="学校"), Filters(kind="milestone", due="assumed"), Filters(state="start")):
        tree = queries.tree(PUBLIC, sample, filters=filters)
        shown = [target.key for area in tree.areas for task in area.tasks for target in task.targets]
        shown += [target.key for target in tree.headline]
        assert sorted(shown) == sorted(target.key for target in queries.targets(PUBLIC, sample, filters=filters))
        assert sum(sum(row.values()) for row in tree.months.values()) == tree.shown_targets


@pytest.mark.parametrize("words", ["学校", "竣工", "专精特新", "１.１ｋ㎡", " 学 校 ", "T6线"])
def test_words_are_found_whatever_their_length_width_and_spacing(sample, words) -> None:
    tree = queries.tree(PUBLIC, sample, filters=Filters(text=words))
    assert 0 < tree.shown_tasks < 150


def test_words_that_stand_nowhere_and_patterns_find_nothing(sample) -> None:
    for words in ("量子豆腐", "%", "_", "学%校", "' OR 1=1 --"):
        tree = queries.tree(PUBLIC, sample, filters=Filters(text=words))
        plain = queries.text(PUBLIC, sample).text
        if words not in plain:
            assert (tree.shown_tasks, tree.shown_targets) == (0, 0)


def test_a_task_without_targets_is_shown_until_targets_are_asked_for(draft, office) -> None:
    def titles(**filters: str) -> list[str]:
        tree = queries.tree(office, draft.plan, 1, Filters(**filters))
        return [task.title for area in tree.areas for task in area.tasks]

    assert len(titles()) == 4
    assert len(titles(kind="quantity")) < 4
    assert any("优化服务" in title for title in titles(text="服务水平"))
    assert titles(organisation="区科委") == [title for title in titles() if "载体" in title]
    assert not any("载体" in title for title in titles(organisation="-"))


def test_every_quote_is_that_piece_of_the_text(sample) -> None:
    text = queries.text(PUBLIC, sample).text
    for target in queries.targets(PUBLIC, sample):
        assert text[target.start : target.end] == target.quote


def test_what_is_not_there_says_so(sample, office) -> None:
    for ask in (
        lambda: queries.plan(PUBLIC, "no-such"),
        lambda: queries.target(PUBLIC, sample, "t1.q.000000.9"),
        lambda: queries.version(PUBLIC, sample, 7),
        lambda: queries.tree(office, sample, 2),
    ):
        with pytest.raises(Absent) as caught:
            ask()
        assert caught.value.zh


def test_what_was_rejected_is_no_part_of_the_adopted_plan(draft, office) -> None:
    target = queries.targets(office, draft.plan, 1)[0]
    actions.reject(office, draft.plan, 1, target.key, 1)
    assert target.key in [row.key for row in queries.targets(office, draft.plan, 1)]
    actions.adopt(office, draft.plan, 1)
    assert target.key not in [row.key for row in queries.targets(office, draft.plan)]
    assert [row.key for row in queries.targets(office, draft.plan, filters=Filters(review="rejected"))] == [target.key]
    tree = queries.tree(office, draft.plan)
    assert tree.shown_targets == tree.plan.counts["targets"]


def test_how_a_target_was_reviewed_is_not_told_to_the_public(draft, office) -> None:
    target = queries.targets(office, draft.plan, 1)[0]
    actions.accept(office, draft.plan, 1, target.key, 1)
    actions.adopt(office, draft.plan, 1)
    actions.publish(office, draft.plan)
    assert queries.target(PUBLIC, draft.plan, target.key).review == "accepted"
    assert queries.history(PUBLIC, draft.plan, target.key) == []
    assert queries.recent(PUBLIC, draft.plan) == []
    assert [entry.verb for entry in queries.recent(office, draft.plan, 2)] == ["plan.publish", "plan.adopt"]

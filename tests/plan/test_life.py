"""The life of a plan: upload, draft, review, adopted, read again from a newer file."""

from __future__ import annotations

from datetime import date

import pytest

from lantu.ground import journal
from lantu.ground.people import PUBLIC, Person
from lantu.plan import Absent, Conflict, Forbidden, Refused, VersionView, actions, queries
from tests.plan.example import PLAN

pytestmark = pytest.mark.django_db


def key_of(version: VersionView, office: Person, subject: str) -> str:
    return next(t.key for t in queries.targets(office, version.plan, version.number) if subject in t.subject)


def test_an_upload_becomes_a_draft_with_title_and_year(draft, office) -> None:
    plan = queries.plan(office, draft.plan)
    assert (plan.title, plan.year, plan.ends) == ("青湖区2024年工作要点", 2024, date(2024, 12, 31))
    assert (plan.adopted_version, plan.draft_version) == (None, 1)
    assert plan.counts["tasks"] == 4
    assert plan.counts["targets"] >= 5


def test_a_target_without_a_date_is_due_at_the_year_s_end_and_says_so(draft, office) -> None:
    schools = queries.target(office, draft.plan, key_of(draft, office, "学校"))
    assert (schools.due, schools.due_assumed) == (date(2024, 12, 31), True)


def test_adoption_supersedes_and_leads_replaced_keys_on(draft, office) -> None:
    plan = draft.plan
    firms, schools = key_of(draft, office, "专精特新"), key_of(draft, office, "学校")
    view = queries.target(office, plan, firms)
    actions.edit(office, plan, 1, firms, view.edition, {"subject": "市级专精特新企业"})
    actions.accept(office, plan, 1, schools, 1)
    actions.adopt(office, plan, 1)

    newer = (
        PLAN.replace("不少于150家", "不少于180家")
        .replace("3.扩大学位", "3.开通公交。开通2条公交线路。\n4.扩大学位")
        .replace("4.优化", "5.优化")
    )
    actions.reread(office, plan, "第二稿.txt", newer.encode())
    second = actions.read_waiting()
    assert second is not None
    assert (second.number, second.state) == (2, "draft")
    # The adopted version is what everybody sees until the new one is adopted.
    assert queries.target(office, plan, firms).version == 1
    now = {t.subject: t for t in queries.targets(office, plan, 2)}
    raised = next(t for t in now.values() if t.value == 180)
    moved = next(t for t in now.values() if "学校" in t.subject)
    assert (raised.review, raised.was) == ("proposed", firms)
    assert (moved.review, moved.was, moved.task_number) == ("accepted", schools, 4)
    found = queries.diff(office, plan, 1, 2)
    assert [change.after.value for change in found.changed] == [180]
    assert schools in [change.before.key for change in found.moved]
    assert any("公交" in target.subject for target in found.added)

    actions.adopt(office, plan, 2)
    assert [v.state for v in queries.versions(office, plan)] == ["adopted", "superseded"]
    assert queries.target(office, plan, firms).key == raised.key
    assert queries.target(office, plan, schools).key == moved.key
    assert journal.verify() == []


def test_reading_the_same_file_again_keeps_every_review(draft, office) -> None:
    plan = draft.plan
    rejected, edited = key_of(draft, office, "学校"), key_of(draft, office, "高新")
    actions.reject(office, plan, 1, rejected, 1)
    actions.edit(office, plan, 1, edited, 1, {"unit": "户"})
    text = queries.text(office, plan, 1).text
    at = text.index("提升服务水平")
    added = actions.add_target(office, plan, 1, at, at + 6, {"kind": "milestone", "state": "complete"})
    actions.adopt(office, plan, 1)
    actions.reread(office, plan)
    actions.read_waiting()
    now = {t.key: t for t in queries.targets(office, plan, 2)}
    assert (now[rejected].review, now[edited].review, now[edited].unit) == ("rejected", "edited", "户")
    assert (now[added.key].review, now[added.key].quote) == ("added", "提升服务水平")
    found = queries.diff(office, plan, 1, 2)
    assert (found.added, found.removed, found.changed, found.moved) == ((), (), (), ())


def test_the_difference_to_the_machine_is_kept_at_adoption(draft, office) -> None:
    plan = draft.plan
    edited = key_of(draft, office, "高新")
    actions.edit(office, plan, 1, edited, 1, {"value": 60})
    actions.reject(office, plan, 1, key_of(draft, office, "学校"), 1)
    found = queries.difference_to_machine(office, plan, 1)
    assert [(c.before.value, c.after.value, c.fields) for c in found.changed] == [(50, 60, ("value",))]
    assert len(found.removed) == 1
    adopted = actions.adopt(office, plan, 1)
    assert adopted.difference is not None
    assert (adopted.difference["edited"], adopted.difference["rejected"]) == (1, 1)


def test_one_open_version_at_a_time(draft, office) -> None:
    with pytest.raises(Conflict) as caught:
        actions.upload(office, "b.txt", b"x", draft.plan)
    assert caught.value.current.number == 1
    actions.discard(office, draft.plan, 1)
    assert actions.upload(office, "b.txt", PLAN.replace("50", "60").encode(), draft.plan).number == 2
    with pytest.raises(Conflict):
        actions.adopt(office, draft.plan, 1)


def test_the_same_file_twice_and_an_empty_one_are_refused(draft, office, settings, files) -> None:
    with pytest.raises(Refused, match="already"):
        actions.upload(office, "again.txt", PLAN.encode())
    with pytest.raises(Refused, match="empty"):
        actions.upload(office, "empty.txt", b"")
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused, match="larger"):
        actions.upload(office, "large.txt", iter([b"12345678", b"901"]))
    assert len(list(files.iterdir())) == 1


def test_who_may_not_know_of_a_plan_does_not_learn_of_it(draft, office) -> None:
    reader = Person(ref="p-reader", roles=frozenset({"reader"}))
    with pytest.raises(Absent):
        queries.tree(PUBLIC, draft.plan)
    with pytest.raises(Absent):
        queries.tree(reader, draft.plan)
    with pytest.raises(Absent):
        actions.adopt(PUBLIC, draft.plan, 1)
    with pytest.raises(Forbidden):
        actions.adopt(reader, draft.plan, 1)
    with pytest.raises(Forbidden):
        actions.upload(PUBLIC, "a.txt", b"1")
    assert queries.plans(PUBLIC) == []
    actions.adopt(office, draft.plan, 1)
    assert queries.tree(reader, draft.plan).shown_tasks == 4
    with pytest.raises(Absent):
        queries.tree(PUBLIC, draft.plan)
    actions.publish(office, draft.plan)
    assert queries.tree(PUBLIC, draft.plan).shown_tasks == 4
    actions.unpublish(office, draft.plan)
    assert queries.plans(PUBLIC) == []


def test_what_a_plan_says_of_itself_can_be_corrected(draft, office) -> None:
    actions.describe(office, draft.plan, {"issuer": "青湖区人民政府", "ends": date(2024, 11, 30)})
    assert queries.plan(office, draft.plan).issuer == "青湖区人民政府"
    schools = queries.target(office, draft.plan, key_of(draft, office, "学校"))
    assert (schools.due, schools.due_assumed) == (date(2024, 11, 30), True)
    with pytest.raises(Refused):
        actions.describe(office, draft.plan, {"starts": date(2025, 1, 1)})


def test_the_sample_is_adopted_once_and_public(office: Person) -> None:
    assert actions.adopt_sample() is True
    assert actions.adopt_sample() is False
    tree = queries.tree(PUBLIC, "lingang-2023")
    assert (len(tree.areas), tree.shown_tasks) == (18, 150)
    assert [target.value for target in tree.headline if target.kind == "quantity"] == [20, 20, 10, 20, 20]
    assert {t.review for t in queries.targets(PUBLIC, "lingang-2023")} == {"accepted"}
    assert queries.version(office, "lingang-2023", 1).adopted_by == "sample"
    assert tree.version.adopted_by == ""  # who did it is not for the public

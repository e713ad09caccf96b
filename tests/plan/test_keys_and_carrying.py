"""Keys name the same promise in every reading; what people did follows them into a newer version."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.logic.carry import carry, find
from lantu.plan.logic.difference import compare
from lantu.plan.logic.items import Item, items_of, tasks_of
from lantu.plan.logic.keys import keys, next_key, normalised, stem
from lantu.plan.text import Reading, Target, Task

QUOTES = ("新增50家", "新增50家", "不少于150家", "建成投用", "竣工", "出台管理办法", "增长20%")
SUBJECTS = ("企业", "学校", "道路", "")

promise = st.tuples(st.sampled_from(QUOTES), st.sampled_from(SUBJECTS), st.sampled_from(("", "甲局", "乙镇")))
section = st.tuples(st.sampled_from(("兴办学校", "修建道路", "招商", "治水", "便民")), st.lists(promise, max_size=4))
plan_words = st.lists(section, max_size=6)


def reading_of(sections: list[tuple[str, list[tuple[str, str, str]]]]) -> tuple[str, Reading]:
    """A text with numbered tasks, and its reading."""
    text, tasks = "年度计划\n", []
    for number, (title, promises) in enumerate(sections, 1):
        start, targets = len(text), []
        text += f"{number}.{title}。"
        for quote, subject, owner in promises:
            at = len(text) + len(subject)
            text += f"{subject}{quote}，"
            kind = "quantity" if quote[-1] in "家%" else "milestone"
            targets.append(
                Target(
                    kind=kind,
                    start=at,
                    end=at + len(quote),
                    quote=quote,
                    subject=subject,
                    value=float(len(quote)) if kind == "quantity" else None,
                    state="complete" if kind == "milestone" else None,
                    owners=(owner,) if owner else (),
                )
            )
        tasks.append(Task(number, title, ("一、总则",), start, len(text), tuple(targets)))
        text += "\n"
    return text, Reading("年度计划", 2023, tuple(tasks), ())


@st.composite
def reviewed(draw: st.DrawFn, items: list[Item]) -> list[Item]:
    """What people may have made of a draft."""
    made = []
    for item in items:
        review = draw(st.sampled_from(("proposed", "accepted", "edited", "rejected")))
        subject = draw(st.sampled_from(("更正", "企业"))) if review == "edited" else item.subject
        owners = ("指派局",) if draw(st.booleans()) else item.owners
        item = replace(item, review=review, subject=subject, owners=owners)
        if draw(st.sampled_from((False, False, True))):  # another reader cut it elsewhere, or a person added it so
            task, kind, _, _ = item.key.split(".")
            added = draw(st.booleans())
            item = replace(
                item,
                key=f"{task}.{kind}.000000.{len(made) + 1}",
                end=item.end - 1,
                quote=item.quote[:-1],
                machine=None if added else item.machine,
                review="added" if added else item.review,
            )
        made.append(item)
    return made


@given(plan_words, plan_words, st.data())
def test_carrying_twice_is_carrying_once(before, after, data) -> None:
    _, first = reading_of(before)
    text, second = reading_of(after)
    old = data.draw(reviewed(items_of(first)))
    once = carry(tasks_of(first), old, tasks_of(second), items_of(second), text)
    again = carry(once.tasks, once.targets, tasks_of(second), items_of(second), text)
    assert again.targets == once.targets
    assert again.tasks == once.tasks
    assert again.gone == ()


@given(plan_words, plan_words, st.data())
def test_carried_targets_stand_in_the_text_under_keys_of_their_own(before, after, data) -> None:
    _, first = reading_of(before)
    text, second = reading_of(after)
    found = carry(tasks_of(first), data.draw(reviewed(items_of(first))), tasks_of(second), items_of(second), text)
    assert len({item.key for item in found.targets}) == len(found.targets)
    for item in found.targets:
        assert normalised(text[item.start : item.end]) == normalised(item.quote)
        if item.task is not None:
            task = found.tasks[item.task]
            assert task.start <= item.start < item.end <= task.end


@given(plan_words, st.data())
def test_reading_the_same_text_again_changes_nothing(words, data) -> None:
    text, reading = reading_of(words)
    old = [item for item in data.draw(reviewed(items_of(reading))) if "000000" not in item.key]
    found = carry(tasks_of(reading), old, tasks_of(reading), items_of(reading), text)
    kept = {item.key: item for item in found.targets}
    assert [kept[item.key] for item in old] == old


@given(plan_words, st.data())
def test_a_version_does_not_differ_from_itself(words, data) -> None:
    _, reading = reading_of(words)
    old = data.draw(reviewed(items_of(reading)))
    found = compare(tasks_of(reading), old, tasks_of(reading), old)
    assert (found.added, found.removed, found.changed, found.moved) == ((), (), (), ())


@given(plan_words, plan_words)
def test_a_difference_accounts_for_every_target(before, after) -> None:
    (_, first), (_, second) = reading_of(before), reading_of(after)
    old, new = items_of(first), items_of(second)
    found = compare(tasks_of(first), old, tasks_of(second), new)
    stayed = len(old) - len(found.removed)
    assert stayed == len(new) - len(found.added)
    assert len(found.changed) + len(found.moved) <= stayed


WIDE = {ord("5"): "５", ord("0"): "０", ord("%"): "％"}


@given(plan_words, st.sampled_from((" ", "\u3000", "\u200b", "\n")))
def test_keys_do_not_know_width_and_spacing(words, gap) -> None:
    _, reading = reading_of(words)
    said = [(7, item.kind, item.quote) for item in items_of(reading)]
    other = [
        (number, kind, quote.translate(WIDE)[:1] + gap + quote.translate(WIDE)[1:]) for number, kind, quote in said
    ]
    assert keys(said) == keys(other)


def test_a_key_is_short_and_fit_for_an_address() -> None:
    assert stem(22, "quantity", "不少于150家").startswith("t22.q.")
    assert stem(None, "milestone", "竣工").startswith("u.m.")
    assert keys([(1, "quantity", "50㎡")])[0] == keys([(1, "quantity", "50 m2")])[0]
    first = keys([(3, "quantity", "新增50家")])[0]
    assert next_key(3, "quantity", "新增50家", [first]) == first[:-1] + "2"


def test_a_renumbered_task_takes_its_review_along() -> None:
    _, first = reading_of([("招商", [("新增50家", "企业", "")])])
    text, second = reading_of([("便民", [("新增50家", "学校", "")]), ("招商", [("新增50家", "企业", "")])])
    old = [replace(items_of(first)[0], review="edited", subject="外资企业")]
    found = carry(tasks_of(first), old, tasks_of(second), items_of(second), text)
    school, firm = found.targets
    assert (school.review, school.subject) == ("proposed", "学校")
    assert (firm.review, firm.subject, firm.was) == ("edited", "外资企业", old[0].key)


def test_another_number_for_the_same_subject_is_proposed_as_changed() -> None:
    _, first = reading_of([("招商", [("新增50家", "企业", "")])])
    text, second = reading_of([("招商", [("不少于150家", "企业", "")])])
    old = [replace(items_of(first)[0], review="accepted", lead=("商务局",))]
    found = carry(tasks_of(first), old, tasks_of(second), items_of(second), text)
    assert [(item.review, item.was, item.lead) for item in found.targets] == [("proposed", old[0].key, ("商务局",))]
    assert found.gone == ()


def test_what_a_person_added_stays_while_its_words_stand() -> None:
    text, reading = reading_of([("便民", [("竣工", "学校", "")])])
    at = text.index("便民")
    added = Item("t1.m.abcdef.1", 0, "milestone", at, at + 2, "便民", "", state="complete", review="added")
    kept = carry(tasks_of(reading), [added], tasks_of(reading), items_of(reading), text)
    assert added in kept.targets
    other, second = reading_of([("治水", [("建成投用", "道路", "")])])
    lost = carry(tasks_of(reading), [added], tasks_of(second), items_of(second), other)
    assert lost.gone == (added,)
    assert [item.review for item in lost.targets] == ["proposed"]


def test_words_are_found_whatever_their_width_and_spacing() -> None:
    text = "一是 新增 ５０ 家企业"
    start, end = find("新增50家", text, 0, len(text)) or (0, 0)
    assert text[start:end] == "新增 ５０ 家"
    assert find("新增60家", text, 0, len(text)) is None


def test_a_promise_that_is_cut_elsewhere_keeps_its_review() -> None:
    text, reading = reading_of([("便民", [("建成投用", "学校", "")])])
    whole = items_of(reading)[0]
    shorter = replace(whole, key="t1.m.abcdef.1", end=whole.end - 2, quote=whole.quote[:2], review="rejected")
    found = carry(tasks_of(reading), [shorter], tasks_of(reading), [whole], text)
    assert [(item.review, item.quote, item.was) for item in found.targets] == [("rejected", "建成投用", shorter.key)]


def test_what_a_person_kept_does_not_land_on_another_of_the_same_words() -> None:
    _, first = reading_of([("便民", [("竣工", "学校", ""), ("竣工", "道路", "")])])
    text, second = reading_of([("便民", [("竣工", "学校", "")])])
    old = [replace(item, review="accepted") for item in items_of(first)]
    found = carry(tasks_of(first), old, tasks_of(second), items_of(second), text)
    assert [item.key for item in found.targets] == [old[0].key]
    assert found.gone == (old[1],)

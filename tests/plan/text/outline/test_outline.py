"""The structure of plan documents: the texts in forms/ show every form, each beside what is expected of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.plan.text.outline import Outline, Stretch, outline

FORMS = Path(__file__).parent / "forms"
ROOT = Path(__file__).parents[4]
SHARED = ROOT.parent / "shared" / "plans"


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def clear(text: str, stretch: Stretch) -> str:
    return "\n".join("".join(text[start:end] for start, end in pieces) for pieces in stretch.clear)


def as_written(text: str, found: Outline) -> dict[str, object]:
    tasks = []
    for stretch in found.stretches:
        if not stretch.loose:
            task: dict[str, object] = {"number": stretch.number, "heading": list(stretch.heading)}
            task["text"] = clear(text, stretch)
            task |= {"lead": list(stretch.lead)} if stretch.lead else {}
            task |= {"owners": list(stretch.owners)} if stretch.owners else {}
            task |= {"due": stretch.due} if stretch.due else {}
            tasks.append(task)
    return {
        "title": found.title,
        "year": found.year,
        "notes": [note.code for note in found.notes],
        "tasks": tasks,
        "loose": [clear(text, stretch) for stretch in found.stretches if stretch.loose],
    }


@pytest.mark.parametrize("form", sorted(path.stem for path in FORMS.glob("*.txt")))
def test_every_form_is_read_as_its_file_says(form: str) -> None:
    text = text_of(FORMS / f"{form}.txt")
    assert as_written(text, outline(text)) == yaml.safe_load((FORMS / f"{form}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["work_report", "wrapped_pdf", "notice_with_annex", "with_contents"])
def test_windows_lines_and_a_byte_order_mark_move_positions_only(form: str) -> None:
    text = text_of(FORMS / f"{form}.txt")
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert as_written(windows, outline(windows)) == as_written(text, outline(text))


def check_positions(text: str, found: Outline) -> None:
    at = 0
    for stretch in found.stretches:
        assert at <= stretch.start <= stretch.end <= len(text)
        at = stretch.start
        for start, end in (piece for pieces in stretch.clear for piece in pieces):
            assert at <= start < end <= stretch.end
            at = end
        at = stretch.end


ALPHABET = "一二三十、(（）)第章节条是1２.．\n\r \u3000。；:：,，年2024月日附件目录…·①【】[]责任单位牵头市局委建成项目家万%各位现印发给你们工作要点PM"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=400) | st.text(max_size=200))
def test_any_text_is_read_and_positions_stay_inside_and_in_order(text: str) -> None:
    check_positions(text, outline(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([line for path in sorted(FORMS.glob("*.txt")) for line in text_of(path).splitlines()])))
def test_lines_of_real_forms_in_any_order_keep_positions_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    check_positions(text, outline(text))


@pytest.mark.parametrize("form", ["county_first_second", "wrapped_pdf", "park_restarting", "work_report"])
def test_a_document_a_hundred_times_as_long_is_read_whole(form: str) -> None:
    """Growth: every copy keeps its tasks (a quadratic reader would not come back from the wrapped one)."""
    text = text_of(FORMS / f"{form}.txt")
    body = text[text.index("\n") + 1 :]
    copies = text.splitlines()[0] + "\n" + body * 300
    found = outline(copies)
    check_positions(copies, found)
    assert sum(not stretch.loose for stretch in found.stretches) >= 300


def test_the_sample_plan_has_18_areas_and_150_tasks() -> None:
    text = text_of(ROOT / "lantu" / "plans" / "lingang-2023" / "document.txt")
    found = outline(text)
    tasks = [stretch for stretch in found.stretches if not stretch.loose]
    assert [task.number for task in tasks] == list(range(1, 151))
    assert len({task.heading[-1] for task in tasks}) == 18
    assert found.year == 2023
    assert all(text[task.start : task.start + len(f"{task.number}.")] == f"{task.number}." for task in tasks)


def test_a_plan_pasted_five_times_is_read_five_times() -> None:
    text = text_of(ROOT / "lantu" / "plans" / "lingang-2023" / "document.txt")
    tasks = [stretch for stretch in outline(text * 5).stretches if not stretch.loose]
    assert [task.number for task in tasks] == list(range(1, 151)) * 5


def test_a_plan_with_contents_pasted_twice_is_read_twice() -> None:
    text = text_of(FORMS / "with_contents.txt")
    once = sum(not stretch.loose for stretch in outline(text).stretches)
    assert sum(not stretch.loose for stretch in outline(text * 2).stretches) == 2 * once


def test_the_noisy_copy_of_the_sample_has_the_annotated_tasks_only() -> None:
    path = SHARED / "lingang-2023.txt"
    if not path.exists():
        pytest.skip("the annotated plan lies beside the checkout (../shared/plans) and is not there")
    text = text_of(path)
    gold = json.loads((SHARED / "lingang-2023.gold.json").read_text(encoding="utf-8"))["tasks"]
    found = outline(text)
    tasks = [stretch for stretch in found.stretches if not stretch.loose]
    assert [(task.number, task.heading, task.end) for task in tasks] == [
        (task["number"], (task["part"], task["area"]), task["end"]) for task in gold
    ]
    assert [task.clear[0][0][0] for task in tasks] == [task["start"] for task in gold]
    assert len([stretch for stretch in found.stretches if stretch.loose]) == 1
    assert not any("请关注" in clear(text, stretch) for stretch in found.stretches)


@pytest.mark.parametrize("mark", ["①②", "————"])
def test_headings_without_a_number_above_circled_or_dashed_items_are_read(mark: str) -> None:
    areas = ("城市建设", "产业发展", "民生保障", "生态环境")
    words = "新建公园3个，推动城市建设不断上新台阶，努力增进民生福祉。"
    first, second = mark[: len(mark) // 2], mark[len(mark) // 2 :]
    text = "东湖区2024年工作要点\n" + "".join(f"{area}\n{first}{words}\n{second}{words}\n" for area in areas)
    found = outline(text)
    check_positions(text, found)
    assert [stretch.heading for stretch in found.stretches] == [
        (area,) for area in areas for _ in first[:1] + second[:1]
    ]

"""Structure and grammar joined: what `read` and `read_document` promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.plan.text import Cell, Document, Note, Reading, Row, Target
from lantu.plan.text.files import open_document
from lantu.plan.text.reading import read, read_document

FORMS = Path(__file__).parent / "outline" / "forms"
ROOT = Path(__file__).parents[3]


def every_target(reading: Reading) -> list[Target]:
    return [*reading.targets, *(target for task in reading.tasks for target in task.targets)]


def check(text: str, reading: Reading) -> None:
    for target in every_target(reading):
        assert 0 <= target.start < target.end <= len(text)
        assert target.quote == text[target.start : target.end]
    for task in reading.tasks:
        assert all(task.start <= target.start and target.end <= task.end for target in task.targets)
    for before, after in zip(reading.tasks, reading.tasks[1:], strict=False):
        assert before.end <= after.start


def test_the_sample_plan_states_five_growth_targets_outside_its_tasks() -> None:
    text = (ROOT / "lantu" / "plans" / "lingang-2023" / "document.txt").read_bytes().decode("utf-8")
    reading = read(text)
    check(text, reading)
    assert [(target.value, target.basis) for target in reading.targets] == [
        (20, "growth"),
        (20, "growth"),
        (10, "growth"),
        (20, "growth"),
        (20, "growth"),
    ]
    assert (reading.year, len(reading.tasks)) == (2023, 150)


def test_a_sentence_broken_by_a_page_is_one_and_its_quote_is_the_original() -> None:
    text = (FORMS / "wrapped_pdf.txt").read_bytes().decode("utf-8")
    reading = read(text)
    check(text, reading)
    shelter = next(target for target in every_target(reading) if target.value == 6 and target.unit == "公里")
    assert shelter.quote.replace("\n", "") in "新建护岸6公里"


def test_targets_carry_the_owners_and_the_time_limit_of_their_task() -> None:
    text = (FORMS / "notice_with_annex.txt").read_bytes().decode("utf-8")
    reading = read(text)
    check(text, reading)
    parks = next(target for target in every_target(reading) if target.value == 6 and target.unit == "个")
    assert (parks.lead, parks.owners) == (("区园林中心",), ("区住建局", "各街道办事处"))
    assert parks.due == date(2024, 10, 31)
    assert not any("2月底" in target.quote for target in every_target(reading))


def test_a_look_back_yields_nothing() -> None:
    text = (FORMS / "work_report.txt").read_bytes().decode("utf-8")
    reading = read(text)
    check(text, reading)
    assert {86, 9, 32000, 1320 * 10**8}.isdisjoint({target.value for target in every_target(reading)})
    assert "look-back" in {note.code for note in reading.notes}


def test_a_given_year_wins_over_the_one_in_the_title() -> None:
    text = "东湖区2024年工作要点\n1.年底前新建公园6个。\n2.新增绿道15公里。\n"
    assert read(text).year == 2024
    assert read(text, year=2031).tasks[0].targets[0].due == date(2031, 12, 31)


def test_a_row_of_a_table_gives_its_targets_owners_and_due_date() -> None:
    text = "东湖区2024年任务表\n1\t新建公园6个。\t区园林局\t9月底\n"
    cells = []
    for column, words in (("序号", "1"), ("任务", "新建公园6个。"), ("牵头单位", "区园林局"), ("完成时限", "9月底")):
        at = text.index(words, text.index("\n"))
        cells.append(Cell(column, at, at + len(words)))
    said = Note("merged", "表中有合并单元格。", "The table has merged cells.")
    reading = read_document(Document("任务表.docx", "docx", text, rows=(Row(tuple(cells)),), notes=(said,)))
    check(text, reading)
    assert [target.value for target in reading.tasks[0].targets] == [6]
    assert (reading.tasks[0].targets[0].lead, reading.tasks[0].targets[0].due) == (("区园林局",), date(2024, 9, 30))
    assert said in reading.notes


@pytest.mark.parametrize("form", sorted(path.stem for path in FORMS.glob("*.txt")))
def test_quotes_are_pieces_of_the_text_in_every_form(form: str) -> None:
    text = (FORMS / f"{form}.txt").read_bytes().decode("utf-8")
    check(text, read(text))


LINES = [line for path in sorted(FORMS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25))
def test_any_text_is_read(lines: list[str]) -> None:
    text = "\n".join(lines)
    check(text, read(text))


@pytest.mark.parametrize(
    ("item", "quotes"),
    [
        ("1.新建学校5所", ["新建学校5所"]),
        ("1.新建学校5所。推动城乡均衡。", ["新建学校5所"]),
        ("1.新建学校5所。年底前新建学校5所，其中小学3所。", ["新建学校5所", "3所"]),
        ("1.新建学校5所\n今年新建学校5所。", ["新建学校5所"]),
        ("1.新建学校5所。改造学校5所。", ["新建学校5所", "改造学校5所"]),
        ("1.增加学位供给。2024年新增学位900个，2025年新增学位900个。", ["新增学位900个", "新增学位900个"]),
    ],
)
def test_what_a_title_promises_is_read_once(item: str, quotes: list[str]) -> None:
    (task, _) = read(f"青湖区2024年重点工作\n{item}\n2.加强宣传。\n").tasks
    assert [target.quote for target in task.targets if target.kind == "quantity"] == quotes


def test_a_part_that_recalls_and_plans_yields_only_what_is_planned() -> None:
    text = (
        "石桥镇2026年工作计划\n一、2025年工作回顾和2026年形势任务\n2025年，新建道路12公里。\n产业提质。引进企业9家。\n"
        "2026年，力争工业产值增长10%。\n二、2026年重点任务\n（一）抓项目。引进企业12家。\n（二）惠民生。新建卫生室3个。\n"
    )
    assert [target.value for target in every_target(read(text))] == [10, 12, 3]


UNSEEN = "\u200b\u200d\u202a\u202c\u202e\u2066\u2069\ufeff\u00ad"


def sprinkled(text: str, data: st.DataObject) -> str:
    """The text with characters nobody sees at some places."""
    places = data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=12, unique=True))
    for place in sorted(places, reverse=True):
        text = text[:place] + data.draw(st.text(UNSEEN, min_size=1, max_size=3)) + text[place:]
    return text


PLAIN = "东湖区2024年工作要点\n一、产业\n1.新增企业16家，引进项目3个。\n2.年底前建成南湖大桥。\n责任单位：区交通局\n"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_characters_nobody_sees_change_nothing_but_positions(data: st.DataObject) -> None:
    text = sprinkled(PLAIN, data)
    plain, reading = read(PLAIN), read(text)
    check(text, reading)

    def facts(target: Target) -> tuple[object, ...]:
        return target.subject, target.value, target.unit, target.basis, target.state, target.due, target.owners

    assert list(map(facts, every_target(reading))) == list(map(facts, every_target(plain)))
    assert [(task.number, task.title, task.heading) for task in reading.tasks] == [
        (task.number, task.title, task.heading) for task in plain.tasks
    ]
    for target in every_target(reading):
        assert not set(UNSEEN) & set(target.subject)
        assert not set(UNSEEN) & {target.quote[0], target.quote[-1]}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cells_keep_their_places_among_characters_nobody_sees(data: st.DataObject) -> None:
    words = [sprinkled(cell, data) for cell in ("1", "新建公园6个", "区园林局")]
    text, cells = "\u202e", []
    for column, cell in zip(("序号", "工作\u200b任务", "责任单位"), words, strict=True):
        cells.append(Cell(column, len(text), len(text) + len(cell)))
        text += cell + "\t"
    reading = read_document(Document("任务表.docx", "docx", text, rows=(Row(tuple(cells)),)), 2024)
    check(text, reading)
    (target,) = every_target(reading)
    assert (target.subject, target.value, target.owners) == ("公园", 6, ("区园林局",))
    note = next(note for note in reading.notes if note.code == "direction-marks")
    assert note.at == 0


def test_a_target_with_a_damaged_character_is_left_out_and_said() -> None:
    text = (
        "东湖区2024年工作要点\n1.新增企业1\ufffd家，引进项目3个。\n2.建成\ufffd\u4729公园。\n3.年底前建成南湖大桥。\n"
    )
    reading = read(text)
    assert [target.quote for target in every_target(reading)] == ["引进项目3个", "建成南湖大桥"]
    note = next(note for note in reading.notes if note.code == "damaged-targets")
    assert "第 3 行" in note.zh
    assert "line 3" in note.en


def test_the_lines_of_broken_bytes_are_among_the_notes_of_the_reading() -> None:
    data = "东湖区2024年工作要点\n1.新增企业10家。\n2.完善制度".encode("gbk") + b"\xff" + "，建成公园。\n".encode("gbk")
    reading = read_document(open_document("plan.txt", data))
    assert "第 3 行" in next(note for note in reading.notes if note.code == "broken_bytes").zh
    assert not [target for target in every_target(reading) if "\ufffd" in target.subject + target.quote]


@pytest.mark.parametrize(
    "text",
    [
        "临港2024年工作计划\n1.引进Siemens Energy Global、Rolls-Royce Power Systems、General Electric Vernova等企业5家。\n",
        '<script>alert(1)</script>\n一、重点任务\n1.<b onmouseover="alert(3)">招商</b>引进<span class="number">企业5家</span>。\n',
        "Work plan\nWe build.\nEnglish above, Chinese below.\n2024年工作计划\n一、招商\n1.引进企业5家。\n",
    ],
)
def test_a_chinese_text_with_much_latin_is_read(text: str) -> None:
    assert [target.value for target in every_target(read(text, 2024))] == [5]


def test_a_text_with_a_few_chinese_words_is_not_chinese() -> None:
    text = "Annual plan of the Lingang (临港) area\nWe will build 3 schools.\nGDP grows by 5%.\nFour new parks open in 2024.\n"
    reading = read(text)
    assert (reading.tasks, [note.code for note in reading.notes]) == ((), ["not-chinese"])

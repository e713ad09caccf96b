"""Tables that list tasks, as the files' reader hands them over: rows of cells with their columns' headings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.plan.text import Cell, Document, Row
from lantu.plan.text.outline import Stretch
from lantu.plan.text.outline.tables import document_outline
from lantu.plan.text.outline.years import due_date
from lantu.plan.text.reading import read_document


def laid_out(columns: list[str], rows: list[list[str]], before: str = "", after: str = "") -> Document:
    """A document as a sheet is laid out: a line a row, cells by tabs."""
    text, found = before + "\t".join(columns) + "\n", []
    for row in rows:
        cells = []
        for column, words in zip(columns, row, strict=True):
            if words:
                cells.append(Cell(column, len(text), len(text) + len(words)))
            text += words + "\t"
        text += "\n"
        found.append(Row(tuple(cells)))
    return Document("任务表.xlsx", "xlsx", text + after, rows=tuple(found))


def clear(document: Document, stretch: Stretch) -> list[str]:
    return ["".join(document.text[start:end] for start, end in pieces) for pieces in stretch.clear]


def test_a_table_of_tasks_is_read_by_its_columns() -> None:
    document = laid_out(
        ["序号", "重点任务", "工作内容", "牵头领导", "牵头单位", "责任单位", "完成时限", "进展情况"],
        [
            ["一、城市建设", "", "", "", "", "", "", ""],
            ["1", "园林绿化", "新建口袋公园6个。", "李某", "区园林局", "区财政局、各街道", "10月底", "已开工2个"],
            ["2", "道路建设", "青年路通车。", "", "区交通局", "", "长期", ""],
            ["", "", "新增停车泊位900个。", "", "", "区城管局", "", ""],
        ],
        before="东湖区2024年重点任务清单\n",
    )
    found = document_outline(document, None)
    assert (found.title, found.year) == ("东湖区2024年重点任务清单", 2024)
    first, second = (stretch for stretch in found.stretches if not stretch.loose)
    assert (first.number, first.title, first.heading) == (1, "园林绿化", ("一、城市建设",))
    assert clear(document, first) == ["园林绿化", "新建口袋公园6个。"]
    assert (first.lead, first.owners, first.due) == (("区园林局",), ("区财政局", "各街道"), date(2024, 10, 31))
    assert clear(document, second) == ["道路建设", "青年路通车。", "新增停车泊位900个。"]
    assert (second.number, second.lead, second.owners, second.due) == (2, ("区交通局",), ("区城管局",), None)


def test_a_value_beside_its_name_is_one_sentence() -> None:
    document = laid_out(
        ["指标名称", "2024年目标", "责任部门"],
        [["地区生产总值", "增长6%", "区发改局"], ["新增学位", "5400个", "区教育局"]],
    )
    found = document_outline(document, 2024)
    assert [clear(document, stretch) for stretch in found.stretches if not stretch.loose] == [
        ["地区生产总值增长6%"],
        ["新增学位5400个"],
    ]


def test_text_before_a_table_is_its_introduction_and_numbered_text_stays_tasks() -> None:
    document = laid_out(
        ["类别", "项目名称", "建设内容"],
        [["教育", "实验小学东校区", "竣工投用"], ["教育", "第三幼儿园", "开工建设"]],
        before="南山区2024年工作要点\n今年地区生产总值增长6%左右。\n1.新增企业300户。\n2.新增就业2万人。\n",
    )
    stretches = document_outline(document, None).stretches
    assert [(stretch.loose, stretch.number, stretch.heading) for stretch in stretches if clear(document, stretch)] == [
        (True, None, ()),
        (False, 1, ()),
        (False, 2, ()),
        (False, None, ("教育",)),
        (False, None, ("教育",)),
    ]


def test_a_table_without_task_columns_leaves_the_text_as_it_is() -> None:
    document = laid_out(["姓名", "电话"], [["甲", "1"], ["乙", "2"]], before="西山区2024年工作要点\n1.新建桥梁2座。\n")
    assert [stretch.number for stretch in document_outline(document, None).stretches if not stretch.loose] == [1]


@pytest.mark.parametrize(
    "name", ["任务", "工作任务", "重点工作", "目标任务", "主要内容", "工作目标", "具体举措", "实施项目"]
)
def test_the_column_of_tasks_may_have_many_names(name: str) -> None:
    document = laid_out(["序号", name], [["1", "新建桥梁2座。"]])
    assert [stretch.number for stretch in document_outline(document, 2024).stretches if not stretch.loose] == [1]


WORDS = st.text(alphabet="一二1２、。新建学校3所局 \n（）%", max_size=12)
COLUMNS = st.lists(
    st.sampled_from(["序号", "任务", "内容", "牵头单位", "责任单位", "时限", "类别", "备注", ""]),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(
    COLUMNS.flatmap(
        lambda columns: st.tuples(
            st.just(columns), st.lists(st.lists(WORDS, min_size=len(columns), max_size=len(columns)), max_size=8)
        )
    ),
    WORDS,
    WORDS,
)
def test_any_table_is_read_with_positions_in_order(
    table: tuple[list[str], list[list[str]]], before: str, after: str
) -> None:
    document = laid_out(*table, before=before, after=after)
    at = 0
    for stretch in document_outline(document, 2024).stretches:
        assert at <= stretch.start <= stretch.end <= len(document.text)
        for start, end in (piece for pieces in stretch.clear for piece in pieces):
            assert stretch.start <= start < end <= stretch.end
        at = stretch.end


def test_a_line_across_the_table_heads_its_rows_and_a_merged_cell_holds_for_all_of_them() -> None:
    text = (
        "东湖区2024年任务清单\n序号\t任务\t牵头单位\n一、城市建设\n1\t新建公园6个\t区园林局\n"
        "新增绿道15公里\t区交通局\n二、民生保障\n2\t新增学位900个\t区教育局\n"
    )

    def cell(column: str, words: str) -> Cell:
        return Cell(column, text.index(words), text.index(words) + len(words))

    rows = (
        Row((cell("序号", "1"), cell("任务", "新建公园6个"), cell("牵头单位", "区园林局"))),
        Row((cell("序号", "1"), cell("任务", "新增绿道15公里"), cell("牵头单位", "区交通局"))),
        Row(
            (
                Cell("序号", text.index("2\t"), text.index("2\t") + 1),
                cell("任务", "新增学位900个"),
                cell("牵头单位", "区教育局"),
            )
        ),
    )
    document = Document("任务清单.xlsx", "xlsx", text, rows=rows)
    found = [stretch for stretch in document_outline(document, 2024).stretches if not stretch.loose]
    assert [(task.number, task.heading, task.lead) for task in found] == [
        (1, ("一、城市建设",), ("区园林局", "区交通局")),
        (2, ("二、民生保障",), ("区教育局",)),
    ]
    assert [clear(document, task) for task in found] == [["新建公园6个", "新增绿道15公里"], ["新增学位900个"]]


def test_a_task_cell_merged_over_rows_is_counted_once_and_all_its_rows_answer() -> None:
    text = "东湖区2024年任务清单\n新建公园6个\t区园林局\n区城管局\n区水务局\n新增学位900个\t区教育局\n"

    def cell(column: str, words: str) -> Cell:
        return Cell(column, text.index(words), text.index(words) + len(words))

    parks, places = cell("任务", "新建公园6个"), cell("任务", "新增学位900个")
    rows = (
        Row((parks, cell("责任单位", "区园林局"))),
        Row((parks, cell("责任单位", "区城管局"))),
        Row((parks, cell("责任单位", "区水务局"))),
        Row((places, cell("责任单位", "区教育局"))),
    )
    reading = read_document(Document("任务清单.xlsx", "xlsx", text, rows=rows))
    assert [[target.quote for target in task.targets] for task in reading.tasks] == [["新建公园6个"], ["新增学位900个"]]
    assert [task.owners for task in reading.tasks] == [("区园林局", "区城管局", "区水务局"), ("区教育局",)]
    assert not reading.targets


def test_a_cell_merged_across_columns_is_read_once() -> None:
    text = "东湖区2024年任务清单\n新建公园6个\t区园林局\n"
    place = (text.index("新建"), text.index("\t"))
    owner = Cell("责任单位", text.index("区园林局"), text.index("区园林局") + 4)
    rows = (Row((Cell("任务名称", *place), Cell("工作内容", *place), owner)),)
    reading = read_document(Document("任务清单.xlsx", "xlsx", text, rows=rows))
    assert [[target.quote for target in task.targets] for task in reading.tasks] == [["新建公园6个"]]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("6月底", date(2024, 6, 30)),
        ("2024.6.28", date(2024, 6, 28)),
        ("2024-06", date(2024, 6, 30)),
        ("6.30", date(2024, 6, 30)),
        ("5月28日—6月10日", date(2024, 6, 10)),
        ("1-12月", date(2024, 12, 31)),
        ("2024年1月至2025年6月", date(2025, 6, 30)),
        ("二〇二五年十月底前", date(2025, 10, 31)),
        ("第三季度", date(2024, 9, 30)),
        ("第二季度", date(2024, 6, 30)),
        ("二季度末", date(2024, 6, 30)),
        ("Q2", date(2024, 6, 30)),
        ("2025年Q3", date(2025, 9, 30)),
        ("Q1-Q2", date(2024, 6, 30)),
        ("全年", date(2024, 12, 31)),
        ("2023年底", date(2023, 12, 31)),
        ("长期", None),
        ("持续推进", None),
        ("每季度", None),
    ],
)
def test_a_time_limit_is_the_last_day_it_names(written: str, day: date | None) -> None:
    assert due_date(written, 2024) == day


def test_a_time_limit_without_a_year_has_no_day_where_the_year_is_unknown() -> None:
    assert due_date("6月底", None) is None


@pytest.mark.parametrize(
    ("column", "cell", "lead", "owners"),
    [
        ("责任单位", "区住房城乡建设局（牵头），各街道办事处", ("区住房城乡建设局",), ("各街道办事处",)),
        ("责任单位", "区教育局(主办)、区财政局（协办）", ("区教育局",), ("区财政局",)),
        ("责任单位", "区水务局（配合）、区生态环境局（牵头单位）", ("区生态环境局",), ("区水务局",)),
        ("牵头单位", "区交通局、区城管局（配合）", ("区交通局",), ("区城管局",)),
        ("牵头单位", "区交通局（牵头）、区城管局", ("区交通局",), ("区城管局",)),
        ("责任单位", "牵头单位：区卫健委\n配合单位：区财政局、各街道", ("区卫健委",), ("区财政局", "各街道")),
        ("责任单位", "区委办（区档案局）、区财政局", (), ("区委办(区档案局)", "区财政局")),
    ],
)
def test_a_cell_says_itself_who_leads(column: str, cell: str, lead: tuple[str, ...], owners: tuple[str, ...]) -> None:
    found = document_outline(laid_out(["序号", "工作任务", column], [["1", "新建公园2个。", cell]]), 2024)
    task = next(stretch for stretch in found.stretches if not stretch.loose)
    assert (task.lead, task.owners) == (lead, owners)


@pytest.mark.parametrize(
    "caption", ["附件：重点任务责任分解表", "附件1 民生实事清单", "表1  年度任务", "2024年重点工作任务分解表（第一批）"]
)
def test_the_caption_of_a_table_is_the_area_of_its_rows(caption: str) -> None:
    before = f"东湖区2024年工作要点\n一、重点任务\n1.新建公园2个。\n二、工作要求\n1.压实责任。\n{caption}\n单位：个\n"
    document = laid_out(["序号", "重点任务", "责任单位"], [["1", "开工学校3所", "区教育局"]], before)
    tasks = [stretch for stretch in document_outline(document, None).stretches if not stretch.loose]
    assert [(task.number, task.heading) for task in tasks] == [
        (1, ("一、重点任务",)),
        (1, ("二、工作要求",)),
        (1, (caption,)),
    ]


def test_a_row_that_repeats_a_task_of_the_text_is_no_second_task() -> None:
    before = "东湖区2024年工作要点\n一、城市建设\n1.新建口袋公园6个，改造老旧小区8个。\n2.开工中小学校3所。\n附件：任务分解表\n"
    rows = [
        ["1", "新建口袋公园6个，改造老旧小区8个", "区园林局（牵头）、各街道", "10月底"],
        ["2", "开工中小学校3所。", "区教育局", "6月底"],
        ["3", "开工中小学校4所。", "区教育局", "9月底"],
    ]
    document = laid_out(["序号", "任务", "责任单位", "完成时限"], rows, before)
    found = document_outline(document, None)
    first, second, other = (stretch for stretch in found.stretches if not stretch.loose)
    assert (first.number, first.heading) == (1, ("一、城市建设",))
    assert (first.lead, first.owners, first.due) == (("区园林局",), ("各街道",), date(2024, 10, 31))
    assert (second.owners, second.due) == (("区教育局",), date(2024, 6, 30))
    assert (other.number, other.heading, clear(document, other)) == (3, ("附件：任务分解表",), ["开工中小学校4所。"])
    note = next(note for note in found.notes if note.code == "table-repeats")
    assert "2 行" in note.zh
    assert note.at == document.text.index("1\t新建口袋公园")


def test_a_cell_is_a_sentence_of_its_own() -> None:
    rows = [["4", "养老服务", "建成社区食堂12处", "区民政局"]]
    reading = read_document(laid_out(["序号", "重点任务", "目标要求", "责任单位"], rows), 2024)
    assert [target.quote for task in reading.tasks for target in task.targets] == ["建成社区食堂12处"]


def test_rows_of_one_task_keep_their_own_time_limits() -> None:
    columns = ["序号", "重点任务", "工作内容", "完成时限"]
    rows = [
        ["1", "城市更新", "改造老旧小区46个", "Q3"],
        ["", "", "新增停车泊位200个", "长期"],
        ["", "", "新建口袋公园6个", "二季度末"],
    ]
    reading = read_document(laid_out(columns, rows), 2024)
    assert [[(target.value, target.due) for target in task.targets] for task in reading.tasks] == [
        [(46, date(2024, 9, 30)), (200, None), (6, date(2024, 6, 30))]
    ]


def test_the_title_of_a_document_that_is_one_table_is_no_area() -> None:
    document = laid_out(["序号", "重点任务"], [["1", "开工学校3所"]], "东湖区2024年重点任务分解表\n")
    found = document_outline(document, None)
    assert (found.title, found.stretches[-1].heading) == ("东湖区2024年重点任务分解表", ())


def test_rows_of_a_table_inside_a_task_are_no_repeats_of_it() -> None:
    before = "东湖区2024年工作要点\n1.推进城市更新。具体安排如下：\n"
    rows = [["1", "新建口袋公园6个，改造老旧小区8个", "区园林局"], ["2", "开工建设中小学校3所。", "区教育局"]]
    document = laid_out(["序号", "任务", "责任单位"], rows, before, "以上安排由各单位落实。\n2.推进教育公平发展。\n")
    found = document_outline(document, None)
    assert "table-repeats" not in [note.code for note in found.notes]
    written = [words for stretch in found.stretches for words in clear(document, stretch)]
    assert {"新建口袋公园6个，改造老旧小区8个", "开工建设中小学校3所。"} <= set(written)

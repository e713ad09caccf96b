"""What each form of file becomes: its text in reading order, its rows and where they stand."""

from __future__ import annotations

import datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from lantu.plan.text import Document
from lantu.plan.text.files import open_document
from lantu.plan.text.files.pdf.lines import unified
from lantu.plan.text.reading import read_document
from tests.plan.text.files import made_files as made


def rows(document: Document) -> list[dict[str, str]]:
    """Each row as column: text."""
    return [{cell.column: document.text[cell.start : cell.end] for cell in row.cells} for row in document.rows]


def places(document: Document, words: str) -> str:
    at = document.text.index(words)
    return next(place.zh for place in document.places if place.start <= at < place.end)


EXPECTED_ROWS = [
    {"序号": "1", "工作任务": "建成南湖大桥", "责任单位": "市交通局", "完成时限": "6月底前"},
    {"序号": "2", "工作任务": "开工学校3所", "责任单位": "市教育局", "完成时限": "年底前"},
]

# Plain text


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gbk", "utf-16"])
def test_text_is_the_file_character_by_character(charset):
    text = "一、产业\r\n新增企业10家。\r引进人才\n\u3000\u3000建成园区"
    assert open_document("plan.txt", text.encode(charset)).text == text


def test_a_utf8_mark_is_the_first_character_as_python_reads_it(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "新增企业10家\r\n".encode())
    with path.open(encoding="utf-8", newline="") as stream:
        assert open_document("plan.txt", path.read_bytes()).text == stream.read()


def test_broken_bytes_are_replaced_and_said_with_their_line():
    data = "一、产业发展，新增企业十家。\n二、民生保障，".encode("gbk") + b"\xff" + "开工学校三所。".encode("gbk")
    document = open_document("plan.txt", data)
    note = next(note for note in document.notes if note.code == "broken_bytes")
    assert document.text[note.at] == "\ufffd"
    assert "第 2 行" in note.zh
    assert "line 2" in note.en
    assert "开工学校三所" in document.text


def test_one_broken_byte_does_not_turn_utf8_into_gb18030():
    data = "一、产业发展，新增企业十家。".encode() + b"\xe4" + "二、民生保障".encode()
    assert "二、民生保障" in open_document("plan.txt", data).text


# HTML


def test_html_keeps_what_a_person_sees():
    page = """<!DOCTYPE html><html><head><title>网站</title><style>p{}</style></head><body><nav>首页</nav>
    <h1>2024年工作要点</h1><script>var a="新增99家"</script><p>新增<b>10</b>家<br>企业</p>
    <p style="display: none">隐藏</p><ol start=3><li>建成园区<li>开工学校</ol></body></html>"""
    assert open_document("a.html", page.encode()).text == "2024年工作要点\n新增10家\n企业\n3. 建成园区\n4. 开工学校\n"


def test_html_tables_of_tasks_become_rows_and_merged_cells_say_the_same():
    page = """<table><tr><th>序号<th>工作任务<th>责任单位</tr><tr><td>1<td>建成大桥<td rowspan=2>市交通局</tr>
    <tr><td>2<td>开工 道路</tr><tr><td colspan=3>二、民生</tr><tr><td>3<td>开学<td>教育局</table>"""
    document = open_document("a.htm", page.encode())
    assert [row.get("责任单位") for row in rows(document)] == ["市交通局", "市交通局", "教育局"]
    assert document.text.count("市交通局") == 1
    assert "二、民生\n" in document.text


def test_html_says_its_charset():
    page = '<html><meta charset="gb2312"><body>新增企业10家'
    assert "新增企业10家" in open_document("a.html", page.encode("gb2312")).text


# Word


def test_word_numbers_appear_in_the_text():
    word = made.WordFile()
    for text, level in (
        ("产业", 0),
        ("集成电路", 1),
        ("新增10家", 2),
        ("建成园区", 2),
        ("引才", 3),
        ("民生", 0),
        ("教育", 1),
    ):
        word.paragraph(text, level)
    word.paragraph("开工学校", 2, number=71)
    lines = open_document("a.docx", word.data()).text.split("\n")
    assert lines[:4] == ["一、产业", "（一）集成电路", "1. 新增10家", "2. 建成园区"]
    assert lines[4:] == ["① 引才", "二、民生", "（一）教育", "5. 开工学校", ""]


def test_word_lists_linked_through_a_style_count_on_with_its_list():
    word = made.WordFile()
    numbers = word.document.part.numbering_part.element
    defining = next(element for element in numbers if element.get(qn("w:abstractNumId")) == "70")
    defining.insert(0, parse_xml(f'<w:styleLink {nsdecls("w")} w:val="Items"/>'))
    link = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="80"><w:numStyleLink w:val="Items"/></w:abstractNum>'
    numbers.insert(1, parse_xml(link))
    numbers.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="80"><w:abstractNumId w:val="80"/></w:num>'))
    word.paragraph("产业", 0, number=80)
    word.paragraph("新增10家", 2, number=80)
    word.paragraph("民生", 0, number=70)
    assert open_document("a.docx", word.data()).text == "一、产业\n1. 新增10家\n二、民生\n"


def test_word_changes_are_read_as_accepted_and_hidden_text_is_not_read():
    word = made.WordFile()
    word.paragraph("新增企业")
    word.xml('<w:ins w:id="1" w:author="a"><w:r><w:t>20家</w:t></w:r></w:ins>')
    word.xml('<w:del w:id="2" w:author="a"><w:r><w:delText>10家</w:delText></w:r></w:del>')
    word.xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>")
    assert open_document("a.docx", word.data()).text == "新增企业20家\n"


def test_word_tables_stand_where_they_stood_and_become_rows():
    document = open_document("a.docx", made.word_table())
    assert document.text.startswith("2024年重点任务分解表\n序号\t工作任务")
    assert rows(document) == EXPECTED_ROWS
    assert places(document, "开工学校") == "表 1 第 3 行"


def test_word_cells_merged_downwards_belong_to_each_row():
    word = docx.Document()
    table = word.add_table(3, 2)
    for (row, column), text in {(0, 0): "工作任务", (0, 1): "牵头单位", (1, 0): "建成大桥", (2, 0): "开工学校"}.items():
        table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1)).text = "发改委"
    document = open_document("a.docx", made.saved(word))
    assert [row["牵头单位"] for row in rows(document)] == ["发改委", "发改委"]
    assert document.text.count("发改委") == 1


# PDF


def plan_pages() -> list[list[made.Mark | str]]:
    """Two pages with a header and page numbers; a paragraph of three lines runs over the page break."""
    body = "推动⽚区产业发展，新增规上企业20家，实现产值570亿元，引进重大项目不少于10个，其中亿元以上项目不少于三个，年内建成园区和平台，"
    lines = [body[:26], body[26:54], body[54:]]  # 28 letters a line, the first two of the paragraph blank
    first: list[made.Mark | str] = [(200, 815, 9, "某市文件"), (200, 740, 22, "2024年工作要点")]
    first += [(104, 700, 16, "一、产业发展"), (104, 144, 16, lines[0]), (72, 120, 16, lines[1])]
    first += [(72, 96, 16, lines[2].ljust(28, "好"))]
    second: list[made.Mark | str] = [
        (200, 815, 9, "某市文件"),
        (72, 760, 16, "并投入使用。"),
        (104, 730, 16, "二、民生保障"),
    ]
    second += made.ruled_table([row[1:] for row in made.TABLE], 72, 500)
    return [[*first, (290, 30, 10, "— 1 —")], [*second, (290, 30, 10, "— 2 —")]]


def test_pdf_paragraphs_are_whole_and_furniture_is_gone():
    document = open_document("a.pdf", made.pdf(plan_pages()))
    lines = document.text.split("\n")
    assert lines[:2] == ["2024年工作要点", "一、产业发展"]
    assert lines[2].startswith("推动片区产业发展")
    assert "亿元以上项目不少于三个" in lines[2]
    assert lines[2].endswith("好并投入使用。")
    assert lines[3] == "二、民生保障"
    assert "某市文件" not in document.text
    assert "—" not in document.text


def test_pdf_pages_are_places_and_ruled_tables_rows():
    document = open_document("a.pdf", made.pdf(plan_pages()))
    assert places(document, "570亿元") == "第 1 页"
    assert places(document, "二、民生") == "第 2 页"
    assert [row["工作任务"] for row in rows(document)] == ["建成南湖大桥", "开工学校3所"]


def test_a_pdf_table_goes_on_over_the_page_with_the_same_columns():
    pages = [made.ruled_table(made.TABLE[:2], 72, 700), made.ruled_table([made.TABLE[2], made.TABLE[1]], 72, 700)]
    document = open_document("a.pdf", made.pdf(pages))
    assert [row["序号"] for row in rows(document)] == ["1", "2", "1"]


def test_a_pdf_header_alone_at_the_end_of_a_page_names_the_columns_of_the_next():
    pages = [made.ruled_table(made.TABLE[:1], 72, 60), made.ruled_table(made.TABLE[1:], 72, 800)]
    assert rows(open_document("a.pdf", made.pdf(pages))) == EXPECTED_ROWS


def test_a_pdf_title_of_two_centred_lines_is_one():
    page = [(72, 760, 22, "某某市人民政府关于全面推进新区建"), (227, 730, 22, "设的工作要点")]
    body = [(72, 700 - 24 * n, 11, "各部门要按照职责分工抓好落实并按季度报告进展情况和问题。") for n in range(6)]
    assert open_document("a.pdf", made.pdf([page + body])).text.startswith(
        "某某市人民政府关于全面推进新区建设的工作要点\n"
    )


def test_pdf_radicals_become_the_characters_of_simplified_chinese():
    assert unified("⽚区⻔⼾⻓⻛，1（一）％") == "片区门户长风，1（一）％"


# Sheets


def test_xlsx_rows_with_merged_areas_dates_and_percent():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "年度任务"
    for line in (
        ["2024年任务"],
        ["领域", "工作任务", "目标", "完成时限"],
        ["产业", "新增", 0.15, datetime.date(2024, 6, 30)],
    ):
        sheet.append(line)
    sheet.append([None, "建成", 3, "年底"])
    sheet["C3"].number_format = "0%"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    document = open_document("a.xlsx", made.saved(book))
    assert rows(document) == [
        {"领域": "产业", "工作任务": "新增", "目标": "15%", "完成时限": "2024年6月30日"},
        {"领域": "产业", "工作任务": "建成", "目标": "3", "完成时限": "年底"},
    ]
    assert places(document, "年底") == "工作表 年度任务 单元格 D4"


def test_xlsx_header_in_two_rows():
    lines = [["工作任务", "责任单位", None], [None, "牵头单位", "配合单位"], ["建成大桥", "交通局", "住建局"]]
    document = open_document("a.xlsx", made.workbook(lines, "A1:A2", "B1:C1"))
    assert rows(document) == [{"工作任务": "建成大桥", "牵头单位": "交通局", "配合单位": "住建局"}]


def test_a_sheet_without_header_is_read_as_lines():
    document = open_document("a.xlsx", made.workbook([["产业", "新增企业10家"], [None, "建成园区"]], "A1:A2"))
    assert document.rows == ()
    assert document.text == "产业\t新增企业10家\n建成园区\n"


def test_hidden_sheets_are_left_out_and_said():
    book = openpyxl.Workbook()
    book.active.append(["新增企业10家"])
    book.create_sheet("旧表").append(["新增企业5家"])
    book["旧表"].sheet_state = "hidden"
    document = open_document("a.xlsx", made.saved(book))
    assert "5家" not in document.text
    assert [note.code for note in document.notes] == ["hidden_sheet"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_finds_its_delimiter(delimiter):
    text = "\r\n".join(delimiter.join(row) for row in made.TABLE)
    document = open_document("a.csv", text.encode("gb18030"))
    assert rows(document) == EXPECTED_ROWS
    assert places(document, "开工学校") == "第 3 行"


def test_a_table_of_figures_with_a_column_of_units_does_not_list_tasks():
    document = open_document("a.csv", "指标,单位,2023年\n新增企业,家,10\n".encode())
    assert document.rows == ()
    assert "新增企业\t家\t10" in document.text


# All forms


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", made.word_table()), ("a.xlsx", made.workbook(made.TABLE)), ("a.pdf", made.pdf(plan_pages()))],
)
def test_every_cell_and_place_is_a_stretch_of_the_text(name, data):
    document = open_document(name, data)
    spans = [(cell.start, cell.end) for row in document.rows for cell in row.cells]
    spans += [(place.start, place.end) for place in document.places]
    assert spans
    assert all(0 <= start < end <= len(document.text) for start, end in spans)


def test_content_counts_more_than_the_name():
    document = open_document("plan.docx", made.pdf(plan_pages()))
    assert document.form == "pdf"
    assert [note.code for note in document.notes] == ["other_content"]


def test_an_english_document_is_read_and_said_to_be_no_chinese_plan():
    reading = read_document(open_document("plan.txt", b"Work plan 2024. We will build three schools."))
    assert [note.code for note in reading.notes] == ["not-chinese"]

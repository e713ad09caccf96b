"""PDF pages in two columns: read column by column where prose fills both, across where a table has no rules."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

from lantu.plan.text.files import open_document
from lantu.plan.text.reading import read_document
from tests.plan.text.files import made_files as made

ITEM = "推进第{0}号片区建设，新建口袋公园{1}个，改造{3}老旧小区，推动项目落地，年底前新增停车泊位{2}个。"
STREETS = ("湖滨", "人民", "解放", "东风", "建设", "和平", "胜利")
STYLE = """@page { size: A4; margin: 20mm } body { font: 10.5pt/1.7 "Noto Sans CJK SC", sans-serif; margin: 0 }
h1 { text-align: center } p { margin: 0; text-indent: 2em } .two { column-count: 2; column-gap: 9mm }"""


def printed(chromium: str, body: str, folder: Path) -> bytes:
    """What a browser prints of a page."""
    page, pdf = folder / "plan.html", folder / "plan.pdf"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}", encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-pdf-header-footer",
    ]
    profile = f"--user-data-dir={folder / 'profile'}"
    subprocess.run(
        [chromium, *options, profile, f"--print-to-pdf={pdf}", page.as_uri()], check=True, capture_output=True
    )
    return pdf.read_bytes()


def test_a_page_printed_in_two_columns_is_read_column_by_column(needs_chromium: str, tmp_path: Path) -> None:
    items = [f"{n}.{ITEM.format(n, n + 3, n + 100, STREETS[n % 7] + STREETS[n // 7 % 7])}" for n in range(1, 41)]
    body = "<h1>东湖区2024年工作要点</h1>" + f"<p>{'坚持稳中求进，' * 12}制定本要点。</p><div class=two>"
    body += "".join(f"<p>{item}</p>" for item in items) + "</div><p>" + "各单位要抓好落实，" * 8 + "及时报告。</p>"
    document = open_document("plan.pdf", printed(needs_chromium, body, tmp_path))
    assert [line for line in document.text.splitlines() if re.match(r"\d", line)] == items
    assert document.text.splitlines()[-1] == "各单位要抓好落实，" * 8 + "及时报告。"
    pages = [
        next(place.zh for place in document.places if place.start <= document.text.index(i) < place.end) for i in items
    ]
    assert pages == sorted(pages)
    tasks = [task for task in read_document(document).tasks if task.number]
    assert [task.number for task in tasks] == list(range(1, 41))
    assert [[target.value for target in task.targets] for task in tasks] == [[n + 3, n + 100] for n in range(1, 41)]


def in_columns(left: list[str], right: list[str]) -> bytes:
    marks: list[made.Mark | str] = [(180, 780, 18, "东湖区2024年工作要点")]
    marks += [(60, 740 - 20 * at, 10, text) for at, text in enumerate(left)]
    marks += [(310, 740 - 20 * at, 10, text) for at, text in enumerate(right)]
    return made.pdf([marks])


def test_full_lines_on_both_sides_of_a_gutter_are_columns() -> None:
    words = "推动重点项目落地见效，努力让群众有更多获得感，"
    left = [words for _ in range(7)] + ["建成公园。"]
    text = open_document("plan.pdf", in_columns(left, [words for _ in range(8)])).text
    assert text.splitlines() == ["东湖区2024年工作要点", words * 7 + "建成公园。", words * 8]


def test_a_list_without_rules_is_read_across() -> None:
    left = [f"{n}.新建公园{n}个" + "。" * (n % 3) for n in range(1, 9)]
    right = ["区园林局", "区水务局、各街道", "区教育局", "各街道", "区民政局、区财政局、各街道"] + ["区城管局"] * 3
    lines = open_document("plan.pdf", in_columns(left, right)).text.splitlines()
    assert [line.split() for line in lines[1:]] == [list(pair) for pair in zip(left, right, strict=True)]
    assert all(int(after[0]) == int(before[0]) + 1 for before, after in pairwise(lines[1:]))

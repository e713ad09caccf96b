"""Exports: one row a target, harmless cells, the same bytes for the same plan."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lantu.ground.people import PUBLIC
from lantu.plan import actions, queries
from lantu.web import exports

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(db, settings, tmp_path):
    settings.FILES = tmp_path / "files"
    actions.adopt_sample()
    return queries.tree(PUBLIC, "lingang-2023"), queries.text(PUBLIC, "lingang-2023").text


def test_one_row_a_target_with_its_sentence(sample) -> None:
    tree, text = sample
    for lang, heading in (("zh", "序号"), ("en", "No.")):
        sheet = load_workbook(io.BytesIO(exports.excel(tree, text, lang))).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        names = [column[0] for column in exports.COLUMNS + exports.TECHNICAL]
        assert rows[0][0] == heading
        assert len(rows) == 1 + tree.shown_targets
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:W{len(rows)}"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_area == f"'{sheet.title}'!$A$1:$J${len(rows)}"
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        for row in rows[1:]:
            said = dict(zip(names, row, strict=True))
            assert said["quote"].lstrip("'") in said["sentence"].replace("\r", "")
            assert said["due"].year == 2023
            assert said["figure"]


def test_the_same_plan_gives_the_same_bytes(sample) -> None:
    tree, text = sample
    first = exports.excel(tree, text, "zh")
    time.sleep(2.1)  # the zip format counts time in steps of two seconds
    assert exports.excel(tree, text, "zh") == first


def test_a_cell_is_never_a_formula(sample) -> None:
    tree, text = sample
    target = replace(
        tree.headline[0],
        subject='=HYPERLINK("http://x","y")',
        unit="@SUM(1)",
        lead=("-2+3",),
        rule="\tcmd",
        quote="\x07+1",
    )
    one = replace(tree, headline=(target,), areas=())
    sheet = load_workbook(io.BytesIO(exports.excel(one, text, "zh"))).worksheets[0]
    cells = [cell for cell in sheet[2] if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.strip()[0] in "=+-@"]
    assert sum(cell.value.startswith("'") for cell in cells) == 5


@given(st.text(max_size=20))
def test_whatever_a_plan_says_a_cell_does_not_begin_like_a_formula(words) -> None:
    said = exports.harmless(words)
    assert not said.lstrip(" \u3000").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert exports.harmless(150) == 150


def test_json_holds_the_tree(sample) -> None:
    tree, text = sample
    said = json.loads(exports.as_json(tree, text))
    targets = said["targets"] + [t for area in said["areas"] for task in area["tasks"] for t in task["targets"]]
    assert len(targets) == tree.shown_targets
    assert all(t["quote"] in t["sentence"] for t in targets)
    assert said["plan"]["key"] == "lingang-2023"


def test_the_sentence_around_a_quote_ends_where_the_text_does() -> None:
    sentences = exports.Sentences("一、甲。推动乙竣工；丙")
    assert sentences.around(6, 9) == "推动乙竣工；"
    assert sentences.around(10, 11) == "丙"

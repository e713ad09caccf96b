"""How numbers and lines look in a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.text import Document, Reading, Target, Task
from lantu.project.plan_printing import Paper, amount, as_tree, fit, scaled, width


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (57_000_000_000, "元", "570亿"),
        (1e12, "元", "1万亿"),
        (2_500_000, "总吨", "250万"),
        (20_000, "套", "2万"),
        (1500, "家", "1500"),
        (12.5, "%", "12.5"),
        (33_000_000, "元", "3300万"),
        (0, "家", "0"),
    ],
)
def test_numbers_stand_in_chinese_scale(value, unit, shown):
    assert scaled(value, unit) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": 20, "unit": "家", "comparator": ">="}, "≥20家"),
        ({"low": 3, "high": 5, "unit": "家", "comparator": "range"}, "3–5家"),
        ({"value": 5, "unit": "%", "comparator": ">", "basis": "growth"}, "增长>5%"),
        ({"value": 8, "unit": "万吨", "comparator": "~"}, "约8万吨"),
        ({"value": 10, "unit": "家", "comparator": "=", "basis": "increment"}, "10家"),
    ],
)
def test_an_amount_says_its_comparator_range_and_growth(fields, shown):
    assert amount(Target("quantity", 0, 1, "x", "企业", **fields)) == shown


@given(text=st.text(alphabet="新增企业 abc\n\t，", max_size=60), columns=st.integers(2, 40))
def test_cut_lines_fit_and_are_a_beginning_of_the_text(text, columns):
    cut = fit(text, columns)
    assert width(cut) <= columns
    assert "\n" not in cut
    assert " ".join(text.split()).startswith(cut.removesuffix("…"))


def reading(targets: tuple[Target, ...] = ()) -> Reading:
    return Reading("计划", 2024, (Task(1, "新增企业" * 40, ("一、产业",), 0, 160, targets, owners=("市经信局",)),), ())


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns):
    target = Target(
        "quantity", 0, 4, "新增企业", "新增企业" * 40, value=20, unit="家", comparator="=", owners=("市经信局" * 20,)
    )
    tree = as_tree(Document("a.txt", "text", "新增企业" * 40), reading((target,)), Paper(columns))
    assert max(width(line) for line in tree.splitlines()) <= columns


def test_colours_are_for_terminals_that_want_them(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert Paper.of(Terminal()).colours
    assert not Paper.of(io.StringIO()).colours
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Paper.of(Terminal()).colours

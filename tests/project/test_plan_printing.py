"""How numbers and lines look in a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.text import Document, Reading, Target, Task
from lantu.project.plan_printing import Paper, as_tree, fit, width


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

"""Reading a table: every problem is found at once, and says where it is and what to write instead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.engines.decisions import TableRefused, logic
from tests.engines.decisions.rules import HEAD, STANDING


def refused(text: str) -> TableRefused:
    with pytest.raises(TableRefused) as caught:
        logic.read("standing", text)
    for problem in caught.value.problems:
        assert problem.zh
        assert problem.en
        assert problem.en in str(caught.value)
    return caught.value


def with_row(row: str) -> TableRefused:
    return refused(STANDING + row + "\n")


def test_a_table_has_typed_columns_with_units_and_rows_by_name() -> None:
    table = logic.read("standing", STANDING)
    assert [(one.name, one.type, one.unit, one.values) for one in table.inputs] == [
        ("kind", "text", "", ("share", "growth")),
        ("done", "number", "%", ()),
        ("final", "boolean", "", ()),
    ]
    assert [one.name for one in table.rows] == ["behind", "on course", "met", "grows", "grows more"]
    assert table.rows[0].outputs == ("behind", Decimal(10))
    assert table.rows[2].outputs == ("met", None)
    assert table.rows[1].line == 3


def test_the_hash_is_of_the_text_and_not_of_how_a_spreadsheet_saves_it() -> None:
    plain = logic.read("standing", STANDING)
    assert logic.read("standing", "\ufeff" + STANDING.replace("\n", "\r\n")) == plain
    assert logic.read("standing", STANDING.replace("< 50", "< 49")).hash != plain.hash


@pytest.mark.parametrize(
    ("row", "column", "hint"),
    [
        ("x,shares,< 5,-,,a,1,2022-01-01,2022-02-01,s", "kind", "share|growth"),
        ("x,share,< 5个,-,,a,1,2022-01-01,2022-02-01,s", "done", "%"),
        ("x,share,about 5,-,,a,1,2022-01-01,2022-02-01,s", "done", "[1..5)"),
        ("x,share,[5..1],-,,a,1,2022-01-01,2022-02-01,s", "done", "lower bound first"),
        ("x,share,(5..5],-,,a,1,2022-01-01,2022-02-01,s", "done", "lower bound first"),
        ("x,share,NaN,-,,a,1,2022-01-01,2022-02-01,s", "done", "not a number"),
        ("x,share,,-,,a,1,2022-01-01,2022-02-01,s", "done", "write -"),
        ("x,share,-,maybe,,a,1,2022-01-01,2022-02-01,s", "final", "yes nor no"),
        ("x,share,-,-,,a,many,2022-01-01,2022-02-01,s", "limit", "天"),
        ("x,share,-,-,,,1,2022-01-01,2022-02-01,s", "standing", "write -"),
        ("x,share,-,-,a,a,1,2022-01-01,2022-02-01,s", "|", "leave it empty"),
        ("x,share,-,-,,a,1,,2022-02-01,s", "since", "2023-01-01"),
        ("x,share,-,-,,a,1,2022-13-01,,s", "since", "2023-06-30"),
        ("x,share,-,-,,a,1,2022-03-01,2022-02-01,s", "until", "before its since"),
        ("x,share,-,-,,a,1,2022-01-01,2022-02-01,", "source", "name the document"),
        (",share,-,-,,a,1,2022-01-01,2022-02-01,s", "U/F", "cites its row"),
        ("met,share,-,-,,a,1,2022-01-01,2022-02-01,s", "met", "line 4"),
        ("x,share,-,-,,a,1,2022-01-01,2022-02-01,s,more", "U", "quote a cell"),
    ],
)
def test_a_bad_cell_is_named_with_what_to_write(row: str, column: str, hint: str) -> None:
    [problem] = with_row(row).problems
    assert (problem.table, problem.line, problem.column) == ("standing", 7, column)
    assert hint in problem.en


@pytest.mark.parametrize(
    "head",
    [
        "",
        "X" + HEAD[1:],
        HEAD.replace("|,", ""),
        HEAD.replace(",source", ""),
        HEAD.replace("done:number%", "done"),
        HEAD.replace("done:number%", "done:numbers"),
        HEAD.replace("final:boolean", "final:boolean%"),
        HEAD.replace("done:number%", "kind:number%"),
        "U,kind:text,|,since,until,source",
        HEAD.replace("done", '"done'),
    ],
)
def test_a_bad_header_is_refused(head: str) -> None:
    refused(STANDING.replace(HEAD, head))


def test_a_table_without_rows_is_refused() -> None:
    refused(HEAD)


def test_all_problems_are_told_at_once() -> None:
    found = refused(STANDING.replace("< 50", "fifty").replace("测试规则二", ""))
    assert [(one.line, one.column) for one in found.problems] == [(2, "done"), (4, "source")]


@pytest.mark.parametrize(
    ("row", "with_"),
    [
        ("x,share,[100..200],-,,a,1,2023-06-01,,s", "met"),
        ("x,-,3,是,,a,1,2023-06-01,2023-06-01,s", "behind"),
        ("x,growth,0|-3,-,,a,1,2023-12-31,,s", "grows"),
    ],
)
def test_under_u_rows_that_can_match_together_are_refused(row: str, with_: str) -> None:
    assert any(repr(with_) in one.en for one in with_row(row).problems)


@pytest.mark.parametrize(
    "row",
    [
        "x,growth,< 0,-,,a,1,2023-01-01,,s",
        "x,growth,>= 0,否,,a,1,2023-01-01,,s",
        "x,-,-,-,,a,1,2021-01-01,2022-12-31,s",
    ],
)
def test_under_u_rows_apart_in_a_cell_or_in_time_are_taken(row: str) -> None:
    assert len(logic.read("standing", STANDING + row).rows) == 6


def test_under_f_rows_may_overlap_but_none_may_hide_another() -> None:
    first = "F,n:number,kind:text(a|b),|,out:text,since,until,source\n"
    assert logic.read("t", first + "one,< 5,-,,x,2023-01-01,,s\nrest,-,-,,y,2023-01-01,,s\n")
    for hidden in ("-,-,,x,2023-01-01,,s", "< 9,a|b,,x,2022-01-01,,s"):
        with pytest.raises(TableRefused, match="never decides"):
            logic.read("t", first + f"one,{hidden}\ntwo,[1..3],a,,y,2023-01-01,,s\n")


def test_days_are_whole_so_an_open_stretch_between_neighbours_is_empty() -> None:
    head = "U,day:date,|,out:text,since,until,source\n"
    with pytest.raises(TableRefused, match="holds nothing"):
        logic.read("t", head + "a,(2023-01-01..2023-01-02),,x,2023-01-01,,s")
    assert logic.read("t", head + "a,< 2023-01-02,,x,2023-01-01,,s\nb,> 2023-01-01,,y,2023-01-01,,s")

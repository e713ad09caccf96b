"""Deciding: the row and its source, what is missing, or what came nearest; and laws that hold for any table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.engines.decisions import Decision, FactRefused, TableRefused, logic
from tests.engines.decisions.rules import STANDING

TABLE = logic.read("standing", STANDING)
DAY = date(2023, 6, 30)


def decide(on: date = DAY, **facts: object) -> Decision:
    return logic.decide(TABLE, facts, on)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({"kind": "share", "done": 49.9}, "behind"),
        ({"kind": "share", "done": 50}, "on course"),
        ({"kind": "share", "done": Decimal("99.99")}, "on course"),
        ({"kind": "share", "done": 100}, "met"),
        ({"kind": "growth", "done": 0, "final": True}, "grows"),
    ],
)
def test_the_row_that_matches_is_the_reason(facts: dict[str, object], row: str) -> None:
    found = decide(**facts)
    assert found.state == "matched"
    assert found.row is not None
    assert found.row.name == row
    assert found.hash == TABLE.hash
    assert found.row.source in logic.reason(found, "zh")
    assert row in logic.reason(found, "en")


def test_a_rule_holds_on_its_days_only() -> None:
    facts = {"kind": "growth", "done": 3, "final": True}
    assert decide(date(2023, 12, 31), **facts).state == "matched"
    later = decide(date(2024, 1, 1), **facts)
    assert later.state == "none"
    assert later.nearest is not None
    assert later.nearest.row.name == "grows more"
    assert later.nearest.failed == (("done", "≥ 5", "3%"),)
    before = decide(date(2022, 12, 31), **facts)
    assert (before.state, before.nearest) == ("none", None)
    assert "2022-12-31" in logic.reason(before, "zh")


def test_what_is_not_known_stays_unknown_and_is_named() -> None:
    assert decide(kind="share").missing == ("done",)
    assert decide(kind="growth", done=3).missing == ("final",)
    assert decide(kind="growth", done=3, final=None).state == "unknown"
    assert "final" in logic.reason(decide(kind="growth", done=3), "zh")
    # Nothing hangs on what is missing: no row could match any more.
    assert decide(kind="growth", done=-1).state == "none"
    assert decide(kind="share", done=10).state == "matched"


def test_under_f_a_row_that_might_match_earlier_leaves_it_unknown() -> None:
    table = logic.read(
        "t",
        "F,a:boolean,b:boolean,|,out:text,since,until,source\none,是,-,,x,2023-01-01,,s\ntwo,-,是,,y,2023-01-01,,s\n",
    )
    assert logic.decide(table, {"b": True}, DAY).missing == ("a",)
    assert logic.decide(table, {"a": False, "b": True}, DAY).outputs == {"out": "y"}
    assert logic.decide(table, {"a": True}, DAY).outputs == {"out": "x"}


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "shares"},
        {"kind": 3},
        {"done": "50"},
        {"done": True},
        {"done": float("nan")},
        {"final": 1},
        {"final": "yes"},
    ],
)
def test_a_fact_of_another_type_is_refused_and_never_guessed(facts: dict[str, object]) -> None:
    with pytest.raises(FactRefused) as caught:
        decide(**{"kind": "share", "done": 10, **facts})
    assert next(iter(facts)) in caught.value.zh


CELL = st.one_of(
    st.just("-"),
    st.builds(lambda sign, n: f"{sign} {n}", st.sampled_from(["<", "<=", ">", ">="]), st.integers(0, 9)),
    st.builds(
        lambda a, b, left, right: f"{left}{min(a, b)}..{max(a, b) + 1}{right}",
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from("[("),
        st.sampled_from("])"),
    ),
    st.lists(st.integers(0, 9), min_size=1, max_size=3).map(lambda ns: "|".join(map(str, ns))),
)
SPAN = st.tuples(st.integers(1, 6), st.one_of(st.none(), st.integers(6, 12)))
ROWS = st.lists(st.tuples(CELL, CELL, SPAN), min_size=1, max_size=5)
FACTS = st.fixed_dictionaries({}, optional={"x": st.integers(-1, 21).map(lambda n: n / 2), "y": st.integers(-1, 11)})


def written(policy: str, rows: list[tuple[str, str, tuple[int, int | None]]]) -> str:
    lines = [f"{policy},x:number,y:number,|,out:text,since,until,source"]
    for at, (x, y, (since, until)) in enumerate(rows):
        lines.append(f"r{at},{x},{y},,o{at},2023-{since:02}-01,{f'2023-{until:02}-15' if until else ''},s")
    return "\n".join(lines)


def plainly(cell: str, value: float) -> bool:
    """What a cell lets through, told a second time and without sets."""
    for part in cell.split("|"):
        if part == "-":
            return True
        if ".." in part:
            low, high = part[1:-1].split("..")
            if (value > float(low) or (part[0] == "[" and value == float(low))) and (
                value < float(high) or (part[-1] == "]" and value == float(high))
            ):
                return True
            continue
        sign, _, bound = part.rpartition(" ")
        n = float(bound)
        if {"": value == n, "<": value < n, "<=": value <= n, ">": value > n, ">=": value >= n}[sign]:
            return True
    return False


@given(ROWS, FACTS, st.integers(1, 12), st.sampled_from("UF"))
def test_a_table_decides_as_its_cells_read(rows, facts, month, policy) -> None:
    try:
        table = logic.read("t", written(policy, rows))
    except TableRefused:
        return
    on = date(2023, month, 10)
    found = logic.decide(table, facts, on)
    alive = [
        (at, x, y)
        for at, (x, y, (since, until)) in enumerate(rows)
        if since <= month and (until is None or month <= until)
    ]
    if len(facts) == 2:
        matching = [at for at, x, y in alive if plainly(x, facts["x"]) and plainly(y, facts["y"])]
        assert policy == "F" or len(matching) <= 1
        assert found.outputs == ({"out": f"o{matching[0]}"} if matching else {})
        assert found.state == ("matched" if matching else "none")
    # Learning more never turns an answer into another one.
    if found.state != "unknown":
        told = logic.decide(table, {"x": 3, "y": 4} | facts, on)
        assert (told.state, told.row) == (found.state, found.row)
    else:
        assert set(found.missing) == set(found.missing) - set(facts)


def meet_on_a_grid(one: tuple, other: tuple) -> bool:
    """Whether some month and some facts are let through by two rows, found by trying."""
    (ax, ay, (since, until)), (bx, by, (other_since, other_until)) = one, other
    grid = [n / 4 for n in range(-8, 56)]
    return (
        max(since, other_since) <= min(until or 12, other_until or 12)
        and any(plainly(ax, x) and plainly(bx, x) for x in grid)
        and any(plainly(ay, y) and plainly(by, y) for y in grid)
    )


@given(ROWS)
def test_under_u_a_table_is_refused_just_when_facts_exist_that_two_rows_let_through(rows) -> None:
    found = any(meet_on_a_grid(one, other) for one, other in combinations(rows, 2))
    try:
        logic.read("t", written("U", rows))
        taken = True
    except TableRefused:
        taken = False
    assert taken is not found

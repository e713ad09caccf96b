"""The port for other readers: only what stands in the text gets in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.text.proposals import Proposal, admit

TEXT = "新建公园6个，新建球场6个。年底前青枫湖大桥建成通车。引进研发机构3-5家，完成投资1.2亿元。"
BRIDGE = Proposal("青枫湖大桥建成通车", "青枫湖大桥", state="operate", due=date(2024, 12, 31), reader="local model")
PARKS = Proposal("公园6个", "公园", value=6, unit="个", comparator="=", basis="increment")


def test_what_stands_in_the_text_is_admitted_in_its_order() -> None:
    accepted, refused = admit(TEXT, [BRIDGE, PARKS])
    assert refused == ()
    assert [target.quote for target in accepted] == ["公园6个", "青枫湖大桥建成通车"]
    assert accepted[1].kind == "milestone"
    assert accepted[1].due == date(2024, 12, 31)
    assert "local model" in accepted[1].rule


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (replace(BRIDGE, quote="青枫湖大桥竣工通车"), "quote-absent"),
        (replace(BRIDGE, quote=""), "quote-empty"),
        (replace(PARKS, quote="6个"), "quote-ambiguous"),
        (replace(PARKS, quote="6个", nth=3), "nth-absent"),
        (replace(PARKS, quote="6个", nth=0), "nth-absent"),
        (replace(PARKS, subject="湿地公园"), "subject-absent"),
        (replace(PARKS, value=7), "number-absent"),
        (replace(PARKS, value=None), "fields"),
        (replace(PARKS, comparator=None), "fields"),
        (replace(PARKS, state="start"), "fields"),
        (replace(PARKS, value=float("nan")), "fields"),
    ],
)
def test_what_is_in_doubt_is_refused_with_its_reason(proposal: Proposal, code: str) -> None:
    accepted, refused = admit(TEXT, [proposal])
    assert accepted == ()
    assert [refusal.code for refusal in refused] == [code]
    assert refused[0].zh
    assert refused[0].en


def test_nth_says_which_occurrence() -> None:
    accepted, _ = admit(TEXT, [replace(PARKS, quote="6个", nth=2)])
    assert accepted[0].start == TEXT.rindex("6个")


def test_numbers_follow_from_the_quote() -> None:
    scaled = Proposal("1.2亿元", "投资", value=120_000_000, unit="元", comparator="=")
    both = Proposal("3-5家", "研发机构", low=3, high=5, unit="家", comparator="range")
    accepted, refused = admit(TEXT, [scaled, both])
    assert refused == ()
    assert [target.value for target in accepted] == [None, 120_000_000]


@given(st.text(max_size=40), st.text(max_size=6), st.one_of(st.none(), st.integers(-2, 4)))
def test_an_admitted_quote_is_a_piece_of_the_text(text: str, quote: str, nth: int | None) -> None:
    accepted, refused = admit(text, [Proposal(quote, "", nth=nth, state="complete")])
    assert len(accepted) + len(refused) == 1
    for target in accepted:
        assert text[target.start : target.end] == target.quote == quote

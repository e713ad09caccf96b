"""A figure says what the sentence says: as much, of what, and which way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.plan.text import Target
from lantu.plan.text.reading import read
from lantu.web.amounts import scaled, unit_text
from lantu.web.figures import basis_words, figure


def said(**facts: Any) -> tuple[str, str]:
    quote = facts.pop("quote", "")
    target = Target(**{"kind": "quantity", "start": 0, "end": 1, "quote": quote, "subject": "", **facts})
    return str(figure(target, "zh")), str(figure(target, "en"))


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({"value": 57_000_000_000, "unit": "元", "comparator": ">="}, "不少于570亿元", "at least 57 billion yuan"),
        ({"value": 250_000, "unit": "㎡", "comparator": "="}, "25万㎡", "250,000 m²"),
        ({"value": 55, "unit": "%", "comparator": ">=", "basis": "share"}, "不低于55%", "at least 55%"),
        ({"value": 20, "unit": "公里", "comparator": "~"}, "约20公里", "about 20 km"),
        ({"low": 3, "high": 5, "unit": "家", "comparator": "range"}, "3–5家", "3–5 家"),
        ({"low": 200_000, "high": 300_000, "unit": "㎡"}, "20–30万㎡", "200,000–300,000 m²"),
        ({"low": 5000, "high": 20_000, "unit": "元"}, "5000–2万元", "5,000–20,000 yuan"),
        ({"value": 16, "unit": "家", "basis": "increment", "quote": "新增16家"}, "新增16家", "new 16 家"),
        ({"value": 46, "unit": "个", "basis": "increment", "quote": "改造46个"}, "46个", "46 个"),
        ({"value": 300_000, "unit": "m3/d", "quote": "30万立方米/日"}, "30万立方米/日", "300,000 m³/day"),
        ({"value": 300_000, "unit": "m3/d", "quote": "30万m3/d"}, "30万m3/d", "300,000 m³/day"),
        ({"kind": "milestone", "state": "operate"}, "投用", "in operation"),
    ],
)
def test_figures_read_as_an_office_writes_them(facts: dict[str, Any], zh: str, en: str) -> None:
    assert said(**facts) == (zh, en)


@pytest.mark.parametrize(
    ("sentence", "zh", "en", "basis"),
    [
        ("单位GDP能耗下降3%。", "下降3%", "down 3%", "同比下降"),
        ("总体近视率较上年下降1个百分点。", "下降1个百分点", "down 1 percentage point", "同比下降"),
        ("行政审批时限压减20%以上。", "下降不低于20%", "down at least 20%", "同比下降"),
        ("离岸贸易额增长30%。", "增长30%", "up 30%", "同比增长"),
    ],
)
def test_a_fall_is_never_shown_as_growth(sentence: str, zh: str, en: str, basis: str) -> None:
    reading = read(f"2024年工作要点\n一、重点工作\n1.{sentence}\n2.新建公园5座。\n")
    target = reading.tasks[0].targets[0]
    assert (str(figure(target, "zh")), str(figure(target, "en"))) == (zh, en)
    assert basis_words(target, "zh") == basis


SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, " trillion": 10**12, " billion": 10**9, " million": 10**6, "": 1}


@given(
    st.one_of(st.integers(-(10**16), 10**16), st.floats(-1e15, 1e15, allow_nan=False)), st.sampled_from(("zh", "en"))
)
def test_the_words_say_exactly_the_number(value, lang) -> None:
    digits, scale = scaled(value, lang)
    assert Decimal(digits.replace(",", "")) * SIZES[scale] == Decimal(repr(value))


def test_units_have_english_words_where_they_are_measures() -> None:
    assert [unit_text(unit, "en") for unit in ("元", "m3/d", "家", "%")] == [" yuan", " m³/day", " 家", "%"]
    assert unit_text("百分点", "zh") == "个百分点"

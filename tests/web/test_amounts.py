"""One way to say a number: readable, and never another number than the plan's."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.web.amounts import number_text

SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, " trillion": 10**12, " billion": 10**9, " million": 10**6, "": 1}


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "zh", "en"),
    [
        (57_000_000_000, "元", "=", "570亿元", "57 billion yuan"),
        (250_000, "㎡", "=", "25万㎡", "250,000 m²"),
        (20, "%", "=", "20%", "20%"),
        (150, "家", ">=", "≥150家", "≥150 家"),
        (20, "公里", "~", "约20公里", "about 20 km"),
        (12_345, "家", ">", ">12345家", ">12,345 家"),
        (0.5, "百分点", "<=", "≤0.5个百分点", "≤0.5 percentage points"),
        (10**12, "元", "", "1万亿元", "1 trillion yuan"),
        (0, "起", "<", "<0起", "<0 起"),
        (-3.5, "%", "=", "-3.5%", "-3.5%"),
        (1e-7, "%", "=", "0.0000001%", "0.0000001%"),
    ],
)
def test_a_number_as_people_read_it(value, unit, comparator, zh, en) -> None:
    assert number_text(value, unit, "zh", comparator) == zh
    assert number_text(value, unit, "en", comparator) == en


def test_ranges_share_a_scale_where_both_have_it() -> None:
    assert number_text(None, "家", "zh", "range", 3, 5) == "3–5家"
    assert number_text(None, "㎡", "zh", "range", 200_000, 300_000) == "20–30万㎡"
    assert number_text(None, "元", "zh", "range", 5000, 20_000) == "5000–2万元"
    assert number_text(None, "元", "zh", "range", 90_000_000, 200_000_000) == "9000万–2亿元"
    assert number_text(None, "km", "en") == ""


@given(
    st.one_of(st.integers(-(10**16), 10**16), st.floats(-1e15, 1e15, allow_nan=False)), st.sampled_from(("zh", "en"))
)
def test_the_words_say_exactly_the_number(value, lang) -> None:
    said = number_text(value, "", lang)
    match = re.fullmatch(r"(-?[\d,.]+)(\D*)", said)
    assert match, said
    assert Decimal(match[1].replace(",", "")) * SIZES[match[2]] == Decimal(repr(value))

"""One way to say a number: readable, and never another number than the plan's."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lantu.web.amounts import scaled, unit_text

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

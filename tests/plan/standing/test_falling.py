"""A growth that is to fall: 能耗下降3% is reached by -3.2 and not by +3.2."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from lantu.plan import TargetView
from lantu.plan.logic.aims import aim_of

from .judged import DUE, STARTS, reading, word


def target(quote: str, comparator: str = "=") -> TargetView:
    known: dict[str, Any] = {
        "kind": "quantity", "quote": quote, "value": 3, "unit": "%", "comparator": comparator, "basis": "growth", "due": DUE,
        "state": "", "low": None, "high": None,
    }  # fmt: skip
    return TargetView(**{field.name: known.get(field.name) for field in dataclasses.fields(TargetView)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "comparator", "measured", "standing"),
    [
        ("下降3%", "=", "-3.2", "met"),
        ("下降3%", "=", "-2.9", "missed"),
        ("下降3%", "=", "3.2", "missed"),
        ("降幅不超过3%", "<=", "-2", "met"),
        ("降幅不超过3%", "<=", "-5", "missed"),
        ("增长3%", "=", "3.2", "met"),
        ("增长3%", "=", "-3.2", "missed"),
    ],
)
def test_the_quote_says_which_way(quote: str, comparator: str, measured: str, standing: str) -> None:
    aim = aim_of(target(quote, comparator), STARTS, None, None)
    assert word(aim, "2024-01-01", reading("2023-12-31", measured, period="2023")) == standing

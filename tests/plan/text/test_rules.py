"""Every rule of the grammar has examples an official can read, and each example holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.plan.text import Target
from lantu.plan.text.grammar import RULES, Context, targets
from lantu.plan.text.grammar.tables.confidence import COUNTS, confidence

EXAMPLES = [
    pytest.param(example, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "rules").glob("*.yaml"))
    for number, example in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
]


def line(target: Target) -> str:
    """A target as the examples write it."""
    due = [target.due.isoformat()] if isinstance(target.due, date) else []
    if target.kind == "milestone":
        return " | ".join([target.quote, target.subject, str(target.state), *due])
    number = f"{target.low}-{target.high}" if target.value is None else f"{target.value}"
    amount = f"{target.comparator} {number} {target.unit}"
    return " | ".join([target.quote, target.subject, amount, str(target.basis), *due])


def read(example: dict[str, Any]) -> tuple[Target, ...]:
    context = Context(example.get("year"), tuple(example.get("heading", ())), example.get("title", ""))
    return targets(example["text"], 0, len(example["text"]), context)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_holds(example: dict[str, Any]) -> None:
    found = read(example)
    assert [line(target) for target in found] == example.get("targets", [])
    assert example["rule"] == "none" or example["rule"] in {target.rule for target in found}


def test_every_rule_has_an_example() -> None:
    shown = {param.values[0]["rule"] for param in EXAMPLES}  # type: ignore[index]
    assert shown - {"none"} == set(RULES)


def test_an_example_says_each_quote_once() -> None:
    for param in EXAMPLES:
        example = param.values[0]
        for wanted in example.get("targets", []):  # type: ignore[union-attr]
            quote = wanted.split(" | ")[0]
            assert len(re.findall(re.escape(quote), example["text"])) == 1  # type: ignore[index]


def test_every_rule_has_a_confidence_that_grows_with_its_counts() -> None:
    assert set(COUNTS) == set(RULES)
    for rule, (right, made) in COUNTS.items():
        assert 0 <= right <= made
        assert confidence(rule) == pytest.approx((right + 1) / (made + 2), abs=0.001)

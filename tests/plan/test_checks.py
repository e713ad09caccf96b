"""Whatever a person or a program says of a target is refused with a sentence or becomes whole, canonical facts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lantu.plan import Refused
from lantu.plan.logic.checks import CHOICES, checked, checked_organisations
from lantu.plan.logic.items import FACTS

numbers = st.one_of(st.none(), st.integers(-(10**20), 10**20), st.floats(), st.booleans())
words = st.one_of(st.none(), st.text(max_size=50))
said = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.one_of(st.sampled_from(choices), words) for name, choices in CHOICES.items()},
        **dict.fromkeys(("value", "low", "high"), numbers),
        **dict.fromkeys(("subject", "unit"), words),
        "due": st.one_of(st.none(), st.dates(), st.datetimes(), words),
        "quote": words,
    },
)


@given(said)
def test_facts_are_refused_or_whole(facts) -> None:
    refused: Refused | None = None
    try:
        found = checked(facts)
    except Refused as error:
        refused = error
    if refused:
        assert all((refused.code, refused.zh, refused.en))
        return
    assert set(found) == set(FACTS)
    assert checked(found) == found
    assert found["due"] is None or type(found["due"]) is date
    if found["kind"] == "quantity":
        assert (found["value"] is None) == (found["comparator"] == "range")
        assert found["value"] is not None or found["low"] <= found["high"]
        assert found["state"] == ""
    else:
        assert found["state"] in CHOICES["state"]
        assert (found["value"], found["low"], found["high"], found["unit"]) == (None, None, None, "")


@given(st.lists(st.text(max_size=150), max_size=80))
def test_organisations_are_refused_or_clean(names) -> None:
    try:
        found = checked_organisations(names)
    except Refused:
        return
    assert len(set(found)) == len(found) <= 60
    assert all(name == name.strip() and name for name in found)

"""Each kind of target, each word: what has to be read for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from lantu.engines.decisions import logic
from lantu.plan.standing import Aim
from lantu.plan.standing.bases import Written, implied_bases
from lantu.plan.standing.judging import judge
from lantu.plan.standing.profiles import Profile, due_by, seasonal, stepped
from lantu.plan.standing.rolling import roll_up
from lantu.plan.standing.rules import Rules
from lantu.plan.standing.sentences import because, sentence

from .judged import DUE, STARTS, milestone, quantity, reading, stands, table, text, word


def test_a_sum_is_held_against_the_months_gone() -> None:
    """11 of 12 months are 91.7 %, as the published rule counts."""
    assert word(quantity(), "2023-11-30", reading("2023-11-30", "110")) == "on course"
    behind = stands(quantity(), "2023-11-30", reading("2023-11-30", "109"))
    assert behind.word == "behind"
    assert "91.7%" in sentence(behind, "zh")
    assert "序时进度" in behind.row.source
    # A reading is held against its own day, not against the day on which one looks.
    assert word(quantity(), "2023-12-10", reading("2023-11-30", "110")) == "on course"


def test_a_growth_is_held_against_its_aim() -> None:
    growth = quantity("growth", "20", unit="%", comparator="=")
    assert word(growth, "2023-06-30", reading("2023-06-30", "20")) == "on course"
    assert word(growth, "2023-06-30", reading("2023-06-30", "19.9")) == "behind"
    assert word(growth, "2023-12-31", reading("2023-12-31", "22.5")) == "met"
    assert word(growth, "2023-12-31", reading("2023-12-31", "19.9")) == "missed"
    # Last year's growth says nothing, nor does next year's.
    assert word(growth, "2023-01-10", reading("2022-12-31", "30")) == "unknown"
    assert word(growth, "2024-03-31", reading("2024-03-31", "30")) == "unknown"


def test_a_level_needs_to_know_where_it_began() -> None:
    level = quantity("level", "150")
    assert word(level, "2023-06-30", reading("2023-06-30", "120")) == "unknown"
    assert word(level, "2023-06-30", reading("2022-12-31", "100"), reading("2023-06-30", "125")) == "on course"
    assert word(level, "2023-06-30", reading("2022-12-31", "100"), reading("2023-06-30", "124")) == "behind"
    known = quantity("level", "150", base=Decimal(100))
    assert word(known, "2023-06-30", reading("2023-06-30", "125")) == "on course"
    # It is there already: on course, and met only on the due day, because a level may fall.
    assert word(level, "2023-06-30", reading("2023-06-30", "151")) == "on course"
    assert word(level, "2023-12-31", reading("2023-12-31", "151")) == "met"
    assert word(level, "2024-02-28", reading("2023-12-31", "149"), reading("2024-02-28", "151")) == "met late"
    assert word(level, "2024-02-28", reading("2024-02-28", "151")) == "unknown"


def test_a_sum_that_is_there_is_met_early_unless_taken_back() -> None:
    early = reading("2023-08-31", "130")
    assert word(quantity(), "2023-09-10", early) == "met"
    assert word(quantity(), "2023-12-31", early) == "met"
    assert word(quantity(), "2023-09-30", early, reading("2023-09-30", "80", flags=("reversal",))) == "behind"


def test_shares_ceilings_and_ranges() -> None:
    share = quantity("share", "80", unit="%", base=Decimal(60))
    assert word(share, "2023-06-30", reading("2023-06-30", "70")) == "on course"
    ceiling = quantity("level", "50", comparator="<=")
    assert word(ceiling, "2023-06-30", reading("2023-06-30", "50")) == "on course"
    assert word(ceiling, "2023-06-30", reading("2023-06-30", "51")) == "behind"
    assert word(ceiling, "2023-12-31", reading("2023-12-31", "51")) == "missed"
    spent = quantity("flow", "120", comparator="<=")
    assert word(spent, "2023-06-30", reading("2023-06-30", "60")) == "on course"
    assert word(spent, "2023-06-30", reading("2023-06-30", "90")) == "at risk"
    assert word(spent, "2023-06-30", reading("2023-06-30", "121")) == "behind"
    assert word(spent, "2023-12-31", reading("2023-12-31", "119")) == "met"
    some = Aim("quantity", "increment", "range", low=Decimal(3), high=Decimal(5), due=DUE, starts=STARTS)
    assert word(some, "2023-12-31", reading("2023-12-31", "3")) == "met"
    assert word(some, "2023-12-31", reading("2023-12-31", "6")) == "met"
    assert word(some, "2023-12-31", reading("2023-12-31", "2")) == "missed"
    kept = Aim("quantity", "level", "range", low=Decimal(3), high=Decimal(5), due=DUE, starts=STARTS)
    assert word(kept, "2023-12-31", reading("2023-12-31", "6")) == "missed"


def test_missed_needs_evidence() -> None:
    assert word(quantity(), "2024-03-31") == "unknown"
    assert word(quantity(), "2024-03-31", reading("2023-11-30", "90")) == "unknown"
    assert word(quantity(), "2023-12-31", reading("2023-12-31", "119")) == "missed"
    assert word(milestone(), "2024-03-31") == "unknown"
    assert word(milestone(), "2024-03-31", reading("2023-06-30", state="topped_out")) == "unknown"
    assert word(milestone(), "2024-03-31", reading("2024-01-31", state="not_yet")) == "missed"
    assert word(milestone(), "2024-03-31", reading("2024-01-31", state="start")) == "missed"
    assert word(milestone(), "2024-03-31", reading("2023-04-04", expected="2024H1")) == "missed"
    assert word(milestone(), "2024-03-31", reading("2023-04-04", expected="2023Q4")) == "unknown"


def test_a_milestone() -> None:
    assert word(milestone(), "2023-06-30", reading("2023-06-01", state="operate")) == "met"
    assert word(milestone("complete"), "2023-06-30", reading("2023-06-01", state="operate")) == "met"
    assert word(milestone(), "2024-09-30", reading("2024-09-06", state="operate")) == "met late"
    # It is in operation after the due day: whether it was complete by then, nobody said.
    assert word(milestone("complete"), "2024-09-30", reading("2024-09-06", state="operate")) == "unknown"
    not_yet = reading("2024-01-31", state="not_yet")
    assert word(milestone("complete"), "2024-09-30", not_yet, reading("2024-09-06", state="operate")) == "met late"
    assert word(milestone("publish"), "2023-06-30", reading("2023-06-01", state="operate")) == "unknown"
    assert word(milestone(), "2023-06-30", reading("2023-06-01", expected="2024H1")) == "at risk"
    assert word(milestone(), "2023-06-30", reading("2023-06-01", expected="2023Q4")) == "on course"
    assert word(milestone(), "2023-11-30", reading("2023-06-01", expected="2023Q4")) == "unknown"
    assert word(milestone(due=None), "2023-06-30", reading("2023-06-01", state="operate")) == "met"


def test_what_settles_partly_or_nothing() -> None:
    growth = quantity("growth", "10", unit="%")
    part = reading("2023-06-30", "57.2", settles="partial", period="2023-06-30")
    assert word(growth, "2023-06-30", part) == "on course"
    assert word(growth, "2023-07-01", part) == "unknown"
    assert word(growth, "2023-12-31", reading("2023-12-31", "57.2", settles="partial")) == "unknown"
    assert word(growth, "2023-06-30", reading("2023-06-30", "57.2", settles="no")) == "unknown"
    both = milestone("topped_out")
    assert word(both, "2023-12-31", reading("2023-11-29", state="topped_out", settles="partial")) == "unknown"


def test_doubt_keeps_a_number_from_being_green() -> None:
    assert word(quantity(), "2023-06-30", reading("2023-06-30", "70", flags=("jump",))) == "at risk"
    other = reading("2023-06-30", "50", source="reported")
    disputed = stands(quantity(), "2023-06-30", reading("2023-06-30", "70", source="measured", beside=(other,)))
    assert (disputed.word, because(disputed)) == ("at risk", "disputed")
    agreeing = reading("2023-06-30", "69")
    assert word(quantity(), "2023-06-30", reading("2023-06-30", "70", beside=(agreeing,))) == "on course"


def test_profiles_say_what_is_due_by_when() -> None:
    assert due_by(Profile(), STARTS, DUE, date(2023, 6, 29)) == pytest.approx(Decimal(500) / 12)
    assert due_by(Profile(), date(2023, 3, 15), date(2023, 3, 24), date(2023, 3, 19)) == 50
    steps = stepped({date(2023, 6, 30): Decimal(20), date(2023, 9, 30): Decimal(60)})
    shares = [due_by(steps, STARTS, DUE, date(2023, month, 30)) for month in (5, 6, 8, 9)]
    assert shares == [0, 20, 20, 60]
    assert due_by(steps, STARTS, DUE, DUE) == 100
    year = [reading(f"2022-{month:02}-{day}", str(total)) for month, day, total in zip(
        range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), (2, 4, 10, 15, 20, 30, 40, 50, 60, 70, 80, 100),
        strict=True)]  # fmt: skip
    last = seasonal(year, 2022)
    assert last is not None
    assert due_by(last, STARTS, DUE, date(2023, 6, 30)) == 30
    assert due_by(last, date(2023, 7, 1), DUE, date(2023, 9, 30)) == pytest.approx(Decimal(300) / 7)
    assert seasonal(year[:-1], 2022) is None
    with pytest.raises(ValueError, match="rise"):
        stepped({date(2023, 6, 30): Decimal(60), date(2023, 9, 30): Decimal(20)})
    slow = quantity(profile=last)
    assert word(slow, "2023-06-30", reading("2023-06-30", "36")) == "on course"
    assert word(quantity(), "2023-06-30", reading("2023-06-30", "36")) == "behind"


def test_the_text_itself_says_where_a_level_began() -> None:
    written = [
        Written("a", 22, 0, 7, "家", "level", Decimal(150)),
        Written("b", 22, 8, 13, "家", "increment", Decimal(50)),
        Written("c", 22, 20, 25, "家", "level", Decimal(12)),
        Written("d", 23, 26, 30, "家", "increment", Decimal(3)),
        Written("e", 24, 40, 45, "家", "level", Decimal(12)),
        Written("f", 24, 46, 50, "所", "increment", Decimal(3)),
    ]
    assert implied_bases(reversed(written)) == {"a": Decimal(100)}


def test_the_rule_of_the_months_is_one_row_that_an_office_can_change() -> None:
    assert len([row for row in table("standing").rows if row.outputs == ("behind",)]) == 1
    milder = text("standing").replace("fresh,-,-,-,< 0,,behind", "fresh,-,-,-,< -5,,behind")
    milder = milder.replace(">= 0,,at risk", ">= -5,,at risk").replace(">= 0,,on course", ">= -5,,on course")
    rules = Rules(logic.read("standing", milder), table("freshness"))
    at = date(2023, 6, 30)
    assert judge(quantity(), [reading("2023-06-30", "54")], at, rules).word == "on course"
    assert judge(quantity(), [reading("2023-06-30", "53.9")], at, rules).word == "behind"


def test_groups_are_as_bad_as_their_worst() -> None:
    rolled = roll_up([("on course", 1, False), ("unknown", 3, False), ("met", 2, True)])
    assert rolled.worst == "unknown"
    assert dict(rolled.counts) == {"on course": 1, "unknown": 1, "met": 1}
    assert dict(rolled.weighted)["unknown"] == Fraction(1, 2)
    assert rolled.simulated
    assert roll_up([]).worst is None
    with pytest.raises(ValueError, match="weight"):
        roll_up([("met", 0, False)])

"""What holds whatever is read: progress never worsens, stale is never green, order does not matter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lantu.ground.period import Period
from lantu.plan.standing import WORDS, Aim
from lantu.plan.standing.judging import judge
from lantu.plan.standing.profiles import EVEN, due_by
from lantu.plan.standing.rolling import roll_up
from lantu.plan.standing.sentences import sentence

from .judged import DUE, RULES, STARTS, milestone, quantity, reading

DAYS = st.integers(-40, 500).map(lambda n: STARTS + timedelta(days=n))
VALUES = st.integers(-20, 260)
AIMS = st.builds(
    lambda basis, value, comparator, base: quantity(
        basis, str(value), comparator=comparator, base=Decimal(base) if base is not None else None
    ),
    st.sampled_from(["level", "share", "growth", "increment", "flow"]),
    st.integers(1, 120),
    st.sampled_from([">=", ">", "=", "~"]),
    st.none() | st.integers(-10, 110),
)
ONES = st.lists(
    st.tuples(DAYS, VALUES, st.sampled_from(["yes", "partial", "no"]), st.sampled_from(["day", "month", "quarter"])),
    max_size=6,
    unique_by=lambda row: row[0],
)


def counted(rows):
    return [
        reading(day.isoformat(), str(value), settles=settles, period=str(Period.of(kind, day)))
        for day, value, settles, kind in sorted(rows)
    ]


@given(AIMS, ONES, DAYS, st.data())
def test_more_progress_never_worsens_a_standing(aim, rows, at, data) -> None:
    before = judge(aim, counted(rows), at, RULES)
    # What stood at the beginning is no progress: only readings since then grow.
    grown = [
        (day, value + (data.draw(st.integers(0, 200)) if day >= STARTS else 0), settles, kind)
        for day, value, settles, kind in sorted(rows)
    ]
    after = judge(aim, counted(grown), at, RULES)
    assert WORDS.index(after.word) >= WORDS.index(before.word)


@given(AIMS, ONES, DAYS)
def test_stale_is_never_green(aim, rows, at) -> None:
    standing = judge(aim, counted(rows), at, RULES)
    if standing.word == "on course":
        shown = standing.found.counted.reading
        assert (at - shown.as_of).days <= RULES.fresh_days(shown.period, shown.settles, at)
        assert shown.settles != "no"


@given(AIMS, st.lists(DAYS, max_size=4, unique=True), VALUES)
def test_however_long_one_waits_without_a_reading_green_ends(aim, days, value) -> None:
    rows = [(day, value, "yes", "month") for day in days if day < DUE - timedelta(days=60)]
    word = judge(aim, counted(rows), DUE - timedelta(days=1), RULES).word
    assert word in ("unknown", "met")


@given(AIMS, ONES, DAYS)
def test_without_evidence_nothing_is_missed_and_every_standing_has_a_sentence(aim, rows, at) -> None:
    standing = judge(aim, counted(rows), at, RULES)
    assert standing.row is not None
    assert standing.row.source
    if standing.word == "missed":
        assert standing.found.counted.reading.settles == "yes"
        assert standing.found.counted.reading.as_of >= aim.due
    for lang in ("zh", "en"):
        assert "None" not in sentence(standing, lang)


STATES = ["start", "topped_out", "complete", "operate", "not_yet"]
EVENTS = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(STATES),
        st.sampled_from(["", "", "2023Q2", "2023Q4", "2024H1", "2023"]),
        st.sampled_from(["yes", "partial", "no"]),
    ),
    max_size=5,
    unique_by=lambda row: row[0],
)


def events(rows):
    return [
        reading(day.isoformat(), state="" if expected else state, expected=expected, settles=settles)
        for day, state, expected, settles in sorted(rows)
    ]


@given(EVENTS, DAYS, st.sampled_from(STATES[:4]))
def test_milestones_are_missed_by_evidence_and_green_by_a_fresh_expectation(rows, at, state) -> None:
    standing = judge(milestone(state), events(rows), at, RULES)
    assert standing.row is not None
    if standing.word == "missed":
        assert standing.found.evidence == "decisive" or standing.facts.expectation == "late"
    if standing.word == "on course":
        stated = standing.expected.reading
        assert (at - stated.as_of).days <= RULES.fresh_days(stated.period, "yes", at)
    if standing.word == "met":
        assert standing.found.counted.reading.as_of <= DUE
    for lang in ("zh", "en"):
        assert "None" not in sentence(standing, lang)


@given(EVENTS, DAYS, DAYS, st.sampled_from(STATES[:4]))
def test_reaching_a_milestone_earlier_never_worsens_it(rows, at, day, state) -> None:
    others = [row for row in rows if row[0] != day]
    before = judge(milestone(state), events(others), at, RULES)
    after = judge(milestone(state), events([*others, (day, state, "", "yes")]), at, RULES)
    assert WORDS.index(after.word) >= WORDS.index(before.word)


MEMBERS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.fractions(min_value=Fraction(1, 100), max_value=100), st.booleans()),
    max_size=20,
)


@given(MEMBERS, st.randoms(), st.integers(0, 20))
def test_roll_ups_do_not_depend_on_the_order(members, random, cut) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)
    assert roll_up(members) == roll_up(shuffled)
    whole, parts = roll_up(members), [roll_up(members[:cut]), roll_up(members[cut:])]
    known = [part.worst for part in parts if part.worst]
    assert whole.worst == (min(known, key=WORDS.index) if known else None)
    assert not members or sum(share for _, share in whole.weighted) == 1


@given(st.integers(0, 23), st.integers(1, 24))
def test_a_due_share_rises_from_nothing_to_all(months, day) -> None:
    shares = [due_by(EVEN, STARTS, DUE, STARTS + timedelta(days=15 * n + day - 1)) for n in range(months + 1)]
    assert shares == sorted(shares)
    assert due_by(EVEN, STARTS, DUE, DUE) == 100
    assert due_by(EVEN, STARTS, DUE, date(2022, 12, 31)) == 0
    assert Aim("quantity").profile == EVEN

"""A plan's standings through its door: published facts, two times, who may see what, and how they roll up."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from django.utils import timezone

from lantu.engines.decisions import actions as deciding
from lantu.engines.measures import Said, Series
from lantu.engines.measures import actions as measuring
from lantu.engines.measures import queries as measured
from lantu.ground import journal
from lantu.ground.people import PUBLIC, SYSTEM
from lantu.plan import Absent, Forbidden, Refused, actions, queries
from lantu.plan.logic import published
from lantu.plan.standing.sentences import evidence, sentence

pytestmark = pytest.mark.django_db
SAMPLE = "lingang-2023"
LIBRARY = resources.files("lantu") / "plans" / SAMPLE
VERDICTS = Path(__file__).resolve().parents[3] / "shared" / "plans" / "lingang-2023.verdicts.csv"
BOUND = {
    row["measure"]: row["target"] for row in csv.DictReader((LIBRARY / "bindings.csv").read_text("utf-8").splitlines())
}
# The figures and days that a verdict's reason names must be in the sentence or beside it.
FIGURES = {
    ("规上工业总产值", "2023-12-31"): ("52%", "2023-06-30"),
    ("规上工业总产值", "2024-12-31"): ("22.5%", "20%"),
    ("全社会固定资产投资", "2023-09-01"): ("57.2%", "10%"),
    ("地区生产总值", "2024-12-31"): ("21.2%",),
    ("第六届世界顶尖科学家论坛", "2023-10-31"): ("Nothing",),
    ("第六届世界顶尖科学家论坛", "2023-12-31"): ("2023-11-06", "held"),
    ("签约前沿产业项目总投资", "2024-12-31"): ("563,000,000,000", "never judged"),
    ("国际再保险业务平台", "2023-12-31"): ("2023-08-20",),
    ("金融总部湾一期、中银西岛", "2023-12-31"): ("2023-11-29", "partial"),
    ("保税LNG加注量", "2024-12-31"): ("260,000", "250,000"),
    ("新一轮特殊支持政策", "2023-12-31"): ("2023-08-21",),
    ("耀雪·冰雪世界项目", "2024-01-31"): ("2024H1", "2023-04-04", "2023-12-31"),
    ("耀雪·冰雪世界项目", "2024-12-31"): ("2024-09-06", "2023-12-31"),
}


def end_of(day: str) -> datetime:
    """The last moment of a day where the plan is kept."""
    after = date.fromisoformat(day) + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=timezone.get_current_timezone()) - timedelta(
        microseconds=1
    )


@pytest.fixture
def sample(db) -> str:
    actions.adopt_sample()
    return SAMPLE


def test_every_published_verdict_comes_out_with_its_reason_and_source(sample) -> None:
    if not VERDICTS.is_file():
        pytest.skip("no folder named shared beside the checkout")
    with VERDICTS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 13
    wrong = []
    for row in rows:
        found = queries.standings(
            PUBLIC, sample, as_of=date.fromisoformat(row["as_of"]), known_at=end_of(row["known_at"])
        )
        standing = found.targets[BOUND[f"{sample}/t{row['task']}/{row['subject']}"]]
        said = sentence(standing, "en")
        if standing.word != row["standing"]:
            wrong.append((row["subject"], row["as_of"], standing.word, row["standing"], said))
            continue
        assert [part for part in FIGURES[row["subject"], row["known_at"]] if part not in said] == [], said
        assert standing.row is not None
        assert standing.row.source
        shown = standing.found.counted or standing.expected
        if "Nothing" not in said:
            assert shown is not None
            assert shown.reading.evidence.publisher
            assert shown.reading.evidence.title in evidence(shown, "zh")
    assert wrong == []


def test_bindings_of_the_library_name_targets_and_published_facts(sample) -> None:
    targets = {one.key for one in queries.targets(PUBLIC, sample)}
    facts = {row.series(SAMPLE) for row in published.read((LIBRARY / "published.csv").read_text("utf-8"))}
    assert set(BOUND.values()) <= targets
    assert set(BOUND) == facts


def test_published_facts_are_taken_once(sample) -> None:
    before = len(list(journal.entries()))
    assert actions.adopt_sample() is False
    assert len(list(journal.entries())) == before
    keys = list(BOUND)
    everything = measured.readings(keys, as_of=date(2099, 1, 1), known_at=datetime(2099, 1, 1, tzinfo=UTC))
    assert sum(map(len, everything.values())) == 18
    assert {one.source for rows in everything.values() for one in rows} == {"published"}


def test_a_fact_is_not_known_before_its_day(sample) -> None:
    rows = published.read((LIBRARY / "published.csv").read_text("utf-8"))
    for row in rows:
        eve = end_of(str(row.published_on - timedelta(days=1)))
        key = row.series(SAMPLE)
        for moment, known in ((eve, False), (eve + timedelta(microseconds=1), True)):
            found = measured.readings([key], as_of=date(2099, 1, 1), known_at=moment)[key]
            alike = [one for one in found if one.as_of == row.said.as_of and one.expected == row.said.expected]
            assert bool(alike) == known


def test_amounts_are_kept_in_the_unit_of_their_target(sample) -> None:
    key = f"{SAMPLE}/t26/签约前沿产业项目总投资"
    found = measured.readings([key], as_of=date(2099, 1, 1), known_at=datetime(2099, 1, 1, tzinfo=UTC))[key]
    assert [one.value for one in found] == [Decimal(n) * 10**8 for n in (4200, 5630, 6000)]


def test_the_text_implies_where_a_level_began(sample, office) -> None:
    target = next(one for one in queries.targets(office, sample) if one.quote == "不少于150家")
    assert queries.standings(office, sample).targets[target.key].aim.base == 100
    series = measuring.declare(office, Series("q/专精特新", unit="家", basis="level"))
    actions.bind(office, sample, {target.key: series.key})
    day = date(2023, 6, 30)
    for value, word in ((124, "behind"), (125, "on course")):
        measuring.record(office, series.key, Said(as_of=day, value=Decimal(value), unit="家", source="measured"))
        assert queries.standings(office, sample, as_of=day).targets[target.key].word == word
        # Who may not see readings is not shown them through the standing either.
        assert queries.standings(PUBLIC, sample, as_of=day).targets[target.key].word == "unknown"


def test_simulation_marks_whatever_it_touches(sample, office) -> None:
    target = next(one for one in queries.targets(office, sample) if one.task_number == 27)
    series = measuring.declare(office, Series("q/出租", unit="㎡", basis="increment"))
    actions.bind(office, sample, {target.key: series.key})
    day = date(2023, 12, 31)
    said = Said(as_of=day, value=Decimal("30"), unit="万㎡", source="simulated")
    measuring.record(office, series.key, said)
    assert queries.standings(office, sample, as_of=day).targets[target.key].word == "unknown"
    assert not queries.standings(office, sample, as_of=day).simulated
    found = queries.standings(office, sample, as_of=day, simulated=True)
    assert found.targets[target.key].word == "met"
    assert found.targets[target.key].simulated
    assert found.simulated
    assert found.whole.simulated
    assert found.tasks[target.task_id].simulated
    assert found.areas[target.area].simulated
    assert sum(rolled.simulated for rolled in found.tasks.values()) == 1


def test_roll_ups_count_every_target_once(sample, draft, office) -> None:
    found = queries.standings(PUBLIC, sample, as_of=date(2023, 12, 31), known_at=end_of("2024-12-31"))
    assert found.whole.total == len(found.targets) == len(queries.targets(PUBLIC, sample))
    outside = sum(one.task_number is None for one in queries.targets(PUBLIC, sample))
    for level in (found.tasks, found.areas):
        assert sum(rolled.total for rolled in level.values()) == found.whole.total - outside
    assert found.whole.worst == "missed"
    assert dict(found.whole.counts)["met"] >= 5
    actions.adopt(office, draft.plan, 1)
    assert {"区科委"} == set(queries.standings(office, draft.plan).organisations)


def test_an_office_s_own_rules_judge(sample, office) -> None:
    day = date(2023, 6, 30)
    key = BOUND[f"{sample}/t0/全社会固定资产投资"]
    known_at = end_of("2023-09-01")
    assert queries.standings(PUBLIC, sample, as_of=day, known_at=known_at).targets[key].word == "on course"
    text = (resources.files("lantu") / "plan/rules/tables/standing.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("keeps up", "the number itself", "behind"))]
    wary = "wary,ahead|open,fresh,-,-,-,-,,at risk,2023-01-01,,本办公室自定"
    deciding.take(office, "standing", "\n".join([*lines, wary]))
    found = queries.standings(PUBLIC, sample, as_of=day, known_at=known_at).targets[key]
    assert (found.word, found.row.source) == ("at risk", "本办公室自定")
    assert sentence(found, "zh")


def test_the_number_of_queries_does_not_grow(sample, draft, office, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(16):
        queries.standings(PUBLIC, sample)
    with django_assert_max_num_queries(16):
        queries.standings(office, draft.plan)


def test_what_cannot_be_bound_is_refused(sample, office) -> None:
    target = next(one for one in queries.targets(office, sample) if one.task_number == 27)
    series = measuring.declare(office, Series("q/钱", unit="万元", basis="flow"))
    for bindings in ({target.key: series.key}, {target.key: "no/such"}, {"t1.q.000000.1": series.key}):
        with pytest.raises((Absent, Refused)) as caught:
            actions.bind(office, sample, bindings)
        assert caught.value.zh
    area = measuring.declare(office, Series("q/万平", unit="公顷", basis="increment"))
    with pytest.raises(Refused):
        actions.bind(office, sample, {target.key: area.key}, profile="2023-09-30=70 2023-06-30=90")
    with pytest.raises(Forbidden):
        actions.bind(PUBLIC, sample, {target.key: area.key})
    actions.bind(office, sample, {target.key: area.key}, profile="2023-06-30=40")
    measuring.record(office, area.key, Said(as_of=date(2023, 7, 31), value=Decimal(10), unit="万㎡", source="reported"))
    standing = queries.standings(office, sample, as_of=date(2023, 8, 1)).targets[target.key]
    assert (standing.word, standing.aim.unit, standing.aim.value) == ("on course", "公顷", 25)


def test_a_broken_file_of_published_facts_changes_nothing(sample) -> None:
    text = (LIBRARY / "published.csv").read_text("utf-8")
    for broken in (text.replace("2023-06-30", "六月底"), text.replace(",yes,", ",sure,"), "a,b\n1,2\n"):
        with pytest.raises(Refused) as caught:
            actions.take_published(SYSTEM, sample, broken, "target,measure\n")
        assert "第" in caught.value.zh
    assert actions.take_published(SYSTEM, sample, text, "target,measure\n") == 0

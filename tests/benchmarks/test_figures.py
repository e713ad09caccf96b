"""The frame of the benchmarks: what holds, what is said when it does not, and the exit status."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from benchmarks import __main__ as bench
from benchmarks.figures import Figure, Skipped, best, short, table
from benchmarks.reading import longer

RESULTS = [
    Figure("fast enough", 4.0, "×", at_least=3),
    Figure("too slow", 2.0, "s", at_most=1),
    Figure("only measured", 12345.6, "characters/s"),
    Skipped("scores", "no annotated plan here"),
]


@pytest.fixture
def measured(monkeypatch):
    module = ModuleType("benchmarks.example")
    module.measure = lambda small: iter(RESULTS[:1] if small else RESULTS)
    monkeypatch.setitem(sys.modules, "benchmarks.example", module)
    monkeypatch.setattr(bench, "names", lambda: ["example"])


def test_what_falls_short_is_named_with_its_promise():
    assert short(RESULTS) == ["too slow: 2 s is not ≤ 1"]


def test_the_table_marks_what_holds_and_what_was_skipped():
    lines = table(RESULTS).splitlines()
    assert [line[0] for line in lines] == ["✓", "✗", "✓", "–"]
    assert "12,346 characters/s" in lines[2]
    assert "no annotated plan here" in lines[3]


@pytest.mark.parametrize(
    ("words", "status"), [(["--check"], 1), ([], 0), (["--check", "--small"], 0), (["--check", "--json"], 1)]
)
def test_check_decides_the_exit_status(measured, words, status):
    assert bench.main(["example", *words]) == status


def test_json_is_all_there_is_on_standard_output(measured, capsys):
    bench.main(["example", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [row.get("holds") for row in rows] == [True, False, True, None]


def test_an_unknown_benchmark_is_refused_and_reading_is_known(capsys):
    assert "reading" in bench.names()
    with pytest.raises(SystemExit):
        bench.main(["nothing"])
    assert "reading" in capsys.readouterr().err


def test_best_calls_as_often_as_it_says():
    calls = []
    assert best(lambda: calls.append(1), 4) >= 0
    assert len(calls) == 4


def test_a_longer_plan_has_its_body_so_many_times_with_numbers_that_go_on():
    made = longer("某市要点\n一、产业\n1.新增10家。\n2.建成。\n", 3)
    assert made.count("一、产业") == 3
    assert [line.split(".")[0] for line in made.splitlines() if "." in line] == ["1", "2", "151", "152", "301", "302"]

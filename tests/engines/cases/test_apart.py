"""Processes on one database: killed in the middle, or at the same case in the same moment."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from tests.places import ROOT, Installation

ROUNDS = 5


def begin(place: Installation, word: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.engines.cases.worker", word],
        env=place.environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(place: Installation, word: str) -> str:
    process = begin(place, word)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err[-2000:]
    return out.strip()


@pytest.mark.slow
def test_kill_9_leaves_no_step_half_done_and_nothing_twice(installation: Installation) -> None:
    run(installation, "prepare")
    chance = random.Random(2023)
    for _ in range(ROUNDS):
        process = begin(installation, "work")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1][-2000:]
        time.sleep(chance.uniform(0.02, 0.8))
        assert process.poll() is None, process.communicate()[1][-2000:]
        process.kill()
        process.communicate()
        assert run(installation, "check") == ""
    run(installation, "open")
    assert run(installation, "check") == ""
    assert installation.code("from lantu.engines.cases.models import Case; print(Case.objects.count())") == "40\n"


def test_two_who_act_in_one_moment_never_both_succeed(installation: Installation) -> None:
    run(installation, "prepare")
    run(installation, "open")
    both = [begin(installation, "race") for _ in "ab"]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1][-2000:]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120) for process in both]
    assert sum(int(out) for out, _ in said) == 40, said
    assert run(installation, "check") == ""

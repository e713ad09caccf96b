"""Processes on one database file: killed in the middle, or at work on the same thing in the same moment."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROUNDS = 8


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"LANTU_VAR": str(tmp_path / "var"), "LANTU_SECRET": "s" * 64, "PYTHONPATH": str(Path.cwd())}
    environment["DJANGO_SETTINGS_MODULE"] = "lantu.project.settings"
    (tmp_path / "var").mkdir()
    run(environment, "-m", "django", "migrate", "-v0")
    return environment


def run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def start(environment: dict[str, str], word: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.plan.worker", word]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_kill_9_during_upload_reading_and_adoption_leaves_nothing_half_done(place) -> None:
    chance = random.Random(2023)
    for _ in range(ROUNDS):
        process = start(place, "work")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.01, 2.0))
        assert process.poll() is None, process.communicate()[1][-2000:]
        process.kill()
        process.communicate()
        assert run(place, "-m", "tests.plan.worker", "check") == ""
    code = "import tests.plan.worker as w; print(w.Version.objects.filter(adopted_at__isnull=False).count())"
    assert int(run(place, "-c", code)) > 0


def test_two_processes_adopt_the_sample_once(place) -> None:
    both = [start(place, "sample"), start(place, "sample")]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert said == ["False", "True"]


def test_two_servers_never_read_one_version_twice(place, tmp_path) -> None:
    upload = (
        "import tests.plan.worker as w\n"
        "for n in range(4): w.actions.upload(w.OFFICE, f'{n}.txt', w.PLAN.replace('50家', f'{n + 60}家').encode())"
    )
    run(place, "-c", upload)
    servers = [start(place, "read"), start(place, "read")]
    read = [int(process.communicate()[0].strip()) for process in servers]
    assert sum(read) == 4
    assert run(place, "-m", "tests.plan.worker", "check") == ""
    code = "import tests.plan.worker as w; print(set(w.Version.objects.values_list('state', 'attempts')))"
    assert run(place, "-c", code) == "{('draft', 1)}"


def test_no_edit_is_lost_between_two_people(place) -> None:
    prepare = (
        "import tests.plan.worker as w\nw.actions.upload(w.OFFICE, 'a.txt', w.PLAN.encode()); w.actions.read_waiting()"
    )
    run(place, "-c", prepare)
    both = [start(place, "count"), start(place, "count")]
    for process in both:
        assert process.wait(timeout=120) == 0, process.communicate()[1][-2000:]
    code = (
        "import tests.plan.worker as w; p = w.Plan.objects.get().key\n"
        "print(next(t.value for t in w.queries.targets(w.OFFICE, p, 1) if t.unit == '所'), w.ROUNDS)"
    )
    value, rounds = map(int, run(place, "-c", code).split())
    assert value == 2 + 2 * rounds
    assert run(place, "-m", "tests.plan.worker", "check") == ""

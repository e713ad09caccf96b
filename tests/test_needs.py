"""A missing service skips at home and fails in CI: shown by a pytest of its own that finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ASKS = """
import pytest

def test_of_a_database(needs_postgres):
    assert needs_postgres

@pytest.mark.skip(reason="somebody felt like it")
def test_that_is_skipped_by_hand():
    pass

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail():
    assert False
"""


def outcome(folder: Path, ci: str) -> str:
    (folder / "test_asks.py").write_text(ASKS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-c", os.devnull]
    env = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    env.update(CI=ci, PYTHONPATH=str(ROOT))
    run = [*command, "-p", "tests.needs", "--rootdir", str(folder), str(folder)]
    return subprocess.run(run, cwd=folder, env=env, capture_output=True, text=True, check=False).stdout


def test_at_home_it_skips_and_says_which(tmp_path):
    said = outcome(tmp_path, ci="")
    assert "2 skipped, 1 xfailed" in said


@pytest.mark.parametrize("ci", ["true"])
def test_in_ci_no_skip_passes(tmp_path, ci):
    said = outcome(tmp_path, ci)
    assert "TEST_DATABASE_URL is not set" in said
    assert "somebody felt like it" in said
    assert "1 xfailed, 2 errors" in said
    assert "skipped," in said
    assert "passed" not in said

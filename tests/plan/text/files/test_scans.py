"""Scans, read with the recognition extra in an environment of its own: the project does without it by default."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.plan.text.files import made_files as made

ROOT = Path(__file__).resolve().parents[4]
READ = """
import json, sys
from lantu.plan.text.files import open_document
document = open_document("scan.pdf", open(sys.argv[1], "rb").read())
print(json.dumps([document.text, [note.code for note in document.notes], document.places[0].zh]))
"""


@pytest.fixture(scope="module")
def recognising(tmp_path_factory) -> Path:
    """A Python that has what `lantu[ocr]` adds, installed from its lock."""
    home = tmp_path_factory.mktemp("ocr")
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, home / "venv"], check=True)
    python = home / "venv" / "bin" / "python"
    lock = ROOT / "requirements-ocr.lock"
    install = [*uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the recognition extra cannot be installed here: {done.stderr.strip()[-200:]}")
    return python


@pytest.mark.slow
def test_a_scan_is_recognised_and_says_so(recognising, tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(made.scanned(["Work plan 2024", "20 new schools by June"]))
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])}
    ran = subprocess.run([recognising, "-c", READ, path], capture_output=True, env=env, check=True)
    text, notes, place = json.loads(ran.stdout)
    assert "20 new schools" in text
    assert notes == ["recognised"]
    assert place == "第 1 页"

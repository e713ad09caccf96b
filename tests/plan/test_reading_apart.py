"""Reading outside the request, in a process of its own: what goes wrong becomes a sentence, and nobody reads twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lantu.ground import journal
from lantu.plan import actions, child, queries
from lantu.plan.actions import reading
from lantu.plan.models import Version
from lantu.plan.text.files import open_document
from lantu.plan.text.reading import read_document
from tests.plan.example import PLAN

pytestmark = pytest.mark.django_db


def test_a_file_that_cannot_be_read_fails_with_a_sentence(office) -> None:
    version = actions.upload(office, "图片.docx", b"PK\x03\x04" + bytes(range(256)) * 20)
    failed = actions.read_waiting()
    assert failed is not None
    assert failed.state == "failed"
    assert failed.error is not None
    assert failed.error["zh"]
    assert failed.error["en"]
    assert queries.version(office, version.plan, 1).state == "failed"
    # A failed version is in nobody's way.
    assert actions.upload(office, "b.txt", PLAN.encode(), version.plan).number == 2


def test_a_text_with_signs_that_no_database_keeps_is_read(office) -> None:
    actions.upload(office, "a.txt", ("\ufeff" + PLAN.replace("创新", "创\x00新")).encode())
    found = actions.read_waiting()
    assert found is not None
    if found.state == "draft":
        text = queries.text(office, found.plan, 1).text
        assert "\x00" not in text
        for target in queries.targets(office, found.plan, 1):
            assert text[target.start : target.end] == target.quote
    else:
        assert found.error is not None


def test_nothing_waits(db) -> None:
    assert actions.read_waiting() is None


def test_a_version_whose_reader_was_killed_is_read_again(office) -> None:
    version = actions.upload(office, "a.txt", PLAN.encode())
    assert reading._claim() is not None
    assert actions.read_waiting() is None  # somebody reads it, as far as we know
    Version.objects.update(reader_until=timezone.now() - timedelta(seconds=1))
    found = actions.read_waiting()
    assert found is not None
    assert found.state == "draft"
    assert Version.objects.get().attempts == 2
    verbs = [entry.verb for entry in journal.entries(f"plan/{version.plan}/version/1")]
    assert verbs == ["plan.upload", "plan.read.start", "plan.read.recover", "plan.read.start", "plan.read"]


def test_a_version_that_breaks_every_reader_fails_in_the_end(office) -> None:
    actions.upload(office, "a.txt", PLAN.encode())
    for _ in range(reading.ATTEMPTS):
        assert reading._claim() is not None
        Version.objects.update(reader_until=timezone.now() - timedelta(seconds=1))
        reading._recover()
    row = Version.objects.get()
    assert row.state == "failed"
    assert row.error == reading.CRASHED
    assert actions.read_waiting() is None


def test_a_lost_claim_leaves_the_winner_s_work(office) -> None:
    """The clock of a stopped machine wakes up: another one has read the version meanwhile."""
    actions.upload(office, "a.txt", PLAN.encode())
    slow = reading._claim()
    assert slow is not None
    Version.objects.update(reader_until=timezone.now() - timedelta(seconds=1))
    assert actions.read_waiting() is not None
    assert reading._beat(slow, 0.5) is False
    assert Version.objects.get().state == "draft"


def test_a_killed_child_is_a_crash_and_not_the_end_of_the_server(office, monkeypatch, tmp_path) -> None:
    """The child's interpreter is replaced by one that kills itself, as the system does when memory runs out."""
    actions.upload(office, "a.txt", PLAN.encode())
    killer = tmp_path / "python"
    killer.write_text("#!/bin/sh\nkill -9 $$\n")
    killer.chmod(0o755)
    monkeypatch.setattr(reading.sys, "executable", str(killer))
    states = [actions.read_waiting() for _ in range(reading.ATTEMPTS)]
    assert [version.state for version in states if version] == ["waiting", "waiting", "failed"]


def test_the_child_stops_itself_when_it_takes_too_much(tmp_path: Path) -> None:
    """The limits hold in a process that has set them: memory first, then processor time."""
    code = (
        "from lantu.plan import child\nchild.MEMORY_BYTES = 512 * 1024**2\nchild.CPU_SECONDS = 1\nchild.limit()\n"
        "try:\n    bytearray(1024**3)\nexcept MemoryError:\n    print('memory', flush=True)\nwhile True: pass\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == "memory\n"
    assert ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


def test_what_the_child_says_comes_back_as_it_was(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out.json"
    source.write_text(PLAN, "utf-8")
    command = [sys.executable, "-m", "lantu.plan.child", str(source), "计划.txt", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert [float(line) for line in done.stdout.split()] == sorted(float(line) for line in done.stdout.split())
    document, found = child.decode(json.loads(out.read_text()))
    assert document.text == PLAN
    assert found == read_document(open_document("计划.txt", PLAN.encode()))


def test_what_cut_off_and_refused_uploads_left_is_swept(files, office) -> None:
    version = actions.upload(office, "a.txt", PLAN.encode())
    names = (".part-old", "0" * 64, ".part-fresh", "1" * 64)
    for name in names:
        (files / name).write_bytes(b"1")
    for name in (*names[:2], version.sha256):
        os.utime(files / name, (time.time() - 7200,) * 2)
    actions.read_waiting()
    assert {file.name for file in files.iterdir()} == {version.sha256, *names[2:]}

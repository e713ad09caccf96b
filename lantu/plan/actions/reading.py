"""Reading waiting versions, one at a time, in a child process. Called by the clock; any number of servers may call it.

A version belongs to the one who claimed it until its time runs out; every sign of progress prolongs it. A crash while reading puts
it back to waiting, at most ATTEMPTS times; then it has failed, with a sentence.
"""

from __future__ import annotations

import json
import logging
import secrets
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import F
from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import SYSTEM
from lantu.plan import VersionView, child, store
from lantu.plan.models import Plan, Version
from lantu.plan.rows import version_view

from .drafting import carried, fill
from .finding import thing

ATTEMPTS = 3
CLAIM = timedelta(seconds=60)
WALL_SECONDS = 300
BEAT_SECONDS = 1.0

log = logging.getLogger(__name__)

CRASHED = {
    "code": "reader_crashed",
    "zh": f"读取此文件时程序 {ATTEMPTS} 次中断；请另存为 docx 或 txt 后重新上传，并把文件交给系统管理员查看",
    "en": f"Reading this file broke off {ATTEMPTS} times; save it as docx or txt and upload again, and show the file to whoever "
    "runs the system",
}


def read_waiting() -> VersionView | None:
    """Read the version that waits longest; None when none waits. Returns it as it stands afterwards."""
    _recover()
    version = _claim()
    if version is None:
        return None
    store.sweep(set(Version.objects.values_list("sha256", flat=True)))
    result = _in_child(version, lambda part: _beat(version, part))
    with journal.write(SYSTEM.ref, "plan.read") as record:
        plan = Plan.objects.select_for_update().get(pk=version.plan_id)
        row = Version.objects.select_for_update().get(pk=version.pk)
        row.plan = plan
        if (row.state, row.reader) == ("reading", version.reader):  # else it was taken from us, or discarded
            if result is None:
                _give_back(row)
            elif "error" in result:
                _fail(row, result["error"])
            else:
                _draft(row, result)
            row.reader, row.reader_until = "", None
            row.save()
            after = {"state": row.state, "error": row.error, "targets": row.targets.count()}
            record(thing(row), before={"state": "reading"}, after=after)
    return version_view(row)


def _recover() -> None:
    """Versions whose reader was killed go back to waiting."""
    lost = Version.objects.filter(state="reading", reader_until__lt=timezone.now()).defer("text")
    if not lost.exists():  # the clock asks every other second; it should not hold up a writer for nothing
        return
    with journal.write(SYSTEM.ref, "plan.read.recover") as record:
        for row in lost.select_for_update(of=("self",)).select_related("plan"):
            _give_back(row)
            row.reader, row.reader_until = "", None
            row.save(update_fields=["state", "error", "progress", "reader", "reader_until"])
            record(thing(row), before={"state": "reading"}, after={"state": row.state, "attempts": row.attempts})


def _claim() -> Version | None:
    """Take the version that waits longest, so that nobody else reads it."""
    waiting = Version.objects.filter(state="waiting").order_by("uploaded_at", "pk").values_list("pk", flat=True)
    if not waiting.exists():
        return None
    with journal.write(SYSTEM.ref, "plan.read.start") as record:
        for pk in waiting:
            token = secrets.token_hex(8)
            taken = Version.objects.filter(pk=pk, state="waiting").update(
                state="reading",
                reader=token,
                reader_until=timezone.now() + CLAIM,
                attempts=F("attempts") + 1,
                progress=0,
            )
            if taken:
                version = Version.objects.select_related("plan").defer("text").get(pk=pk)
                record(
                    thing(version), before={"state": "waiting"}, after={"state": "reading", "attempt": version.attempts}
                )
                return version
    return None


def _beat(version: Version, part: float | None) -> bool:
    """Prolong the claim, and say how far reading is. False when the version is no longer ours."""
    mine = Version.objects.filter(pk=version.pk, state="reading", reader=version.reader)
    changes: dict[str, Any] = {"reader_until": timezone.now() + CLAIM}
    if part is not None:
        changes["progress"] = part
    return bool(mine.update(**changes))


def _in_child(version: Version, beat: Callable[[float | None], bool]) -> dict[str, Any] | None:
    """What the child read, an error's sentence, or None when it broke off."""
    with tempfile.TemporaryDirectory(prefix="lantu-read-") as folder:
        out = Path(folder) / "result.json"
        source = str(store.path(version.sha256))
        command = [sys.executable, "-m", "lantu.plan.child", source, version.file_name, str(out)]
        command += [str(version.plan.year)] if version.plan.year else []
        with (
            (Path(folder) / "errors").open("w+") as errors,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,  # noqa: S603
        ):
            in_time = _watch(process, beat)
            code = process.wait()
            errors.seek(0)
            said = errors.read()[-4000:]
        if not in_time or code == -signal.SIGXCPU:
            return {"error": child.TOO_LONG}
        if code == 0:
            result: dict[str, Any] = json.loads(out.read_text("ascii"))
            return result
        log.error("reading version %s broke off with %s: %s", version.pk, code, said)
        return None


def _watch(process: subprocess.Popen[str], beat: Callable[[float | None], bool]) -> bool:
    """Pass on what the child says of its progress until it ends. False when it had to be ended for its time."""
    assert process.stdout is not None
    ends = time.monotonic() + WALL_SECONDS
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < ends:
            line = process.stdout.readline() if selector.select(BEAT_SECONDS) else None
            if line == "":
                return True
            if not beat(float(line) if line else None):
                break
    process.kill()
    return time.monotonic() < ends


def _give_back(row: Version) -> None:
    row.progress = 0
    if row.attempts < ATTEMPTS:
        row.state = "waiting"
    else:
        _fail(row, CRASHED)


def _fail(row: Version, error: dict[str, str]) -> None:
    row.state, row.error, row.progress = "failed", error, 1


def _draft(row: Version, result: dict[str, Any]) -> None:
    """Store what was read, with the reviewed work of the adopted version in it."""
    document, reading = child.decode(result)
    first = not row.form  # else a draft that is read again because its year became known
    row.state, row.progress, row.error = "draft", 1, None
    row.form, row.text = document.form, document.text
    row.places = result["document"]["places"]
    row.notes = result["document"]["notes"] + result["reading"]["notes"]
    tasks, targets = carried(row, reading)
    row.targets.all().delete()
    row.tasks.all().delete()
    fill(row, tasks, targets)
    if first and not row.plan.versions.filter(adopted_at__isnull=False).exists():
        plan = row.plan
        plan.title = reading.title or plan.title
        if reading.year and plan.year is None:
            plan.year = reading.year
            plan.starts, plan.ends = date(reading.year, 1, 1), date(reading.year, 12, 31)
        plan.save()

"""Back-up and restore on both engines, with processes that are really killed."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from tests.places import Installation

FILL = """
from pathlib import Path
from django.conf import settings
from lantu.ground import journal
from lantu.ground.people import SYSTEM, actions
import hashlib, os
settings.FILES.mkdir(exist_ok=True, mode=0o700)
for n in range({files}):
    data = os.urandom({size})
    (settings.FILES / hashlib.sha256(data).hexdigest()).write_bytes(data)
(settings.FILES / ".part-unfinished").write_bytes(b"x")
row = actions.add(SYSTEM, {name!r}, email="somebody@example.org")
print(row.ref)
"""
STATE = """
import hashlib
from django.conf import settings
from lantu.ground import journal
from lantu.ground.people import queries
print(sorted((row.ref, row.name) for row in queries.everybody()))
print([(e.verb, e.hash) for e in journal.entries()])
print(journal.verify())
names = sorted(p.name for p in settings.FILES.iterdir() if not p.name.startswith("."))
print(names, all(hashlib.sha256((settings.FILES / n).read_bytes()).hexdigest() == n for n in names))
"""


def fill(place: Installation, name: str = "张三丰", files: int = 3, size: int = 1000) -> str:
    return place.code(FILL.format(name=name, files=files, size=size)).strip()


def state(place: Installation) -> list[str]:
    return place.code(STATE).splitlines()


def said(place: Installation, *words: str) -> str:
    done = place.run(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(place: Installation, *words: str, **environment: str) -> str:
    done = place.run(*words, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_what_is_restored_is_what_was_backed_up(installation: Installation, tmp_path: Path) -> None:
    fill(installation)
    before = state(installation)
    assert "Backed up" in said(installation, "backup", str(tmp_path / "one.zip"))
    fill(installation, "李四")
    now = state(installation)
    assert "--replace" in refused(installation, "restore", str(tmp_path / "one.zip"))
    assert state(installation) == now
    assert "Restored" in said(installation, "restore", str(tmp_path / "one.zip"), "--replace")
    after = state(installation)
    assert after[0] == before[0]
    assert after[1].startswith(before[1][:-1])
    assert "system.restore" in after[1]
    assert after[2] == "[]"
    assert after[3] == before[3]
    assert "True" in after[3]
    assert leftovers(installation.var) == []
    fill(installation, "王五")  # rows can be added: the sequences go on behind what was restored
    assert state(installation)[2] == "[]"


def damage(file: Path, member: str) -> None:
    """Write the zip anew with one member changed by one byte."""
    with zipfile.ZipFile(file) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    name = next(name for name in contents if name.startswith(member))
    contents[name] = contents[name][:-1] + bytes([contents[name][-1] ^ 1])
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in contents.items():
            packed.writestr(name, data)


def test_damaged_files_are_refused_and_nothing_changes(installation: Installation, tmp_path: Path) -> None:
    fill(installation)
    file = tmp_path / "one.zip"
    said(installation, "backup", str(file))
    whole = file.read_bytes()
    before = state(installation)
    for member in ("files/", "database.sqlite3" if installation.engine == "sqlite" else "tables/journal_entry"):
        file.write_bytes(whole)
        damage(file, member)
        assert "已损坏" in refused(installation, "restore", str(file), "--replace")
    for piece in (whole[: len(whole) // 2], b"", b"not a zip"):
        file.write_bytes(piece)
        assert "damaged" in refused(installation, "restore", str(file), "--replace")
    assert "is not there" in refused(installation, "restore", str(tmp_path / "none.zip"), "--replace")
    assert state(installation) == before
    assert leftovers(installation.var) == []


def test_another_secret_is_said_before_anything_is_replaced(installation: Installation, tmp_path: Path) -> None:
    fill(installation)
    said(installation, "backup", str(tmp_path / "one.zip"))
    words = ("restore", str(tmp_path / "one.zip"), "--replace")
    assert "LANTU_SECRET_OLD" in refused(installation, *words, LANTU_SECRET="another-" * 8)
    old = installation.environment["LANTU_SECRET"]
    done = installation.run(*words, LANTU_SECRET="another-" * 8, LANTU_SECRET_OLD=old)
    assert done.returncode == 0, done.stderr


def test_an_older_backup_does_not_bring_an_erased_person_back(installation: Installation, tmp_path: Path) -> None:
    name = "欧阳慧敏"
    ref = fill(installation, name)
    said(installation, "backup", str(tmp_path / "old.zip"))
    said(installation, "people", "erase", ref, "--reason", "本人要求")
    said(installation, "restore", str(tmp_path / "old.zip"), "--replace")  # the present journal knows who was erased
    assert name not in "".join(state(installation))
    assert "〔已删除〕" in state(installation)[0]
    said(installation, "backup", str(tmp_path / "new.zip"))
    assert (tmp_path / "erased.txt").read_text("utf-8").split() == [ref]
    said(installation, "restore", str(tmp_path / "old.zip"), "--replace")
    assert name not in "".join(state(installation))
    assert state(installation)[2] == "[]"


def test_a_list_of_erased_people_serves_an_empty_place(empty_place: Installation, tmp_path: Path) -> None:
    said(empty_place, "upgrade")
    ref = fill(empty_place)
    said(empty_place, "backup", str(tmp_path / "old.zip"))
    (tmp_path / "erased.txt").unlink()
    (tmp_path / "later.txt").write_text(f"{ref}\n", "utf-8")
    elsewhere = Installation(tmp_path / "other", {**empty_place.environment, "LANTU_VAR": str(tmp_path / "other")})
    said(elsewhere, "restore", str(tmp_path / "old.zip"), "--erased", str(tmp_path / "later.txt"))
    assert "张三丰" not in state(elsewhere)[0]


def test_an_erased_person_is_in_no_byte_of_the_folder(empty_place: Installation) -> None:
    said(empty_place, "upgrade")
    ref = fill(empty_place, "欧阳慧敏")
    key = bytes.fromhex(
        empty_place.code(
            "from lantu.ground.people.models import PersonalKey as K; print(bytes(K.objects.get().wrapped).hex())"
        )
    )
    said(empty_place, "people", "erase", ref, "--reason", "本人要求")
    for path in empty_place.var.rglob("*"):
        if path.is_file():
            assert "欧阳慧敏".encode() not in path.read_bytes(), path
            assert key not in path.read_bytes(), path


def test_a_backup_never_replaces_a_file_and_names_itself_in_a_folder(
    installation: Installation, tmp_path: Path
) -> None:
    fill(installation)
    folder = tmp_path / "backups"
    folder.mkdir()
    said(installation, "backup", str(folder))
    (file,) = folder.glob("lantu-*.zip")
    assert file.stat().st_mode & 0o077 == 0
    assert "exists" in refused(installation, "backup", str(file))
    assert "no folder" in refused(installation, "backup", str(tmp_path / "none" / "one.zip"))


def test_an_empty_database_is_not_backed_up(empty_place: Installation, tmp_path: Path) -> None:
    assert "empty" in refused(empty_place, "backup", str(tmp_path / "one.zip"))
    assert not (tmp_path / "one.zip").exists()


def kill_after(place: Installation, seconds: float, *words: str) -> bool:
    """Start and kill; whether it was killed before its end."""
    process = place.begin(*words)
    time.sleep(seconds)
    early = process.poll() is None
    process.kill()
    process.communicate()
    return early


SHARES = [0.15, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.95]  # of the time that a whole run takes here


def moments(place: Installation, *words: str) -> list[float]:
    """When to kill this command, in seconds after its start, by one whole run of it."""
    begun = time.monotonic()
    said(place, *words)
    whole = time.monotonic() - begun
    return [share * whole for share in SHARES]


@pytest.mark.slow
def test_a_killed_backup_leaves_a_whole_file_or_none(installation: Installation, tmp_path: Path) -> None:
    fill(installation, files=40, size=1_000_000)
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "one.zip"
    times = moments(installation, "backup", str(file))
    file.unlink()
    killed = 0
    for seconds in times:
        killed += kill_after(installation, seconds, "backup", str(file))
        if file.exists():
            with zipfile.ZipFile(file) as packed:
                assert packed.testzip() is None
                assert "manifest.json" in packed.namelist()
            file.unlink()
    assert killed >= 3
    said(installation, "backup", str(file))
    assert leftovers(folder) == []
    before = state(installation)
    said(installation, "restore", str(file), "--replace")
    assert state(installation)[3] == before[3]


@pytest.mark.slow
def test_a_killed_restore_leaves_the_old_state_or_the_new_one(installation: Installation, tmp_path: Path) -> None:
    fill(installation, "张三丰", files=20, size=500_000)
    file = tmp_path / "one.zip"
    said(installation, "backup", str(file))
    backed_up = state(installation)
    times = moments(installation, "restore", str(file), "--replace")
    fill(installation, "李四")
    old = state(installation)
    killed = 0
    for seconds in times:
        killed += kill_after(installation, seconds, "restore", str(file), "--replace")
        now = state(installation)
        assert now[2] == "[]"
        assert now[0] in (old[0], backed_up[0])
        names = set(now[3].split("'")[1::2])
        wanted = backed_up if now[0] == backed_up[0] else old
        assert set(wanted[3].split("'")[1::2]) <= names
        assert now[3].endswith("True")
    assert killed >= 3
    said(installation, "restore", str(file), "--replace")
    assert state(installation)[3] == backed_up[3]
    assert leftovers(installation.var) == []

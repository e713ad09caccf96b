"""Writing a back-up."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import itertools
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

import lantu
from lantu.ground import journal
from lantu.ground.people import SYSTEM, queries

from . import FORM, Manifest, Refused, engines

MANIFEST = "manifest.json"
FILES = "files"
ERASED = "erased.txt"
PIECE = 1 << 20


def write(file: Path) -> tuple[Path, Manifest]:
    """Write a back-up into a new file, or into a folder under a name with the time. Where it is, and what it says.

    Writers go on meanwhile. Raises Refused when the file exists, its folder does not, or the database is empty.
    """
    if file.is_dir():
        file = _free_name(file)
    if file.exists():
        raise Refused("exists", file=file)
    if not file.parent.is_dir():
        raise Refused("no_folder", folder=file.parent)
    if engines.is_empty():
        raise Refused("nothing")
    with workplace(file.parent, file.name) as folder:
        with engines.snapshot(folder) as sequences:
            manifest = replace(_manifest(), sequences=sequences)
        whole = folder / "whole.zip"
        manifest = _pack(whole, folder, manifest)
        add_erased(file.parent, queries.erased())
        os.replace(whole, file)
        flush(file.parent)
    with journal.write(SYSTEM.ref, "system.backup") as record:
        record("system/backup", before=None, after={"file": file.name, "seq": manifest.seq, "hash": manifest.hash})
    return file, manifest


def _free_name(folder: Path) -> Path:
    """A name with the time; numbered where an upgrade that was cut off and done again falls into the same second."""
    stamp = f"lantu-{timezone.localtime():%Y%m%d-%H%M%S}"
    names = itertools.chain([stamp], (f"{stamp}-{nth}" for nth in itertools.count(2)))
    return next(file for file in (folder / f"{name}.zip" for name in names) if not file.exists())


def _manifest() -> Manifest:
    seq, last = journal.head()
    return Manifest(
        form=FORM,
        version=lantu.__version__,
        engine=connection.vendor,
        created=timezone.localtime().isoformat(timespec="seconds"),
        seq=seq,
        hash=last,
        secret=fingerprint(settings.SECRET_KEY),
        migrations=engines.applied(),
    )


def _pack(whole: Path, folder: Path, manifest: Manifest) -> Manifest:
    """The zip, on disk to its last byte. The manifest is its last member, because it holds the hashes of the others."""
    members: dict[str, str] = {}
    with whole.open("wb") as out:
        os.fchmod(out.fileno(), 0o600)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for name, path in _contents(folder):
                members[name] = _add(packed, name, path)
            manifest = replace(manifest, members=members)
            packed.writestr(MANIFEST, json.dumps(manifest.as_facts(), ensure_ascii=False, indent=1))
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _contents(folder: Path) -> Iterator[tuple[str, Path]]:
    if connection.vendor == "sqlite":
        yield engines.DATABASE, folder / engines.DATABASE
    else:
        for path in sorted((folder / engines.TABLES).iterdir()):
            yield f"{engines.TABLES}/{path.name}", path
    if settings.FILES.is_dir():
        # A name that begins with a dot is an upload that is not whole yet; no row speaks of it.
        for path in sorted(settings.FILES.iterdir()):
            if not path.name.startswith("."):
                yield f"{FILES}/{path.name}", path


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def fingerprint(secret: str) -> str:
    """Tells two secrets apart without telling anything about either."""
    return hmac.new(secret.encode(), b"lantu back-up", hashlib.sha256).hexdigest()[:16]


def add_erased(folder: Path, refs: list[str]) -> None:
    """Bring the list of erased people beside the back-ups up to date, so that none of them brings somebody back."""
    file = folder / ERASED
    known = read_erased(file)
    if set(refs) - known or not file.exists():
        fresh = folder / f".{ERASED}-{os.getpid()}"
        with fresh.open("w", encoding="utf-8") as out:
            out.writelines(f"{ref}\n" for ref in sorted(known | set(refs)))
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, file)


def read_erased(file: Path) -> set[str]:
    """The opaque references in such a list; none when there is no list."""
    return set(file.read_text("utf-8").split()) if file.exists() else set()


@contextmanager
def workplace(parent: Path, name: str) -> Iterator[Path]:
    """A hidden folder to build in, gone afterwards; those that killed processes left for this name go first."""
    for left in parent.glob(f".{name}.*"):
        if left.is_dir() and _lock(left, wait=False) is not None:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=parent))
    held = _lock(folder, wait=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def _lock(folder: Path, *, wait: bool) -> int | None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def flush(folder: Path) -> None:
    """A new name survives a power failure only once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

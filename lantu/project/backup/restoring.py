"""Restoring a back-up."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from lantu.ground import journal
from lantu.ground.people import SYSTEM, actions, queries

from . import FORM, Manifest, Refused, engines
from .writing import ERASED, FILES, MANIFEST, PIECE, fingerprint, flush, read_erased, workplace

UPLOAD = re.compile(rf"{FILES}/[^/\\.][^/\\]*")


def restore(file: Path, *, replace: bool = False, erased: Path | None = None, as_it_was: bool = False) -> Manifest:
    """Put a back-up in the place of what is here. `replace` says that what is here may go; else the place must be empty.

    People who were erased since are erased again: those that the present journal, `erased.txt` beside the file, or the
    list `erased` names. `as_it_was` leaves the tables at the back-up's own version (after an upgrade that failed).
    Raises Refused, with everything as it was, when the file, its journal or the place is not as it should be.
    """
    with _opened(file) as packed:
        manifest = _read_manifest(packed, file)
        gone = _gone(file, erased, replace)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with workplace(settings.VAR, "restoring") as folder:
            _unpack(packed, manifest, folder, file)
            with engines.rebuilt(folder, manifest):
                _check_journal(manifest, file)
                if not as_it_was:
                    call_command("migrate", interactive=False, verbosity=0)
                    actions.erase_again(gone)
                    with journal.write(SYSTEM.ref, "system.restore") as record:
                        record("system/restore", before=None, after={"file": file.name, "created": manifest.created})
            _bring_files(folder / FILES)
            engines.swap_in(folder)
            flush(settings.VAR)
    _drop_others(manifest)
    return manifest


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise Refused("absent", file=file) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused("damaged", file=file, part=file.name) from error


def _read_manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        facts = json.loads(packed.read(MANIFEST))
        form = facts["form"]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise Refused("damaged", file=file, part=MANIFEST) from error
    known = {(app, name) for app, name in MigrationLoader(None).disk_migrations}
    if form != FORM or {(app, name) for app, name in facts["migrations"]} - known:
        raise Refused("newer", file=file, version=facts.get("version", "?"))
    manifest = Manifest(**facts)
    if manifest.engine != connection.vendor:
        raise Refused("engine", file=file, engine=manifest.engine, here=connection.vendor)
    if manifest.secret not in map(fingerprint, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        raise Refused("secret", file=file)
    wrong = [name for name in manifest.members if not (engines.MEMBER.fullmatch(name) or UPLOAD.fullmatch(name))]
    if wrong:
        raise Refused("damaged", file=file, part=wrong[0])
    return manifest


def _gone(file: Path, erased: Path | None, replace: bool) -> set[str]:
    """Everybody who must not come back. Also refuses when the place is not empty and may not be replaced."""
    gone = read_erased(file.parent / ERASED) | (read_erased(erased) if erased else set())
    try:
        if engines.is_empty():
            return gone
        if not replace:
            raise Refused("not_empty")
        return gone | set(queries.erased())
    except DatabaseError:  # what is here is too damaged to be asked; that is why somebody restores
        connection.close()
        if not replace:
            raise Refused("not_empty") from None
        return gone


def _unpack(packed: zipfile.ZipFile, manifest: Manifest, folder: Path, file: Path) -> None:
    (folder / FILES).mkdir()
    (folder / engines.TABLES).mkdir()
    for name, expected in manifest.members.items():
        digest = hashlib.sha256()
        try:
            with packed.open(name) as source, (folder / name).open("wb") as target:
                os.fchmod(target.fileno(), 0o600)
                while piece := source.read(PIECE):
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Refused("damaged", file=file, part=name) from error
        if digest.hexdigest() != expected:
            raise Refused("damaged", file=file, part=name)


def _check_journal(manifest: Manifest, file: Path) -> None:
    walk = journal.walk()
    broken = next(iter(walk), None)
    if broken or (walk.count, walk.hash) != (manifest.seq, manifest.hash):
        raise Refused("journal", file=file, seq=broken.seq if broken else manifest.seq)


def _bring_files(folder: Path) -> None:
    """Uploads are named by their content, so bringing one in never changes another, before the swap or after it."""
    settings.FILES.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in folder.iterdir():
        os.replace(path, settings.FILES / path.name)
    flush(settings.FILES)


def _drop_others(manifest: Manifest) -> None:
    """Uploads of the time that was replaced."""
    for path in settings.FILES.iterdir():
        if f"{FILES}/{path.name}" not in manifest.members:
            path.unlink()

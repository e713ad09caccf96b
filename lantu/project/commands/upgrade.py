"""`lantu upgrade`: bring the database to this version: back-up first, and back to it when a step fails."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from lantu.project import place, start

SUMMARY = (
    "先备份，再升级数据库；任何一步失败即回到原状",
    "bring the database to this version: back-up first, and back to it when a step fails",
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backups", type=Path, help="folder for the back-up (default: backups in var/)")


def run(args: argparse.Namespace) -> int:
    try:
        with place.held(place.var()):
            _upgrade(args.backups or place.var() / "backups")
    except place.InUse:
        start.give_up("project.up.twice", var=place.var())
    return 0


def _upgrade(backups: Path) -> None:
    start.django_ready()
    from lantu.project import backup
    from lantu.project.backup import engines
    from lantu.project.backup.restoring import restore
    from lantu.project.backup.writing import write
    from lantu.project.serving import safety

    missing = safety.unmigrated()
    if not missing:
        start.tell("project.upgrade.nothing")
        return
    if engines.is_empty():
        _migrate(missing)
        return
    place.make(backups)
    try:
        file, _ = write(backups)
    except backup.Refused as refused:
        start.give_up(refused.key, **refused.values)
    try:
        _migrate(missing)
    except Exception as error:
        logging.getLogger(__name__).exception("a migration failed")
        restore(file, replace=True, as_it_was=True)
        start.give_up("project.upgrade.failed", reason=error, file=file)


def _migrate(missing: int) -> None:
    from django.core.management import call_command

    import lantu
    from lantu.ground import journal
    from lantu.ground.people import SYSTEM

    call_command("migrate", interactive=False, verbosity=0)
    broken = journal.verify()
    if broken:
        raise RuntimeError(broken[0].en)
    with journal.write(SYSTEM.ref, "system.upgrade") as record:
        record("system/version", before=None, after={"version": lantu.__version__, "migrations": missing})
    start.tell("project.upgrade.done", n=missing, version=lantu.__version__)

"""`lantu backup`: write everything into one file while the system runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from lantu.project import start

SUMMARY = ("在运行中把全部数据写入一个文件", "write everything into one file while the system runs")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a new file, or a folder: then the name holds the time")


def run(args: argparse.Namespace) -> int:
    start.django_ready()
    from lantu.project import backup
    from lantu.project.backup.writing import write

    try:
        file, manifest = write(args.file)
    except backup.Refused as refused:
        start.give_up(refused.key, **refused.values)
    except OSError as error:
        start.give_up("project.backup.cannot_write", file=args.file, reason=error.strerror or error)
    start.tell("project.backup.written", file=file, n=len(manifest.members), seq=manifest.seq)
    return 0

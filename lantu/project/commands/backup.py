"""Write everything into one file while the system runs. 备份。"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lantu.project import start


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a new file, or a folder: then the name holds the time")


def run(args: argparse.Namespace) -> None:
    start.django_ready()
    from lantu.project import backup
    from lantu.project.backup.writing import write

    try:
        file, manifest = write(args.file)
    except backup.Refused as refused:
        start.give_up(refused.key, **refused.values)
    except OSError as error:
        start.give_up("project.backup.cannot_write", file=args.file, reason=error.strerror or error)
    start.tell("project.backup.written", to=sys.stdout, file=file, n=len(manifest.members), seq=manifest.seq)

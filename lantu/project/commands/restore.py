"""`lantu restore`: check a back-up and put it in the place of what is here."""

from __future__ import annotations

import argparse
from pathlib import Path

from lantu.project import place, start

SUMMARY = ("校验一份备份，再用它替换这里的数据", "check a back-up and put it in the place of what is here")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="what is here now may go / 允许替换现有数据")
    parser.add_argument("--erased", type=Path, metavar="LIST", help="a later erased.txt than the one beside the file")


def run(args: argparse.Namespace) -> int:
    try:
        with place.held(place.var()):
            _restore(args)
    except place.InUse:
        start.give_up("project.up.twice", var=place.var())
    return 0


def _restore(args: argparse.Namespace) -> None:
    start.django_ready()
    from lantu.project import backup
    from lantu.project.backup.restoring import restore

    if args.erased and not args.erased.is_file():
        start.give_up("project.backup.absent", file=args.erased)
    try:
        manifest = restore(args.file, replace=args.replace, erased=args.erased)
    except backup.Refused as refused:
        start.give_up(refused.key, **refused.values)
    start.tell("project.backup.restored", file=args.file, created=manifest.created, seq=manifest.seq)

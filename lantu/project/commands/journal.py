"""`lantu journal`: the record of every write: verify its chain, show it."""

from __future__ import annotations

import argparse
import json
import sys
import time

from lantu.project import start

SUMMARY = ("日志：校验全链，查看记录", "the record of every write: verify its chain, show it")


def add(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers(dest="what", required=True)
    below.add_parser("verify", help="walk the whole chain and name every break / 校验全链")
    show = below.add_parser("show", help="entries, oldest first / 查看记录")
    show.add_argument("thing", nargs="?", help="only this thing and what is below it, e.g. plan/lingang-2023")
    show.add_argument("--after", type=int, default=0, metavar="SEQ", help="only entries after this number")
    show.add_argument("--limit", type=int, default=100)


def run(args: argparse.Namespace) -> int:
    start.django_ready()
    return _verify() if args.what == "verify" else _show(args)


def _verify() -> int:
    from lantu.ground import journal

    began = time.monotonic()
    walk = journal.walk()
    broken = 0
    for found in walk:
        print(f"✕ {found.zh}\n  {found.en}", flush=True)
        broken += 1
    seconds = time.monotonic() - began
    key = "project.journal.broken" if broken else "project.journal.whole"
    start.tell(key, n=walk.count, breaks=broken, seconds=f"{seconds:.1f}", head=walk.hash[:16])
    return 1 if broken else 0


def _show(args: argparse.Namespace) -> int:
    from lantu.ground import journal

    for entry in journal.entries(args.thing, after=args.after, limit=args.limit):
        facts = json.dumps({"before": entry.before, "after": entry.after}, ensure_ascii=False)
        print(f"{entry.seq}\t{entry.known_at.isoformat()}\t{entry.who}\t{entry.verb}\t{entry.thing}\t{facts}")
    sys.stdout.flush()
    return 0

"""`lantu serve`: start for an office: settings from the environment, refuses to start unsafe."""

from __future__ import annotations

import argparse
import os
import sys

from lantu.project import place, start
from lantu.project.serving import safety

SUMMARY = (
    "正式运行：设置取自环境变量，不安全时拒绝启动",
    "start for an office: settings from the environment, refuses to start unsafe",
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="(default 127.0.0.1: a reverse proxy stands in front)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="processes; more than one needs PostgreSQL")


def run(args: argparse.Namespace) -> int:
    try:
        with place.held(place.var()):
            _serve(args)
    except place.InUse as other:
        start.give_up("project.up.twice", var=place.var(), address=other.address or "…")
    return 0


def _serve(args: argparse.Namespace) -> None:
    start.django_ready()
    from django.conf import settings
    from django.db import DatabaseError

    from lantu.project.serving import clock, server

    found = list(safety.dangers(os.environ, settings.DATABASES["default"], settings.VAR, args.workers))
    try:
        missing = safety.unmigrated()
    except DatabaseError as error:
        found.append(("project.unsafe.no_database", {"reason": str(error).strip()}))
    else:
        found += [("project.unsafe.unmigrated", {"n": missing})] if missing else []
    if found:
        for key, values in found:
            start.tell(key, to=sys.stderr, **values)
        raise SystemExit(1)
    try:
        listening = server.listen(args.host, args.port)
    except OSError as error:
        start.give_up("project.serve.no_port", host=args.host, port=args.port, reason=error.strerror)
    address = f"http://{args.host}:{args.port}/"
    place.serves_at(place.var(), address.rstrip("/"))
    with clock.Clock(clock.ticks()):
        server.serve(
            listening,
            lambda: start.tell("project.serve.ready", address=address),
            workers=args.workers,
            behind_proxy=settings.HTTPS,
        )
    start.tell("project.up.stopped")

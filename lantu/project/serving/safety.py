"""What makes `serve` refuse to start: every danger that a program can see, each a sentence with its remedy."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SHORTEST_SECRET = 32  # characters; what `up` makes has 64
FEWEST_CHARACTERS = 10  # different ones: a repeated word is not a secret

Danger = tuple[str, dict[str, Any]]  # a key of strings.toml and its values


def dangers(environment: Mapping[str, str], database: Mapping[str, Any], var: Path, workers: int) -> Iterator[Danger]:
    """Everything that is unsafe, without asking the database (see `unmigrated`)."""
    secret = environment.get("LANTU_SECRET", "")
    if not secret:
        yield "project.unsafe.no_secret", {}
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_CHARACTERS:
        yield "project.unsafe.short_secret", {"least": SHORTEST_SECRET}
    hosts = [host for host in environment.get("LANTU_HOSTS", "").split(",") if host]
    if not hosts:
        yield "project.unsafe.no_hosts", {}
    elif any(host.strip() in ("*", ".") for host in hosts):
        yield "project.unsafe.any_host", {}
    if environment.get("LANTU_DEBUG") == "1":
        yield "project.unsafe.debug", {}
    if environment.get("LANTU_HTTPS") not in ("0", "1"):
        yield "project.unsafe.https", {}
    if workers > 1 and "sqlite" in database["ENGINE"]:
        yield "project.unsafe.workers", {"workers": workers}
    yield from _open_to_others(var)


def _open_to_others(var: Path) -> Iterator[Danger]:
    for path in (var, var / "secret", var / "lantu.sqlite3"):
        # A folder that others cannot enter protects what is in it.
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) and _can_be_reached(path, var):
            yield "project.unsafe.readable", {"path": path, "mode": "700" if path.is_dir() else "600"}


def _can_be_reached(path: Path, var: Path) -> bool:
    return path == var or bool(var.stat().st_mode & (stat.S_IXGRP | stat.S_IXOTH))


def unmigrated() -> int:
    """How many migrations the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))

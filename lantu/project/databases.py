"""Where the database is: SQLite in `var/`, or what DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# WAL: readers never wait for a writer. secure_delete: an erased person's key is overwritten, not just unlinked.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"


def sqlite(var: Path) -> dict[str, Any]:
    """The default database, one file. IMMEDIATE: a writer queues at the start instead of failing in the middle."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": var / "lantu.sqlite3",
        "OPTIONS": {"init_command": PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 20},
    }


def from_url(url: str) -> dict[str, Any]:
    """`postgresql://name:password@host:port/database?sslmode=…` or `sqlite:///absolute/folder`. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path))
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ValueError(
            "DATABASE_URL must look like postgresql://name:password@host:5432/database / "
            "DATABASE_URL 应形如 postgresql://用户:口令@主机:5432/数据库"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_HEALTH_CHECKS": True,
    }

"""Canonical text of facts and of a link of the chain: one value has one text, on every engine.

A database that stores JSON of its own (PostgreSQL's jsonb) reorders keys and rewrites numbers; a hash over what it gives
back would not hold. So facts are kept as text, and the hash is over exactly the text that is kept.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

ORIGIN = "0" * 64  # the hash before the first entry


def text(facts: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, dates as ISO 8601 (moments in UTC), decimals as text.

    Raises ValueError for what has no single text: moments without a zone, NaN, keys that are not words, half characters.
    """
    written = json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise ValueError("facts hold half a character (a lone surrogate), which no database can store") from error
    return written


def moment(known_at: datetime) -> str:
    """A moment as the journal keeps it: UTC, always with microseconds, so that text order is time order."""
    if known_at.tzinfo is None:
        raise ValueError(f"{known_at!r} has no time zone")
    return known_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(previous: str, seq: int, known_at: str, who: str, verb: str, thing: str, before: str, after: str) -> str:
    """The hash of one entry: sha256 over the previous hash and the entry's own seven texts, a line each.

    Canonical JSON holds no raw line break and is never empty, so an absent `before` is the empty line. Raises ValueError
    when a text holds a line break, because two different entries could then have one hash.
    """
    lines = f"{previous}\n{seq}\n{known_at}\n{who}\n{verb}\n{thing}\n{before}\n{after}"
    if lines.count("\n") != 7:
        raise ValueError("a line break inside who, verb, thing or facts")
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not a number that can be kept")
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        wrong = [key for key in value if not isinstance(key, str)]
        if wrong:
            raise ValueError(f"the name of a fact must be a word, not {wrong[0]!r}")
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise ValueError(f"{type(value).__name__} has no canonical text")

"""What people read, in zh and en: `strings.toml` beside each room, found by name.

A room's file holds `[review.accepted]` with `zh = "…"` and `en = "…"`; the key is the room's folder and the table's path:
`say("plan.review.accepted", "zh", n=3)`. Values go in by name only; templates escape what comes out.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
PACKAGE = Path(__file__).resolve().parents[2]

_known: dict[str, dict[str, str]] = {}


def say(key: str, lang: str, /, **values: Any) -> str:
    """The sentence in this language. Raises KeyError for an unknown key and for a value that the sentence needs."""
    return _all()[key][lang].format(**values)


def keys() -> frozenset[str]:
    """Every key there is."""
    return frozenset(_all())


def fields(key: str) -> frozenset[str]:
    """The names of the values that this sentence takes."""
    return _fields(_all()[key]["zh"])


def language(request: Any) -> str:
    """The language of a request: `?lang=` first, then the cookie of that name; zh when neither says en or zh."""
    for chosen in (request.GET.get("lang"), request.COOKIES.get("lang")):
        if chosen in LANGUAGES:
            return str(chosen)
    return LANGUAGES[0]


def read(file: Path) -> dict[str, dict[str, str]]:
    """The sentences of one file by key. Raises ValueError with a sentence when a language or a value is missing."""
    found: dict[str, dict[str, str]] = {}
    for key, said in _leaves(file.parent.name, tomllib.loads(file.read_text("utf-8"))):
        if set(said) != set(LANGUAGES) or not all(isinstance(text, str) and text for text in said.values()):
            raise ValueError(f"{file}: {key} needs zh and en, both filled / {key} 须同时有 zh 和 en")
        if _fields(said["zh"]) != _fields(said["en"]):
            raise ValueError(f"{file}: {key} takes other values in zh than in en / {key} 中英文的取值不一致")
        found[key] = said
    return found


def _all() -> dict[str, dict[str, str]]:
    if not _known:
        for file in sorted(PACKAGE.rglob("strings.toml")):
            _known.update(read(file))
    return _known


def _leaves(path: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    said = {name: value for name, value in table.items() if not isinstance(value, dict)}
    if said:
        yield path, said
    for name, below in table.items():
        if isinstance(below, dict):
            yield from _leaves(f"{path}.{name}", below)


def _fields(text: str) -> frozenset[str]:
    names = frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    if not all(name.isidentifier() for name in names):
        raise ValueError(f"{text!r}: values go in by name only ({{n}}), never by position or attribute")
    return names

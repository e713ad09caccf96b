"""Bringing Django up for a command, and speaking to whoever typed it."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn, TextIO


def django_ready() -> None:
    """After this, models can be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.project.settings")
    import django

    django.setup()


def tell(key: str, *, to: TextIO | None = None, **values: Any) -> None:
    """A sentence of strings.toml in zh and in en, a line each. The reader's language is not known at a prompt."""
    from lantu.ground.strings import LANGUAGES, say

    for lang in LANGUAGES:
        print(say(key, lang, **values), file=to or sys.stdout, flush=True)


def give_up(key: str, **values: Any) -> NoReturn:
    """Say why nothing was done, and end with code 1."""
    tell(key, to=sys.stderr, **values)
    raise SystemExit(1)


def refuse(zh: str, en: str) -> NoReturn:
    """As give_up, for a refusal that brings its own words."""
    print(zh, en, sep="\n", file=sys.stderr, flush=True)
    raise SystemExit(1)

"""The key of a target: it names the same promise in every reading of a plan.

`t22.q.3fa9c1.1`: task 22 (`t0` outside any task, `u` in a task without a number), quantity or milestone, a hash of the quote
without differences of width and spacing, and which of several equal ones.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

OUTSIDE = 0


def normalised(words: str) -> str:
    """The words without differences of width, case, spacing and invisible characters (m2 = ㎡, ５０％ = 50%)."""
    wide = unicodedata.normalize("NFKC", words)
    return "".join(c for c in wide if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs")).casefold()


def stem(number: int | None, kind: str, quote: str) -> str:
    """A key without its last part."""
    return f"{task_of(number)}.{kind[0]}.{hashlib.sha256(normalised(quote).encode()).hexdigest()[:6]}"


def task_of(number: int | None) -> str:
    """The part of a key that names the task."""
    return "u" if number is None else f"t{number}"


def words_of(key: str) -> str:
    """The part of a key that says kind and quote, whichever task it stands in: `q.3fa9c1`."""
    return ".".join(key.split(".")[1:3])


def keys(targets: Iterable[tuple[int | None, str, str]]) -> list[str]:
    """Keys for the (task number, kind, quote) of a reading, in the order of the text."""
    seen: Counter[str] = Counter()
    made = []
    for number, kind, quote in targets:
        name = stem(number, kind, quote)
        seen[name] += 1
        made.append(f"{name}.{seen[name]}")
    return made


def next_key(number: int | None, kind: str, quote: str, taken: Collection[str]) -> str:
    """A key for one more target, which changes no key that is taken."""
    name = stem(number, kind, quote)
    nth = 1
    while f"{name}.{nth}" in taken:
        nth += 1
    return f"{name}.{nth}"

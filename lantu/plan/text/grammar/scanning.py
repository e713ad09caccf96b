"""The words of the tables in a text, and what a clause and a sentence are.

Everything here works on folded text: full-width signs become half-width ones, one for one, so positions stay those of the
original text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lantu.plan.text.grammar.tables.comparators import Compare, after_words, comparators
from lantu.plan.text.grammar.tables.markers import markers
from lantu.plan.text.grammar.tables.verbs import Verb, verbs

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    ord("﹪"): ord("%"),
    ord("∶"): ord(":"),
}
_QUOTED = re.compile(
    r"《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})*》|“[^“”\n]{1,60}”|「[^「」\n]{1,60}」|\"[^\"\n]{1,60}\""
)


def fold(text: str) -> str:
    """The text with full-width signs as half-width ones; as long as before."""
    return text.translate(_FOLD)


class Word(NamedTuple):
    """A word of the tables found in the text, with every role it may play."""

    start: int
    end: int
    text: str
    verb: Verb | None
    compare: Compare | None
    kinds: frozenset[str]


@dataclass(slots=True)
class Clause:
    """A stretch between commas (or inside brackets): its words in order and the 、 marks in it."""

    start: int
    end: int
    bracket: bool = False
    words: list[Word] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A stretch between full stops or semicolons."""

    start: int
    end: int
    clauses: list[Clause]


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches the longest of the words, as a tree of shared beginnings: fast at any number of words."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def source(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        ends = "" in node
        branches: dict[str, list[str]] = {}
        for char, child in node.items():
            if char:
                branches.setdefault(source(child), []).append(re.escape(char))
        parts = [(chars[0] if len(chars) == 1 else f"[{''.join(chars)}]") + rest for rest, chars in branches.items()]
        if not parts:
            return ""
        joined = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
        return joined + "?" if ends else joined

    return re.compile(source(tree))


@cache
def roles() -> dict[str, tuple[Verb | None, Compare | None, frozenset[str]]]:
    """Every word of the tables with its roles. A fixed name hides the other roles of the same word."""
    none: frozenset[str] = frozenset()
    every = {**verbs(), **comparators(), **dict.fromkeys(after_words()), **markers()}
    return {word: (verbs().get(word), comparators().get(word), markers().get(word, none)) for word in every}


@cache
def _pattern() -> re.Pattern[str]:
    return pattern_of(roles())


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The table's words between `start` and `end`, left to right, longest first."""
    table = roles()
    for match in _pattern().finditer(text, start, end):
        found = match[0]
        yield Word(match.start(), match.end(), found, *table[found])


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches inside 《》, “” and the like: names, in which nothing is promised."""
    return [match.span() for match in _QUOTED.finditer(text, start, end)]


def inside(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the sorted spans."""
    i = bisect_right(spans, (position, 1 << 60)) - 1
    return i >= 0 and position < spans[i][1]

"""The words of the tables in a text, and what a clause and a sentence are.

Everything here works on folded text: full-width signs become half-width ones, one for one, so positions stay those of the
original text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from lantu.plan.text.grammar.tables.comparators import Compare, after_words, comparators
from lantu.plan.text.grammar.tables.markers import markers
from lantu.plan.text.grammar.tables.verbs import Verb, verbs

_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "﹪": "%", "∶": ":"}
_WIDE = re.compile(f"[{''.join(_PLAIN)}]")
_QUOTED = re.compile(
    r"《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})*》|“[^“”\n]{1,60}”|「[^「」\n]{1,60}」|\"[^\"\n]{1,60}\""
)


def fold(text: str) -> str:
    """The text with full-width signs as half-width ones; as long as before."""
    return _WIDE.sub(lambda found: _PLAIN[found[0]], text)


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
    """A stretch between commas (or inside brackets): its words in order, the 、 marks in it, whether a verb has a state."""

    start: int
    end: int
    bracket: bool = False
    words: list[Word] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)
    states: bool = False


@dataclass(slots=True)
class Sentence:
    """A stretch between full stops or semicolons."""

    start: int
    end: int
    clauses: list[Clause]


@cache
def roles() -> dict[str, tuple[Verb | None, Compare | None, frozenset[str]]]:
    """Every word of the tables with its roles. A fixed name hides the other roles of the same word."""
    none: frozenset[str] = frozenset()
    every = {**verbs(), **comparators(), **dict.fromkeys(after_words()), **markers()}
    return {word: (verbs().get(word), comparators().get(word), markers().get(word, none)) for word in every}


Said = tuple[str, Verb | None, Compare | None, frozenset[str]]


@cache
def _beginnings() -> tuple[re.Pattern[str], dict[str, list[Said]]]:
    """Where a word may begin (its first two characters), and the words by those, longest first.

    A word of one character stands under itself and under every pair it begins.
    """
    longest_first = sorted(roles(), key=len, reverse=True)
    begun: dict[str, list[Said]] = {}
    for word in longest_first:
        begun.setdefault(word[:2], []).append((word, *roles()[word]))
    for pair, list_of in begun.items():
        if len(pair) == 2:
            list_of += begun.get(pair[0], [])
    alone = "".join(word for word in longest_first if len(word) == 1)
    return re.compile(f"{_pairs(longest_first)}|[{re.escape(alone)}]"), begun


@cache
def _states() -> tuple[re.Pattern[str], frozenset[str]]:
    """Where a verb with a state may begin, and what it begins with."""
    stating = [word for word, verb in verbs().items() if verb.state]
    return re.compile(_pairs(stating)), frozenset(word[:2] for word in stating)


def _pairs(every: list[str]) -> str:
    """A pattern of two characters that words of more than one begin with."""
    firsts, seconds = (re.escape("".join({word[i] for word in every if len(word) > 1})) for i in (0, 1))
    return f"[{firsts}](?=[{seconds}])"


def may_state(text: str, start: int, end: int) -> bool:
    """Whether something between `start` and `end` begins like a verb with a state."""
    likely, pairs = _states()
    return any(text[match.start() : match.start() + 2] in pairs for match in likely.finditer(text, start, end))


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The table's words between `start` and `end`, left to right, longest first.

    Pairs of characters are looked up in a table: that is much faster than one pattern of a thousand words.
    """
    here = start
    likely, begun = _beginnings()
    for match in likely.finditer(text, start, end):
        at = match.start()
        if at < here:
            continue
        for said in begun.get(text[at : at + 2]) or begun.get(text[at]) or []:
            if text.startswith(said[0], at, end):
                here = at + len(said[0])
                yield Word._make((at, here, *said))
                break


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches inside 《》, “” and the like: names, in which nothing is promised."""
    return [match.span() for match in _QUOTED.finditer(text, start, end)]


def inside(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the sorted spans."""
    i = bisect_right(spans, (position, 1 << 60)) - 1
    return i >= 0 and position < spans[i][1]

"""Cuts a stretch into sentences and clauses: one pass over its punctuation."""

from __future__ import annotations

import re
from bisect import bisect_right

from lantu.plan.text.grammar.scanning import Clause, Sentence, Word, inside

_MARKS = re.compile(r"[。;!?\n(),:、]|\r\n?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Nobody writes longer ones; text without marks is cut here so that reading stays linear.
LONGEST_CLAUSE, LONGEST_SENTENCE, LONGEST_BRACKET = 600, 3000, 120


def sentences(text: str, start: int, end: int, names: list[tuple[int, int]]) -> list[Sentence]:
    """The sentences of a stretch, each with its clauses; a bracket is a clause of its own, after the one it stands in.

    Marks inside `names` (quoted stretches) and commas inside numbers cut nothing.
    """
    cutter = _Cutter(start, end)
    for match in _MARKS.finditer(text, start, end):
        in_number = match[0] == "," and _THOUSANDS.match(text, match.start())
        if not in_number and not (names and inside(names, match.start())):
            cutter.mark(match[0], match.start(), match.end())
    cutter.close(end)
    cutter.end_sentence(end, end)
    return cutter.made


class _Cutter:
    def __init__(self, start: int, end: int) -> None:
        self.end, self.begun = end, start
        self.made: list[Sentence] = []
        self.clauses: list[Clause] = []
        self.current = Clause(start, end)
        self.open: list[Clause] = []  # brackets not closed yet
        self.closed: list[Clause] = []  # brackets of the current clause

    def mark(self, mark: str, here: int, after: int) -> None:
        """Takes one punctuation mark at `here`, with the text going on at `after`."""
        if self.open and here - self.open[0].start > LONGEST_BRACKET:
            self.open.clear()
        if mark == "(":
            self.open.append(Clause(after, self.end, bracket=True))
        elif mark == ")":
            self._close_bracket(here, after)
        elif mark == "、" and here - self.current.start < LONGEST_CLAUSE:
            (self.open[-1] if self.open else self.current).lists.append(here)
        elif not (self.open and mark in ",:;"):
            self.open.clear()
            self.close(here)
            self.current = Clause(after, self.end)
            if mark not in ",:、" or here - self.begun > LONGEST_SENTENCE:
                self.end_sentence(here, after)

    def _close_bracket(self, here: int, after: int) -> None:
        if self.open:
            inner = self.open.pop()
            inner.end = here
            self.closed.append(inner)
            outer = self.open[-1] if self.open else self.current
            outer.holes.append((inner.start - 1, after))

    def close(self, position: int) -> None:
        """Ends the clause at `position`, in pieces when nobody set a mark for too long."""
        while position - self.current.start > 2 * LONGEST_CLAUSE:
            cut = self.current.start + LONGEST_CLAUSE
            self.clauses.append(Clause(self.current.start, cut))
            if cut - self.begun > LONGEST_SENTENCE:
                self.end_sentence(cut, cut)
            self.current = Clause(cut, position)
        self.current.end = position
        self.clauses += [self.current, *self.closed]
        self.closed = []

    def end_sentence(self, here: int, after: int) -> None:
        """Ends the sentence at `here`; the next begins at `after`."""
        self.made.append(Sentence(self.begun, here, self.clauses))
        self.clauses, self.begun = [], after


def place(sentence: Sentence, found: list[Word]) -> None:
    """Hands every word to its clause; a word in a bracket belongs to the bracket."""
    outer = [c for c in sentence.clauses if not c.bracket]
    inner = sorted((c for c in sentence.clauses if c.bracket), key=lambda c: c.start)
    inner_starts = [c.start for c in inner]
    at = 0
    for word in found:
        while at + 1 < len(outer) and outer[at + 1].start <= word.start:
            at += 1
        held = None
        if inner:
            i = bisect_right(inner_starts, word.start)
            held = next((c for c in inner[max(0, i - 3) : i][::-1] if c.start <= word.start < c.end), None)
        clause = held or outer[at]
        clause.words.append(word)
        clause.states = clause.states or (word.verb is not None and word.verb.state is not None)

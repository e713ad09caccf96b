"""The source text as a page shows it: paragraphs, with the words of every target marked and nothing else changed.

Pure. The text is always shown as text: whatever a document contains, it is escaped. The pieces of a paragraph, put together,
are exactly its stretch of the text, so that positions counted in the browser are positions in the document.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Span = tuple[int, int]


class Marked(Protocol):
    """What marks words: a target, or anything with a key, a kind and its place in the text."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same marks: `targets` are those whose words it belongs to, the innermost first."""

    text: str
    targets: tuple[Marked, ...]
    opens: tuple[str, ...]
    hit: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the document that is not empty; `start` is its position, `tasks` are the ids of the tasks that begin in it."""

    start: int
    tasks: tuple[int, ...]
    heading: bool
    pieces: tuple[Piece, ...]


def paragraphs(
    text: str,
    targets: Sequence[Marked],
    tasks: Iterable[tuple[int, int]],
    headings: frozenset[str],
    hits: Sequence[Span],
) -> Iterator[Paragraph]:
    """Cut a text into paragraphs and pieces. `tasks` are (id, start); `headings` the lines that are headings."""
    begins = sorted(tasks, key=lambda task: task[1])
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield Paragraph(
                start=start,
                tasks=tuple(task for task, at in begins if start <= at < end),
                heading=line.strip() in headings,
                pieces=tuple(_pieces(text, start, end, _touching(targets, start, end), _within(hits, start, end))),
            )
        start = end + 1


def _touching(targets: Sequence[Marked], start: int, end: int) -> list[Marked]:
    return [target for target in targets if target.start < end and target.end > start]


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    return [span for span in spans if span[0] < end and span[1] > start]


def _pieces(text: str, start: int, end: int, targets: list[Marked], hits: list[Span]) -> Iterator[Piece]:
    cuts = {start, end}
    for a, b in [(target.start, target.end) for target in targets] + hits:
        cuts |= {max(a, start), min(b, end)}
    marks = sorted(cuts)
    for a, b in itertools.pairwise(marks):
        inside = sorted((t for t in targets if t.start <= a and t.end >= b), key=lambda t: (t.end - t.start, t.key))
        yield Piece(
            text=text[a:b],
            targets=tuple(inside),
            opens=tuple(t.key for t in inside if max(t.start, start) == a and t.start >= start),
            hit=any(x <= a and y >= b for x, y in hits),
        )


def find(text: str, words: str) -> list[Span]:
    """Where words stand in a text, whatever the width, case and spacing of either."""
    sought = "".join(char for char, _ in _normal(words))
    if not sought:
        return []
    chars = list(_normal(text))
    flat = "".join(char for char, _ in chars)
    found: list[Span] = []
    at = flat.find(sought)
    while at >= 0:
        found.append((chars[at][1], chars[at + len(sought) - 1][1] + 1))
        at = flat.find(sought, at + len(sought))
    return found


def _normal(text: str) -> Iterator[tuple[str, int]]:
    for at, char in enumerate(text):
        for wide in unicodedata.normalize("NFKC", char).casefold():
            if not wide.isspace() and unicodedata.category(wide) != "Cf":
                yield wide, at


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around a stretch: what comes before it, itself, what comes after."""
    stops = [at + 1 for at, char in enumerate(text) if char in "。！？；\n"]
    left = stops[bisect_right(stops, start) - 1] if stops and stops[0] <= start else 0
    after = bisect_right(stops, end - 1)
    right = stops[after] if after < len(stops) else len(text)
    return text[left:start].lstrip(), text[start:end], text[end:right].rstrip()


def render(lines: Iterable[Paragraph], link: str, shown: frozenset[str], open_key: str) -> SafeString:
    """The paragraphs as HTML. `link` is the page's address up to the target's key; targets not in `shown` are dimmed."""
    return format_html_join("\n", "{}", ((_line(line, link, shown, open_key),) for line in lines))


def _line(line: Paragraph, link: str, shown: frozenset[str], open_key: str) -> SafeString:
    anchors = format_html_join("", '<a id="p-{}"></a>', ((task,) for task in line.tasks))
    inside = format_html_join("", "{}", ((_piece(piece, link, shown, open_key),) for piece in line.pieces))
    kind = SafeString(' class="heading"') if line.heading else ""
    return format_html('<p data-at="{}"{}>{}{}</p>', line.start, kind, anchors, inside)


def _piece(piece: Piece, link: str, shown: frozenset[str], open_key: str) -> SafeString:
    # A page cannot carry NUL; U+FFFD keeps the count of characters.
    words = format_html("{}", piece.text.replace("\0", "\ufffd"))
    if piece.hit:
        words = format_html('<mark class="hit">{}</mark>', words)
    if not piece.targets:
        return words
    inner = piece.targets[0]
    keys = [target.key for target in piece.targets]
    classes = f"words {inner.kind[0]}{'' if shown.intersection(keys) else ' dim'}{' open' if open_key in keys else ''}"
    # One element has one id: the first target that opens here takes it, others get an anchor of their own.
    first, *others = (*piece.opens, "")
    extra = format_html_join("", '<a id="w-{}"></a>', ((key,) for key in others if key))
    name = format_html(' id="w-{}"', first) if first else ""
    return format_html(
        '{}<a{} class="{}" href="{}{}" data-k="{}">{}</a>', extra, name, classes, link, inner.key, " ".join(keys), words
    )

"""From characters to paragraphs: lines, the sentences that a page broke in two, the stamps inside them.

A paragraph keeps its pieces, stretches of the original text in order; what lies between two pieces (a line break inside
a sentence, a page number, a stamp) is not part of it. A document is taken as wrapped at a fixed width, as text from PDF
files is, when a third of its lines stop without punctuation near the longest width; then such a line is continued by
the next one that has no number of its own.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass

from . import noise
from .numbering import Marker, marker

_LINE = re.compile(r"[^\n]+")
_STOPS = "。;!?:.…;!?:"
_CLOSING = ",。;:、)》”"
_OPEN = ",、(《“‘-"
_FRAGMENT = re.compile(r"[A-Za-z0-9.%]{1,6}\Z")  # a subscript or superscript that the page set apart: PM / 2.5 / 平均
_BARE_NUMBER = re.compile(r"\d{1,3}[.、]?\Z")


@dataclass(slots=True)
class Line:
    """One line: its stretch of the text without blanks at the ends, and that stretch folded."""

    start: int
    end: int
    text: str
    indent: int
    blank_before: bool = False
    marker: Marker | None = None


@dataclass(slots=True)
class Paragraph:
    """One numbered or plain paragraph: its extent, the pieces of it that are text, and the folded text of them joined.

    `role` is what the column it came from holds (`pasted`), where it came from one: lead, owners or due.
    """

    start: int
    end: int
    pieces: list[tuple[int, int]]
    text: str
    marker: Marker | None = None
    role: str = ""

    @property
    def body(self) -> str:
        """The folded text after the number."""
        return self.text[self.marker.length :].lstrip() if self.marker else self.text

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the characters `start` to `end` of the joined text stand in the original."""
        found, offset = [], 0
        for first, last in self.pieces:
            low, high = max(start - offset, 0), min(end - offset, last - first)
            if low < high:
                found.append((first + low, first + high))
            offset += last - first
        return found


def split(folded: str) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(folded):
        raw = found.group()
        text = raw.strip()
        if not text:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = found.start() + indent
        line = Line(start, start + len(text), text, indent, folded.count("\n", last, found.start()) > 1)
        line.marker = marker(text)
        last = found.end()
        lines.append(line)
    return lines


def wrapped_width(lines: list[Line]) -> int:
    """The width at which the page broke its lines, or 0 when lines are paragraphs."""
    widths = sorted(len(line.text) for line in lines if len(line.text) > 12)
    if len(widths) < 6:
        return 0
    width = widths[int(len(widths) * 0.9)]
    if width > 70:
        return 0
    full = [line for line in lines if len(line.text) >= 0.8 * width]
    broken = [line for line in full if line.text[-1] not in _STOPS]
    return width if len(broken) * 3 >= len(widths) else 0


def paragraphs(lines: list[Line], stamps: list[tuple[int, int]]) -> list[Paragraph]:
    """Lines joined where a sentence runs on, page furniture left out, stamps cut out."""
    width = wrapped_width(lines)
    _bare_numbers(lines)
    found: list[Paragraph] = []
    group: list[Line] = []
    for line in lines:
        if noise.is_contents_line(line.text) or (noise.is_furniture(line.text) and not line.marker):
            continue
        if group and not _runs_on(group[-1], line, len(group) == 1, width):
            found.append(_paragraph(group, stamps))
            group = []
        group.append(line)
    if group:
        found.append(_paragraph(group, stamps))
    return [paragraph for paragraph in found if paragraph.text]


def _runs_on(line: Line, following: Line, first: bool, width: int) -> bool:
    if following.marker:
        return False
    if first and line.marker and line.marker.length >= len(line.text):
        return True
    last = line.text[-1]
    if following.text[0] in _CLOSING or following.text.startswith("是:"):
        return True
    if last not in _STOPS and (_FRAGMENT.match(following.text) or (not first and _FRAGMENT.match(line.text))):
        return True
    if last in _STOPS:
        return bool(width) and len(line.text) >= 0.9 * width and not following.indent and not following.blank_before
    if last in _OPEN:
        return True
    return bool(width) and len(line.text) >= 0.8 * width and (not following.indent or following.indent == line.indent)


def _bare_numbers(lines: list[Line]) -> None:
    """Read numbers that stand alone on their line as numbers of what follows, if they count up and are close together."""
    alone = [i for i, line in enumerate(lines[:-1]) if _BARE_NUMBER.match(line.text) and not lines[i + 1].marker]
    if len(alone) < 2:
        return
    values = [int(lines[i].text.rstrip(".、")) for i in alone]
    steps = sum(b == a + 1 or b == 1 for a, b in itertools.pairwise(values))
    gaps = sorted(lines[b].start - lines[a].start for a, b in itertools.pairwise(alone))
    # A page number comes once a page, some six hundred characters; a list's number comes every few lines.
    if values[0] == 1 and steps * 5 >= (len(values) - 1) * 4 and gaps[len(gaps) // 2] < 400:
        for i, value in zip(alone, values, strict=True):
            lines[i].marker = Marker("1.", value, len(lines[i].text))


def _paragraph(group: list[Line], stamps: list[tuple[int, int]]) -> Paragraph:
    pieces: list[tuple[int, int]] = []
    texts: list[str] = []
    for line in group:
        at = line.start
        i = bisect_left(stamps, (line.start, 0))
        while i < len(stamps) and stamps[i][0] < line.end:
            if stamps[i][0] > at:
                pieces.append((at, stamps[i][0]))
                texts.append(line.text[at - line.start : stamps[i][0] - line.start])
            at = max(at, stamps[i][1])
            i += 1
        if at < line.end:
            pieces.append((at, line.end))
            texts.append(line.text[at - line.start :])
    return Paragraph(group[0].start, group[-1].end, pieces, "".join(texts), group[0].marker)

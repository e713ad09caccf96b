"""From characters to paragraphs: plain forms, lines, the sentences that a page broke in two, the stamps inside them.

Folding puts one character for one character: full-width letters, digits and punctuation become half-width, the radicals
that PDF files carry instead of characters become those characters, odd blanks become blanks. The length never changes,
so a position in the folded text is a position in the original.

A paragraph keeps its pieces, stretches of the original text in order; what lies between two pieces (a line break inside
a sentence, a page number, a stamp) is not part of it. A document is taken as wrapped at a fixed width, as text from PDF
files is, when a third of its lines stop without punctuation near the longest width; then such a line is continued by
the next one that has no number of its own.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from . import noise
from .numbering import Marker, marker

_LINE = re.compile(r"[^\n]+")
_STOPS = "。;!?:.…;!?:"
_CLOSING = ",。;:、)》”"
_OPEN = ",、(《“‘-"
_FRAGMENT = re.compile(r"[A-Za-z0-9.%]{1,6}\Z")  # a subscript or superscript that the page set apart: PM / 2.5 / 平均
_GLUED = re.compile(r"(\d{1,3})\.(?=\d)")  # 2.220千伏变电站投运: a number of the text right after the item's own
_PAGE_NUMBER = re.compile(r"\d{1,4}\Z")
_BARE_NUMBER = re.compile(r"(\d{1,3})[.、]?\Z")
_SPACED_NUMBER = re.compile(r"(\d{1,3})[ |]+(?=[一-鿿“《★])")


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0x2E80, 0x2FE0):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table |= {ord(blank): " " for blank in "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\v\f"}
    table |= {ord(mark): "\n" for mark in "\r\u2028\u2029\u0085"}
    table |= {ord("○"): "〇", ord("◯"): "〇", ord("〔"): "[", ord("〕"): "]", ord("【"): "[", ord("】"): "]"}
    table |= {ord("﹒"): ".", ord("﹙"): "(", ord("﹚"): ")", ord("︰"): ":", ord("∶"): ":"}
    return table


_TABLE = {chr(code): plain for code, plain in _table().items()}
_UNUSUAL = re.compile(f"[{re.escape(''.join(_TABLE))}]")  # few characters of a text: quicker than to translate each


def fold(text: str) -> str:
    """The text with every character in its plainest form; same length."""
    return _UNUSUAL.sub(lambda found: _TABLE[found[0]], text)


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
    _glued_numbers(lines)
    return lines


def _glued_numbers(lines: list[Line]) -> None:
    """Read 3.365便民项目 as the third item where the count goes on so: the last was 2, and the next is not 3 as well."""
    ahead, following = [0] * len(lines), 0
    for i in range(len(lines) - 1, -1, -1):
        ahead[i] = following
        if (mark := lines[i].marker) and mark.style == "1.":
            following = mark.value or 0
    number, dotted = 0, 0
    for i, line in enumerate(lines):
        mark, glued = line.marker, _GLUED.match(line.text)
        if glued and (mark is None or (mark.style == "1.1" and mark.value != 1 and int(glued[1]) != dotted)):
            value = int(glued[1])
            ends = not i or lines[i - 1].text[-1] in _STOPS + ")" or lines[i - 1].marker
            if ends and ahead[i] != value and (value == number + 1 or (value == 1 and ahead[i] == 2)):
                line.marker = Marker("1.", value, glued.end())
        mark = line.marker
        if mark and mark.style == "1.":
            number = mark.value or 0
        elif mark and mark.style == "1.1" and glued:
            dotted = int(glued[1])


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
    _unmarked_numbers(lines)
    repeated = _running_heads(lines) if width else set()
    stamped = {end for _, end in stamps}
    found: list[Paragraph] = []
    group: list[Line] = []
    for line in lines:
        if (
            line.text in repeated
            or noise.is_contents_line(line.text)
            or (noise.is_furniture(line.text) and not line.marker)
        ):
            continue
        if _PAGE_NUMBER.match(line.text) and not line.marker:
            within = group and not width and group[-1].text[-1] not in _STOPS and group[-1].end not in stamped
            if not within:
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


def _unmarked_numbers(lines: list[Line]) -> None:
    """Read numbers without a mark as numbers, if they count up: alone on their line, or set off by a blank or a rule."""
    alone = [i for i, line in enumerate(lines[:-1]) if _BARE_NUMBER.match(line.text) and not lines[i + 1].marker]
    if len(alone) > 1:
        gaps = sorted(lines[b].start - lines[a].start for a, b in itertools.pairwise(alone))
        # A page number comes once a page, some six hundred characters; a list's number comes every few lines.
        if gaps[len(gaps) // 2] < 400:
            _mark(lines, alone, _BARE_NUMBER)
    spaced = [i for i, line in enumerate(lines) if not line.marker and _SPACED_NUMBER.match(line.text)]
    if len(spaced) > 2:
        _mark(lines, spaced, _SPACED_NUMBER)


def _mark(lines: list[Line], places: list[int], pattern: re.Pattern[str]) -> None:
    numbers = [(i, found) for i in places if (found := pattern.match(lines[i].text))]
    values = [int(found[1]) for _, found in numbers]
    steps = sum(b == a + 1 or b == 1 for a, b in itertools.pairwise(values))
    if values[0] == 1 and steps * 5 >= (len(values) - 1) * 4:
        for (i, found), value in zip(numbers, values, strict=True):
            lines[i].marker = Marker("1.", value, found.end())


def _running_heads(lines: list[Line]) -> set[str]:
    """Short lines that a wrapped text repeats on page after page."""
    counts = Counter(line.text for line in lines if 4 <= len(line.text) <= 40 and not line.marker)
    return {text for text, times in counts.items() if times > 2 and not re.search("[。;:]", text)}


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

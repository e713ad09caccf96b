"""Text out of a PDF breaks its lines at the page's width: such breaks are taken out for reading and put back into spans."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")
_ENDS = frozenset("。;!?:、")
_NEW_ITEM = re.compile(
    r"[(]?[\d一二三四五六七八九十]{1,3}[.、)]|[①-⑳●■◆·—\-]|第[一二三四五六七八九十]+[条章节、,]|[一二三四五六七八九十]是|(?:牵头|责任|配合)\S{0,3}:"
)
# Narrower than this is a list, not a page.
_NARROWEST = 18


class Wrapped:
    """A stretch without the breaks that only a page's width made; `original` leads a position back."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._places: list[int] = []  # where in the joined text something was taken out
        self._taken: list[int] = []  # how much was taken out up to there, the start included
        pieces, here, taken = [], start, start
        for first, last in _soft_breaks(text, start, end):
            pieces.append(text[here:first])
            taken += last - first
            self._places.append(first - (taken - (last - first)))
            self._taken.append(taken)
            here = last
        pieces.append(text[here:end])
        self._start = start
        self.joined = "".join(pieces)

    def original(self, position: int) -> int:
        """The place in the original text of a character of the joined one."""
        i = bisect_right(self._places, position)
        return position + (self._taken[i - 1] if i else self._start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the joined text in the original one."""
        return (self.original(start), self.original(end - 1) + 1) if end > start else (self.original(start),) * 2


def _soft_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Breaks after a line as wide as the widest that ends in the middle of a sentence."""
    breaks = [match.span() for match in _BREAK.finditer(text, start, end)]
    if not breaks:
        return []
    begins = [start, *(last for _, last in breaks)]
    widths = [first - begin for begin, (first, _) in zip(begins, breaks, strict=False)]
    page = max(widths)
    if page < _NARROWEST:
        return []
    soft = []
    for width, (first, last) in zip(widths, breaks, strict=True):
        goes_on = first > start and text[first - 1] not in _ENDS and last < end and not _NEW_ITEM.match(text, last, end)
        if goes_on and width >= page - 4 and "\n" not in text[last : last + 1]:
            soft.append((first, last))
    return soft

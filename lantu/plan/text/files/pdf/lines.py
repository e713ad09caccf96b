"""Lines on pages, put back into paragraphs: page furniture dropped, lines that a full width broke joined again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–−_·•|]*(?:\d{1,4}|第\s*\d+\s*页.*|[Pp]age\s*\d+.*|\d{1,4}\s*/\s*\d{1,4})[\s\-—–−_·•|]*"
)
_MARGIN = 0.12  # share of the page's height in which furniture stands
_EDGES = 2  # lines at the top and at the bottom that may be furniture
_SENTENCE_ENDS = "。！？!?"
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}[、，章节]|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）]"
    r"|\d{1,3}[、．]|\d{1,3}\.(?!\d)|[①-⑳])"
)
# Radicals that Unicode gives no decomposition for, by its EquivalentUnifiedIdeograph; and ⼾, which NFKC turns into the
# traditional 戶 although fonts for simplified Chinese draw 户 with it.
_RADICALS = dict(
    zip("⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻰⻣⻄⻁⼾", "民见角贝车长门青页风飞食马鱼鸟麦黄齐龙骨西虎户", strict=True)
)
_SPECIAL = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its page (from 1) and that page's height, its box in points from the top left, its letters' size."""

    text: str
    page: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float


def unified(text: str) -> str:
    """Ordinary characters for the radicals and compatibility forms that PDF writers put in their place.

    Only these are normalised: NFKC of everything would turn full-width commas and brackets into ASCII ones.
    """
    return _SPECIAL.sub(lambda match: _RADICALS.get(match[0], unicodedata.normalize("NFKC", match[0])), text)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without headers and footers that return on at least half of the pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for line in _edges(page)})
    often = max(2, len(pages) / 2)
    kept = []
    for page in pages:
        gone = {
            id(line) for line in _edges(page) if _PAGE_NUMBER.fullmatch(line.text) or seen[_shape(line.text)] >= often
        }
        kept.append([line for line in page if id(line) not in gone])
    return kept


def _edges(page: Sequence[Line]) -> list[Line]:
    top = [line for line in page[:_EDGES] if line.bottom < _MARGIN * line.height]
    return top + [line for line in page[-_EDGES:] if line.top > (1 - _MARGIN) * line.height]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text).strip()


@dataclass(frozen=True, slots=True)
class Column:
    """The edges of the body text in points, and the size of its letters."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Column:
        """The edges that all but outliers keep within, and the usual size."""
        if not lines:
            return cls(0, 0, 0)
        lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
        sizes = sorted(line.size for line in lines)
        return cls(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], sizes[len(sizes) // 2])

    def joins(self, line: Line, following: Line) -> bool:
        """Whether `following` goes on with the paragraph of `line`: full, no end of a sentence, no indent, no number."""
        full = line.right >= self.right - 1.7 * line.size
        title = following.size > 1.15 * self.size  # centred: where its lines begin says nothing
        indented = not title and following.left > self.left + 1.2 * following.size
        same_size = abs(line.size - following.size) <= 0.15 * line.size
        if not full or indented or not same_size or line.text.endswith(tuple(_SENTENCE_ENDS)):
            return False
        return not _NUMBERED.match(following.text)


def glue(before: str, after: str) -> str:
    """What stands between two joined lines: a space between Latin words, nothing in Chinese."""
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )

"""The structure of a plan document: what is a heading, what is a task, what belongs to neither.

    outline(text) -> Outline      title, year, tasks and loose stretches, notes

The steps, a module each: `lines` makes characters comparable without moving them, splits and rejoins what a page broke; `noise` and `bounds` leave out what stands around the document; `numbering` recognises the numbers; `levels`
decides which of them heads and which counts tasks (its docstring gives the reasons); `items` walks down the document;
`sections` knows headings that look back or state overall aims; `owners` reads who answers; `columns` and `tables` read rows.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from .. import Note
from . import notes
from .bounds import bounds
from .columns import mark_cells
from .items import Item, Walk
from .levels import first_sentence
from .lines import Paragraph, fold, paragraphs, split
from .noise import stamps
from .numbering import ANNEX
from .owners import Owners
from .years import due_date, plan_years

_HAN = re.compile("[一-鿿]")
_WORD = re.compile("[一-鿿]{2}")
_LATIN = re.compile("[A-Za-z]")
_LETTERS = re.compile("[A-Za-z一-鿿]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A task, or (`loose`) text outside any task.

    `start` to `end` is its whole stretch of the text; `clear` are the pieces of it, in order, in which a target may stand:
    paragraphs of pieces without the number, the owners, page numbers and stamps. What stands between two pieces of one
    paragraph is not part of the sentence. `due` is what a time limit beside the text says; where the rows of one task say different ones,
    `dues` has where each begins to hold.
    """

    loose: bool
    number: int | None
    title: str
    heading: tuple[str, ...]
    start: int
    end: int
    clear: tuple[tuple[tuple[int, int], ...], ...]
    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    due: date | None = None
    dues: tuple[tuple[int, date | None], ...] = ()

    def due_at(self, position: int) -> date | None:
        """The time limit for what stands at a position of the text."""
        return next((due for start, due in reversed(self.dues) if start <= position), self.due)


@dataclass(frozen=True, slots=True)
class Outline:
    """The document's structure; `stretches` are in order and do not overlap."""

    title: str
    year: int | None
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...] = ()


def outline(text: str, year: int | None = None) -> Outline:
    """Read the structure of a plan's text. Never fails; a text without any structure has one task a paragraph."""
    folded = fold(text)
    if not _is_chinese(folded):
        return Outline("", year, (), (notes.not_chinese(),))
    lines = paragraphs(split(folded), stamps(folded))
    found = bounds(mark_cells(lines))
    title = found.title
    opening = " ".join(p.text for p in found.body[:12])
    heads = [first_sentence(p.body) for p in found.body if p.marker and p.marker.style in ("一、", "章", "部分")]
    since, until = (year, year) if year else plan_years(title or _first_line(found.body), heads, opening)
    walks = [Walk(text, part, since) for part in _documents(found.body)]
    items = [item for walk in walks for item in walk.run()]
    stretches = tuple(_stretch(item, until) for item in items)
    return Outline(title, until, stretches, notes.notes_on(found, walks, items))


def _is_chinese(folded: str) -> bool:
    """Whether a text is in Chinese: three of its lines are, or a third of those that hold letters.

    A line is Chinese that holds two characters next to each other and a fifth as many characters as Latin letters, so a
    list of companies with English names, or a text full of mark-up, is read.
    """
    lines = [line for line in folded.split("\n") if _LETTERS.search(line)]
    chinese = sum(1 for _ in islice(filter(_is_chinese_line, lines), 3))
    return chinese > 2 or 0 < chinese * 3 >= len(lines)


def _is_chinese_line(line: str) -> bool:
    if not _WORD.search(line):
        return bool(_HAN.fullmatch(line.strip()))
    return len(_HAN.findall(line)) * 5 >= len(_LATIN.findall(line))


def _first_line(body: list[Paragraph]) -> str:
    """A short first line, which may name a document whose kind is not known as one."""
    return body[0].text if body and len(body[0].text) <= 40 and not re.search("[。;]", body[0].text) else ""


def _documents(body: list[Paragraph]) -> list[list[Paragraph]]:
    """The document and its annexes: each has levels of its own."""
    starts = [0, *(i for i, p in enumerate(body) if i and p.marker and p.marker.style == ANNEX), len(body)]
    return [body[start:end] for start, end in itertools.pairwise(starts) if start < end]


def _stretch(item: Item, year: int | None) -> Stretch:
    start, end = item.start, item.end
    owners: Owners = item.owners
    return Stretch(
        loose=item.loose,
        number=item.number,
        title=item.title.strip(),
        heading=tuple(heading.written for heading in item.heading),
        start=start,
        end=end,
        clear=tuple(tuple(pieces) for pieces in item.clear if pieces),
        lead=owners.lead,
        owners=owners.owners,
        due=due_date(owners.due, year) if owners.due else None,
    )


__all__ = ["Outline", "Stretch", "outline"]

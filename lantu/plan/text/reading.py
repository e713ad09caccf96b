"""The door of reading: structure and grammar joined.

    read(text) -> Reading                 a text
    read_document(document) -> Reading    a file's text with its tables

Sentences go to the grammar without what is no part of them (numbers, owners, page numbers, a line break inside a
sentence); what comes back is put on the original's positions, so a quote may hold such a break but is always exactly
that piece of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import Document, Note, Reading, Target, Task
from .grammar import Context, targets
from .invisible import Seen
from .outline import Outline, Stretch, outline
from .outline.sections import looks_both_ways
from .outline.tables import document_outline

_LOST = "\ufffd"


def read(text: str, year: int | None = None) -> Reading:
    """Read a plan's text; `year` overrides the one its title gives."""
    seen = Seen(text)
    return seen.reading(_reading(seen.text, outline(seen.text, year)))


def read_document(document: Document, year: int | None = None) -> Reading:
    """Read a file: rows of tables that list tasks become tasks, the rest is read as text."""
    seen = Seen(document.text)
    reading = seen.reading(_reading(seen.text, document_outline(seen.document(document), year)))
    return replace(reading, notes=document.notes + reading.notes)


def _reading(text: str, found: Outline) -> Reading:
    tasks: list[Task] = []
    loose: list[Target] = []
    damaged: list[Target] = []
    for stretch in found.stretches:
        # What a heading recalls beside the plan (2025年回顾和2026年任务) is left out already, the rest is the plan.
        above = tuple(heading for heading in stretch.heading if not looks_both_ways(heading))
        context = Context(year=found.year, heading=above, title=found.title)
        every = _targets(text, stretch, context)
        damaged += [target for target in every if _is_damaged(text, target)]
        said = tuple(target for target in every if not _is_damaged(text, target))
        if stretch.loose:
            loose += said
        else:
            tasks.append(
                Task(
                    stretch.number,
                    stretch.title,
                    stretch.heading,
                    stretch.start,
                    stretch.end,
                    said,
                    stretch.lead,
                    stretch.owners,
                )
            )
    notes = (*found.notes, _left_out(text, damaged)) if damaged else found.notes
    return Reading(found.title, found.year, tuple(tasks), tuple(loose), notes)


def _is_damaged(text: str, target: Target) -> bool:
    """Whether a character that could not be read (U+FFFD) stands in or beside a target: it may have been a figure."""
    around = text[max(0, target.start - 1) : target.end + 1]
    return _LOST in around or _LOST in target.subject


def _left_out(text: str, damaged: list[Target]) -> Note:
    lines = sorted({text.count("\n", 0, target.start) + 1 for target in damaged})
    zh = f"第 {'、'.join(map(str, lines[:5]))}{' 等' if len(lines) > 5 else ''} 行有 {len(damaged)} 处像目标的文字含损坏的字符，没有列出。请对照原件手工补上。"
    en = (
        f"{len(damaged)} likely targets in line {', '.join(map(str, lines[:5]))}{' and others' if len(lines) > 5 else ''}"
        " hold damaged characters and were left out. Compare with the original and add them by hand."
    )
    return Note("damaged-targets", zh, en, damaged[0].start)


def _targets(text: str, stretch: Stretch, context: Context) -> list[Target]:
    pieces = [pieces for pieces in stretch.clear if pieces]
    if not pieces:
        return []
    characters: list[str] = []
    places: list[int] = []
    for paragraph, following in zip(pieces, [*pieces[1:], None], strict=True):
        for start, end in paragraph:
            characters.append(text[start:end])
            places.extend(range(start, end))
        # Cells of a table are sentences, each by itself; other paragraphs say with their own signs where they end.
        cells = following is not None and "\t" in text[paragraph[-1][1] : following[0][0]]
        characters.append("。" if cells else "\n")
        places.append(paragraph[-1][1])
    whole = "".join(characters)
    found = _told_once(targets(whole, 0, len(whole), context), len(stretch.title))
    return [_placed(text, target, places, stretch) for target in found]


def _told_once(found: Sequence[Target], title: int) -> list[Target]:
    """Without what a task's title (its first `title` characters) promises and its text says again: 新建学校5所。今年新建学校5所。"""
    titled = [target for target in found if target.end <= title]
    again = [target for target in found if target.end > title and any(_same(said, target) for said in titled)]
    due = [next((target.due for target in again if _same(said, target)), said.due) for said in titled]
    told = [said if day == said.due else replace(said, due=day) for said, day in zip(titled, due, strict=True)]
    left_out = {id(target) for target in again}
    return told + [target for target in found if target.end > title and id(target) not in left_out]


def _same(said: Target, again: Target) -> bool:
    """Whether two figures are one: equal amounts under the same verb, of things of which one names the other."""
    amounts = [(t.kind, t.value, t.low, t.high, t.unit, t.comparator, t.basis, t.quote[:2]) for t in (said, again)]
    named = said.subject.endswith(again.subject) or again.subject.endswith(said.subject)
    return said.kind == "quantity" and amounts[0] == amounts[1] and named and said.due in (None, again.due)


def _placed(text: str, target: Target, places: list[int], stretch: Stretch) -> Target:
    """A target on the document's positions, with its task's organisations and, where it has no date, the task's."""
    start, end = places[target.start], places[target.end - 1] + 1
    return replace(
        target,
        start=start,
        end=end,
        quote=text[start:end],
        lead=target.lead or stretch.lead,
        owners=target.owners or stretch.owners,
        due=target.due or stretch.due_at(start),
    )

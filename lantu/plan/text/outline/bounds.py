"""Where the official document begins and ends within what was copied, and what it is called.

Before it may stand a newsletter's preface that repeats the highlights (numbered 1 to 20, though they are no tasks), a
site's page title, the covering notice (各区…: … 印发给你们 … office and date) with a numbered list of its own, a table of
contents. After it stand the page's buttons. None of these is part of the plan.

The title is a short line that ends in a word for such a document (工作要点, 政府工作报告, 行动计划 …) and has no number.
The document begins at the first of them, or at a later one that repeats it; it may be left out, then the text begins
at its first character.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from . import noise
from .lines import Paragraph
from .numbering import ANNEX, INNER, Marker
from .sections import explains_words, opens_part

_KINDS = (
    "工作要点|工作报告|工作计划|工作安排|工作方案|实施方案|行动方案|行动计划|任务清单|工作清单|项目清单|责任清单|重点工作|重点任务|工作任务"
    "|目标任务|任务分工|分工方案|责任分解|任务分解|分解方案|责任分解表|任务分解表|分解表|分工|若干措施|若干政策|政策措施|政策举措|若干.{2,4}|实施意见|意见|实施细则"
    "|工作总结|工作总结和.{2,20}|办法|规定|规划|纲要|实事|实事项目|民生实事|工作思路|工作打算|计划报告|清单|措施|方案|计划|要点"
)
_NAME = re.compile(rf".{{0,90}}(?:{_KINDS})(?:\([^()]{{1,40}}\))*\Z")
_NOT_NAME = re.compile(r"[。;!?:,]|通知|解读|点击|\d+个|\d+项(?!目)")
_CONTENTS = re.compile(r"目 *(?:录|次)\Z")
_PUNCTUATED = re.compile(r"[。;:!?]")
_SPAN = re.compile(r"\([^()。日]{2,20}\)\Z")
_SAYS_WHOSE = re.compile(
    r"20\d\d|二[〇零]|关于|政府|为民|[省市县区镇乡州旗局委厅办院]"
)  # 落实保障措施 names no document
_ANNEX = re.compile(r"附 ?[件表录] ?\d{0,2} ?(?:: ?(?P<name>.*))?\Z")
_UNFINISHED = re.compile(r"(?:[^。;:!?]{0,30}关于[^。;:!?]{2,40}|[^。;:,!?]{2,30}(?:年|的|和))\Z")
_TAIL = re.compile(r"[.…·_ \t-]*\(?\d{0,4}\)?\Z")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The paragraphs of the document proper, its title, and how much was left out before it."""

    body: list[Paragraph]
    title: str
    skipped: int


def bounds(paragraphs: list[Paragraph]) -> Bounds:
    """The document without what surrounds it."""
    kept = _without_contents(paragraphs)
    kept = kept[: _end(kept)]
    first, last = _notice(kept)
    notice = range(first, last)
    titles = [
        i
        for i, p in enumerate(kept)
        if i not in notice and is_title(p) and (i < last + 12 or _SAYS_WHOSE.search(p.text))
    ]
    begin = _begin(kept, titles, last)
    title = _title(kept, titles, begin)
    first_line = begin + (begin in titles)
    body = _without_signatures([p for i, p in enumerate(kept) if i >= first_line and i not in notice])
    skipped = sum(len(p.text) for i, p in enumerate(kept) if (i < begin or i in notice) and p.marker)
    return Bounds(body, title, skipped)


def is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line that names a document."""
    text = _close(paragraph.text)
    return (
        paragraph.marker is None
        and 4 <= len(text) <= 90
        and bool(_NAME.match(text))
        and not _NOT_NAME.search(text.split("(共")[0])
    )


def _close(text: str) -> str:
    return text.replace(" ", "")


def _without_contents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop tables of contents: the lines after 目录 that come again later (page numbers apart), before another 目录."""
    starts = [i for i, p in enumerate(paragraphs) if _CONTENTS.match(p.text)]
    kept = paragraphs[: starts[0]] if starts else list(paragraphs)
    for start, stop in itertools.pairwise([*starts, len(paragraphs)]):
        later = {_entry(paragraphs[i]): i for i in range(start, stop)}
        end = start + 1
        while end < stop and later[_entry(paragraphs[end])] > end:
            end += 1
        kept += paragraphs[end:stop]
    return kept


def _entry(paragraph: Paragraph) -> str:
    return _close(_TAIL.sub("", paragraph.text))[:40]


def _end(paragraphs: list[Paragraph]) -> int:
    """The first footer of the page after which no numbered paragraph stands."""
    end = len(paragraphs)
    for i in range(len(paragraphs) - 1, -1, -1):
        if noise.is_footer(paragraphs[i].text):
            end = i
        elif paragraphs[i].marker or len(paragraphs[i].text) > 120:
            break
    return end


def _notice(paragraphs: list[Paragraph]) -> tuple[int, int]:
    """The covering notice, from its addressees to the date below its office; (0, 0) when there is none.

    A notice without a date of its own ends where the title of what it hands down follows it.
    """
    start = next((i for i, p in enumerate(paragraphs[:80]) if noise.ADDRESSEES.match(p.text)), None)
    handed = next((i for i, p in enumerate(paragraphs[:40]) if noise.HANDED_DOWN.search(p.text)), None)
    if handed is None:
        return (start, start + 1) if start is not None else (0, 0)
    start = handed if start is None or start > handed else start
    rest = sum(len(p.text) for p in paragraphs[handed:])
    seen, end = 0, handed + 1
    for i in range(handed, len(paragraphs)):
        seen += len(paragraphs[i].text)
        if seen * 2 > rest:
            break
        if noise.DATE.match(paragraphs[i].text) or (i > handed and is_title(paragraphs[i])):
            return start, i + bool(noise.DATE.match(paragraphs[i].text))
    return start, end


def _without_signatures(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop what is signed below a text (office, date) and the list of its annexes; mark the title of an annex."""
    dropped: set[int] = set()
    for i, paragraph in enumerate(paragraphs):
        if noise.DATE.match(paragraph.text) and not paragraph.marker:
            dropped.add(i)
            if i and noise.OFFICE.match(paragraphs[i - 1].text) and not paragraphs[i - 1].marker:
                dropped.add(i - 1)
        if i not in dropped and paragraph.marker is None and (annex := _ANNEX.match(paragraph.text)):
            if _opens_annex(paragraphs, i, annex["name"] or ""):
                paragraph.marker = Marker(ANNEX, None, annex.start("name"))
                continue
            dropped.add(i)
            following = i + 1
            while following < len(paragraphs) and _is_annex_entry(paragraphs[following]):
                dropped.add(following)
                following += 1
            if following < len(paragraphs) and is_title(paragraphs[following]):
                paragraphs[following].marker = Marker(ANNEX, None, 0)
    for paragraph in paragraphs:
        if is_title(paragraph) and re.search(r"20\d\d", paragraph.text) and not opens_part(paragraph.text):
            paragraph.marker = Marker(ANNEX, None, 0)
    return [paragraph for i, paragraph in enumerate(paragraphs) if i not in dropped]


def _opens_annex(paragraphs: list[Paragraph], at: int, name: str) -> bool:
    """Whether a line such as 附件:2026年民生实事清单 is the annex's title, its items following, and no mention of it."""
    if explains_words(name):
        return True
    following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    numbered = following is not None and following.marker is not None and not _is_annex_entry(following)
    return numbered and bool(_NAME.match(_close(name))) and not _NOT_NAME.search(name)


def _is_annex_entry(paragraph: Paragraph) -> bool:
    return (
        paragraph.marker is not None
        and paragraph.marker.style == "1."
        and not re.search(r"[。;]|.{60}", paragraph.text)
    )


def _begin(paragraphs: list[Paragraph], titles: list[int], after: int) -> int:
    """Where the document begins: at its title, or at a repetition of it, never past the middle of the text.

    Highlights before a repetition are shorter than the document; as much text again is the document itself, pasted anew.
    """
    sizes = [0]
    for paragraph in paragraphs:
        sizes.append(sizes[-1] + len(paragraph.text))
    anew = _starts_anew(paragraphs)
    early = [i for i in titles if sizes[i] * 2 <= sizes[-1] and anew[i]]
    if not early:
        return 0
    begin = early[0]
    if after and begin < after:
        begin = next((i for i in early if i >= after), begin)
    name = _close(paragraphs[begin].text)
    again = [i for i in titles if i > begin and _names_again(name, _close(paragraphs[i].text))]
    whole = max((sizes[b] - sizes[a] for a, b in itertools.pairwise([*again, len(paragraphs)])), default=0)
    return max([begin, *(i for i in again if i <= early[-1] and anew[i] and (sizes[i] - sizes[begin]) * 5 < whole * 4)])


def _names_again(name: str, text: str) -> bool:
    return text.endswith(name[-12:]) or name.endswith(text)


def _starts_anew(paragraphs: list[Paragraph]) -> list[bool]:
    """Whether the numbers below each line begin with one: else it is a line within a document that began before."""
    anew, found = True, []
    for paragraph in reversed(paragraphs):
        found.append(anew)
        if paragraph.marker and paragraph.marker.style not in INNER:
            anew = paragraph.marker.value in (1, None)
    return found[::-1]


def _title(paragraphs: list[Paragraph], titles: list[int], begin: int) -> str:
    """The title with the lines above and below that belong to it: an issuing body, halves of a long title, (2023—2025年)."""
    if begin not in titles:
        return ""
    words = [paragraphs[begin].text]
    above = begin - 1
    while above >= 0 and len(words) < 3:
        line = paragraphs[above]
        first_half = (
            not re.search(r"20\d\d|政府|关于", words[0]) and len(line.text) <= 30 and _SAYS_WHOSE.search(line.text)
        )
        if line.marker or _PUNCTUATED.search(line.text):
            break
        if not (first_half or noise.OFFICE.match(line.text) or _UNFINISHED.match(line.text)):
            break
        words.insert(0, line.text)
        above -= 1
    for line in paragraphs[begin + 1 : begin + 3]:
        if line.marker or not (_SPAN.match(line.text) or (is_title(line) and len(line.text) <= 30)):
            break
        words.append(line.text)
    return _close("".join(words))

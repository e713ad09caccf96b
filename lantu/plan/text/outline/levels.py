"""Which levels of the numbering are headings and which one carries the tasks.

No form is fixed: (一) numbers tasks in one document and areas in the next. The decision looks at the whole document.
Markers nest by their rank (`numbering`), a style that appears is one level. From the top down a style is a heading when

1. most of its markers (half or more; four in five where they count on under heading after heading) have numbered parts, and
2. those parts hold more text than what stands directly below the marker (a task's own text outweighs its sub-items; the
   bar is higher for styles that usually count sub-items, (1) ① 一是), or the parts are counted through the whole
   document instead of anew under each marker, which only tasks and areas are.

Paragraphs that begin with 一是, 二是 (or ① or a dash) are tasks only where every heading stands alone above them.
An article (第三条) is always a unit of its own. The first style on the way down that is no heading carries the tasks; what is numbered below it stays inside the task.
A style without parts below is no heading either, unless its markers stand alone on a short line and on average two
or more paragraphs without numbers follow each: then those paragraphs are the tasks (a work report's usual form).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from . import sections
from .lines import Paragraph
from .numbering import ANNEX, BARE, INNER, RANK, TITLE, Marker
from .owners import is_owner_line

_COUNTED = re.compile(r"(?<!\d)\d{1,3}(?!\d)|\d{5}")  # 新建学校3所 promises, it heads nothing
_WORDS = re.compile(r"[一-鿿]{2,6}\Z")
_SHORT = re.compile(r"[^。;:,!?、.]{2,30}\Z")


@dataclass(slots=True)
class Node:
    """One marker with what stands directly below it (`prose`: characters, `plain`: unnumbered paragraphs) and its parts."""

    style: str
    value: int | None
    head: int
    above: int = -1
    prose: int = 0
    plain: int = 0
    size: int = 0
    parts: Counter[str] = field(default_factory=Counter)


def ranks(paragraphs: list[Paragraph]) -> dict[str, float]:
    """The rank of every style in this document: the usual one, but 条 counted within 一、 stands below it."""
    rank = dict(RANK)
    used = [p.marker.style for p in paragraphs if p.marker]
    if "条" in used and "一、" in used and used.index("一、") < used.index("条"):
        rank["条"] = 4.5
    if not set(used) - INNER - {ANNEX, BARE, TITLE}:
        rank[TITLE] = 3.5
    below = Counter(b for a, b in itertools.pairwise(used) if a == BARE and b != BARE)
    rank[BARE] = rank[below.most_common(1)[0][0]] - 0.5 if below else 3.5
    return rank


def mark_bare_headings(paragraphs: list[Paragraph]) -> None:
    """Give short lines without a number that head what follows (交通出行方面) a marker of their own.

    They must be clearly fewer than what they could head, or they are cells of a table that lost its lines.
    """
    _mark_parts(paragraphs)
    _mark_dashed(paragraphs)
    numbered = any(p.marker and p.marker.style not in INNER | {ANNEX, TITLE} for p in paragraphs)
    found = []
    for paragraph, following in itertools.pairwise(paragraphs):
        if (
            paragraph.marker
            or _COUNTED.search(paragraph.text, 3)
            or not _SHORT.match(paragraph.text)
            or paragraph.role
            or is_owner_line(paragraph.text)
        ):
            continue
        mark = following.marker
        if (mark is not None and mark.style not in INNER) if numbered else len(following.text) > 30:
            found.append(paragraph)
    others = sum(bool(p.marker) if numbered else len(p.text) > 30 for p in paragraphs)
    if len(found) < 2 or len(found) > others * (0.7 if numbered else 1):
        found = []
    for paragraph in found + ([] if numbered else _words_alone(paragraphs)):
        paragraph.marker = Marker(BARE, None, 0)


def _words_alone(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Lines of a word or two (产业, 城市建设) between longer ones, whatever these hold: all of them or none."""
    places = [i for i, p in enumerate(paragraphs) if p.marker is None and not p.role and _WORDS.match(p.text)]
    apart = all(b - a > 1 for a, b in itertools.pairwise([*places, len(paragraphs)]))
    return [paragraphs[i] for i in places] if apart and 2 <= len(places) <= len(paragraphs) / 2 else []


def _mark_dashed(paragraphs: list[Paragraph]) -> None:
    """Let ——推进教育高质量发展 head the numbered items below it, where dashes do not count points within them."""
    numbers, found = 0, []
    for before, paragraph, after in zip([None, *paragraphs], paragraphs, [*paragraphs[1:], None], strict=False):
        numbers += _is_number(paragraph)
        if (
            paragraph.marker
            and paragraph.text[0] in "—-"
            and _SHORT.match(paragraph.body)
            and not _COUNTED.search(paragraph.body)
            and _is_number(after)
            and not (before and before.marker and before.marker.style == "——")
        ):
            found.append(paragraph)
    if len(found) <= numbers * 0.7:
        for paragraph in found:
            assert paragraph.marker is not None
            paragraph.marker = Marker(BARE, None, paragraph.marker.length)


def _is_number(paragraph: Paragraph | None) -> bool:
    return bool(paragraph and paragraph.marker and paragraph.marker.style not in INNER | {ANNEX, TITLE, BARE})


def _mark_parts(paragraphs: list[Paragraph]) -> None:
    """Mark lines such as 2025年工作回顾 that open a part without a number, unless they stand within a count."""
    top = min(
        (p.marker.style for p in paragraphs if p.marker and p.marker.style not in INNER | {ANNEX}),
        key=RANK.__getitem__,
        default="",
    )
    following: int | None = None
    remaining = sum(p.marker is not None and p.marker.style == top for p in paragraphs)
    for paragraph in reversed(paragraphs[1:]):
        mark = paragraph.marker
        if mark is not None:
            if mark.style == top:
                following, remaining = mark.value, remaining - 1
        elif _SHORT.match(paragraph.text.rstrip(":")) and sections.opens_part(paragraph.text):
            outside = following == 1 if following is not None else not remaining
            if outside or sections.explains_words(paragraph.text):
                paragraph.marker = Marker(TITLE, None, 0)


def left_out(paragraphs: list[Paragraph], rank: dict[str, float], since: int | None) -> set[int]:
    """The paragraphs below headings that look back or explain words: nothing in them is promised."""
    first = next((i for i, p in enumerate(paragraphs) if p.marker and p.marker.style not in INNER), None)

    def opens(i: int, heading: str) -> bool:
        if i == first and rank[_style(paragraphs[i])] <= RANK["一、"]:
            opening = "".join(p.text for p in paragraphs[i + 1 : i + 3])
            recalls = not sections.states_aims(heading) and sections.recalls(opening[:200])
            return recalls or sections.looks_back(heading, since)
        return sections.looks_back(heading, since) or sections.explains_words(heading)

    return _below(paragraphs, rank, opens) | _recalled(paragraphs, rank)


def _recalled(paragraphs: list[Paragraph], rank: dict[str, float]) -> set[int]:
    """The look back within a part whose heading names both times: up to the paragraph that turns to the plan."""
    found: set[int] = set()
    heading, level, past = "", None, False
    for i, paragraph in enumerate(paragraphs):
        mark = paragraph.marker
        if mark and mark.style not in INNER and (level is None or rank[mark.style] <= level):
            heading = first_sentence(paragraph.body)
            past = sections.looks_both_ways(heading)
            level = rank[mark.style] if past else None
        elif level is not None:
            if sections.turns_ahead(paragraph.body, heading):
                past = False
            elif sections.recalls(paragraph.body[:40]):
                past = True
            if past:
                found.add(i)
    return found


def aims(paragraphs: list[Paragraph], rank: dict[str, float]) -> set[int]:
    """The paragraphs below headings that state the plan's frame; they do not show how its tasks are numbered."""
    return _below(paragraphs, rank, lambda _, heading: sections.states_aims(heading))


def _below(paragraphs: list[Paragraph], rank: dict[str, float], opens: Callable[[int, str], bool]) -> set[int]:
    """The paragraphs from every heading that `opens` to the next of its rank or above."""
    found: set[int] = set()
    level: float | None = None
    for i, paragraph in enumerate(paragraphs):
        mark = paragraph.marker
        if mark and mark.style not in INNER:
            if level is not None and rank[mark.style] <= level:
                level = None
            if level is None and opens(i, first_sentence(paragraph.body) or paragraph.body[:60]):
                level = rank[mark.style]
        if level is not None:
            found.add(i)
    return found


def _style(paragraph: Paragraph) -> str:
    assert paragraph.marker is not None
    return paragraph.marker.style


@dataclass(frozen=True, slots=True)
class Levels:
    """The styles that head tasks, and those that only count within one; any other style counts tasks."""

    heads: frozenset[str]
    inner: frozenset[str]


def levels_of(paragraphs: list[Paragraph], rank: dict[str, float], is_owner: set[int]) -> Levels:
    """What the styles of this document count; `is_owner` holds the indices of lines that only name organisations."""
    frame = aims(paragraphs, rank)
    nodes = _nodes(paragraphs, rank, is_owner | frame) or _nodes(paragraphs, rank, is_owner)
    by_style: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_style[node.style].append(node)
    used = {p.marker.style for p in paragraphs if p.marker} - INNER
    heads = {ANNEX, BARE, TITLE} | used - set(by_style)
    promoted = ""  # 一是 and the like, where they stand in the place of tasks
    for style in sorted(by_style, key=lambda style: rank[style]):
        if style in INNER and style != promoted and set(by_style) - INNER:
            break
        parts = "" if style == "条" else _heads_parts(by_style[style], by_style)
        if not (parts or style in (ANNEX, BARE, TITLE) or (style != "条" and _heads_paragraphs(by_style[style]))):
            return Levels(frozenset(heads), INNER - {style})
        promoted = parts if parts in INNER else promoted
        heads.add(style)
    return Levels(frozenset(heads), INNER)


def _heads_parts(markers: list[Node], by_style: dict[str, list[Node]]) -> str:
    """The style of the parts that a style heads; "" when it heads none."""
    parts: Counter[str] = Counter()
    for node in markers:
        parts.update(node.parts)
    if not parts:
        return ""
    with_parts = [node for node in markers if node.parts]
    below = parts.most_common(1)[0][0]
    own = sum(node.prose for node in with_parts)
    whole = sum(node.size for node in with_parts)
    if below in ("——", "①") and RANK.get(markers[0].style, RANK[TITLE]) >= RANK["任务"]:
        return ""  # 1.普惠托育项目 is what an office counts, the bullets below it are its points
    if below in INNER:
        # 一是 heads a task only where every heading stands alone above several paragraphs that begin so.
        long = [node for node in by_style[below] if node.size >= 25]
        alone = len(with_parts) * 5 >= len(markers) * 4 and own < whole * 0.05
        several = parts[below] * 5 >= len(with_parts) * 8
        return below if alone and several and len(long) * 2 > len(by_style[below]) else ""
    parents = {node.above for node in markers}
    if len(parents) > 1 and _runs_through(markers) and len(with_parts) * 5 < len(markers) * 4:
        return ""
    if len(with_parts) * 2 < len(markers):
        return ""
    if _runs_through(by_style[below]) and len(with_parts) > 1:
        return below
    return below if own < whole * (0.1 if below == "(1)" else 0.5) else ""


def _heads_paragraphs(markers: list[Node]) -> bool:
    plain = [node.plain for node in markers]
    alone = [node for node in markers if node.head <= 40]
    return len(alone) * 5 >= len(markers) * 4 and sum(plain) >= 2 * len(markers)


def _runs_through(nodes: list[Node]) -> bool:
    """Whether the numbers count on through the document: 1 occurs once, and each is one more than the last."""
    values = [node.value for node in nodes]
    steps = sum(b is not None and a is not None and b == a + 1 for a, b in itertools.pairwise(values))
    return len(values) >= 4 and values.count(1) <= 1 and steps * 10 >= (len(values) - 1) * 9


def _nodes(paragraphs: list[Paragraph], rank: dict[str, float], is_owner: set[int]) -> list[Node]:
    nodes: list[Node] = []
    stack: list[Node] = []
    for i, paragraph in enumerate(paragraphs):
        mark: Marker | None = paragraph.marker
        if i in is_owner:
            continue
        length = len(paragraph.text)
        if mark is None:
            if stack:
                stack[-1].prose += length
                stack[-1].plain += length >= 15
            for node in stack:
                node.size += length
            continue
        while stack and rank[stack[-1].style] >= rank[mark.style]:
            stack.pop()
        if stack:
            stack[-1].parts[mark.style] += 1
        prose = max(0, len(paragraph.body) - len(first_sentence(paragraph.body)))
        node = Node(mark.style, mark.value, len(paragraph.text), id(stack[-1]) if stack else -1, prose)
        stack.append(node)
        nodes.append(node)
        for above in stack:
            above.size += length
    return nodes


def first_sentence(body: str) -> str:
    """A numbered paragraph's title: what stands before its first full stop (or colon), when that is short."""
    for i, character in enumerate(body[:81]):
        if character in "。;!?" or (character == ":" and i >= 4):
            return body[:i]
    return body if len(body) <= 60 else ""

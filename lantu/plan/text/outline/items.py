"""Paragraphs to tasks: the walk down the document once it is known which styles head and which one counts tasks."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from . import levels, sections
from .lines import Paragraph
from .numbering import Marker
from .owners import Owners, Said, first_leads, is_owner_line, owners_in_cell, owners_of, with_first_as_lead

_ADDRESS = re.compile(r"各位|同志们|让我们|谢谢|.{0,400}让我们.{0,4}紧密")
# What a preamble says of the document itself (现制定2024年工作要点如下, 现印发本方案) is none of the document's promises.
_ITSELF = re.compile(
    r"(?<![^,。;:\s])(?:[现特]|经研究,?)(?:制[定订]|提出|印发|出台|发布|公布|就(?!业))[^。]*|制[定订]本[^。,]{1,14}"
    r"|制[定订](?=[^。,;]{2,40}如下)[^。]*"
)
# What a report says of the plan it presents: 规划纲要设置了18项主要指标, 部署了9项任务举措.
_OUTLINED = re.compile(
    r"(?:设置|设[定立]|部署|提出|明确|细化|安排)了?[\d一二三四五六七八九十]{1,3}(?:个方面|大类|[项个条类])[^,。;:\d]{0,6}(?:指标|任务举措|任务|举措|目标)(?=[,。;:])"
    r"|(?<![完达][成到])(?<!实现)(?<!\d)\d{1,3}[项个](?:主要|核心|预期性|约束性)?指标|以下\d{1,2}个方面"
)
# 实现“产值达到200亿元,企业达到80家”的目标: the quoted sentence is the aim itself, not the name of a policy.
_QUOTED_AIMS = re.compile(
    r"(?:实现|达到|完成|确定|提出)了?(?P<open>“)(?=[^“”]{0,80}\d)[^“”]{8,200}(?P<close>”的?[^,。;:“”]{0,10}目标)"
)
_LEAD = re.compile(r"[^。;!?\d]{4,30}[。:]?\Z")
_PREAMBLE = re.compile(r"(?:如下|总体要求|指导思想|(?:之年|一年)[,。;是])")
_NAME = re.compile(r"(?:[^。;!?,\d]|20\d\d){2,40}\Z")


@dataclass(slots=True)
class Heading:
    """A heading on the path to a task: its style and rank, its words as written, who answers for all below it."""

    style: str
    written: str
    plain: str
    owners: Owners = field(default_factory=Owners)
    barren: bool = False


@dataclass(slots=True)
class Item:
    """A task, or (`loose`) a stretch outside any task: its paragraphs and, of those, what a target may stand in."""

    loose: bool
    number: int | None
    title: str
    heading: tuple[Heading, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    clear: list[list[tuple[int, int]]] = field(default_factory=list)
    owners: Owners = field(default_factory=Owners)
    aims: bool = False
    style: str = ""
    recalling: bool = False

    @property
    def start(self) -> int:
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        return self.paragraphs[-1].end


class Walk:
    """One pass over the paragraphs of a document."""

    def __init__(self, text: str, paragraphs: list[Paragraph], since: int | None) -> None:
        self.text = text
        levels.mark_bare_headings(paragraphs)
        self.rank = levels.ranks(paragraphs)
        self.past = levels.left_out(paragraphs, self.rank, since)
        self.past_at = min((paragraphs[i].start for i in self.past), default=None)
        self.paragraphs = [p for i, p in enumerate(paragraphs) if i not in self.past]
        self.owner_lines = {
            i for i, p in enumerate(self.paragraphs) if p.marker is None and (p.role or is_owner_line(p.text))
        }
        found = levels.levels_of(self.paragraphs, self.rank, self.owner_lines)
        self.heads, self.inner = found.heads, found.inner
        self.path: list[Heading] = []
        self.items: list[Item] = []
        self.task_rank: float | None = None

    def run(self) -> list[Item]:
        """The items in order: tasks and loose stretches."""
        self.numbered = any(p.marker and p.marker.style not in self.heads | self.inner for p in self.paragraphs)
        self.headed = any(p.marker and p.marker.style in self.heads for p in self.paragraphs)
        self.barren = self._barren()
        for i, paragraph in enumerate(self.paragraphs):
            mark = paragraph.marker
            if i in self.owner_lines:
                self._owner_line(paragraph)
            elif mark is None or mark.style in self.inner:
                self._plain(paragraph)
            elif mark.style in self.heads and not self._is_lone_task(i, paragraph, mark):
                self._heading(paragraph, mark, i in self.barren)
            else:
                self._numbered(paragraph, mark)
        self._order_owners()
        _spread(self.items)
        _loosen_aims(self.items)
        return [item for item in self.items if item.paragraphs]

    def _order_owners(self) -> None:
        """Heed a note that the first of the owners leads: 下同 speaks for all from there, one outside a task for all."""
        for paragraph in self.paragraphs:
            if not (order := first_leads(paragraph.text)):
                continue
            at = paragraph.start
            inside = any(item.start <= at < item.end for item in self.items if item.paragraphs and not item.loose)
            if order == "on" or not inside:
                for item in self.items:
                    if item.paragraphs and (item.end > at or not inside):
                        item.owners = with_first_as_lead(item.owners)
                return

    def _is_lone_task(self, i: int, paragraph: Paragraph, mark: Marker) -> bool:
        """Whether a heading with nothing numbered below it is a task itself, in a document that numbers its tasks."""
        if not self.numbered or i not in self.barren or mark.value is None:
            return False
        heading = levels.first_sentence(paragraph.body) or paragraph.body[:60]
        return not sections.states_aims(heading) and not sections.looks_both_ways(heading)

    def _barren(self) -> set[int]:
        """The headings with neither tasks nor further headings below: where tasks are numbered, they are tasks."""
        found: set[int] = set()
        last: tuple[int, float] | None = None
        for i, paragraph in enumerate(self.paragraphs):
            mark = paragraph.marker
            if mark is None or mark.style in self.inner:
                continue
            rank = self.rank[mark.style]
            if last and rank <= last[1]:
                found.add(last[0])
            last = (i, rank) if mark.style in self.heads else None
        return found | ({last[0]} if last else set())

    def _heading(self, paragraph: Paragraph, mark: Marker, barren: bool) -> None:
        self.task_rank = None
        while self.path and self.rank[self.path[-1].style] >= self.rank[mark.style]:
            self.path.pop()
        body = paragraph.body
        said, gaps = owners_of(paragraph.text)
        title = levels.first_sentence(body) or body.split("。")[0]
        end = len(paragraph.text) - len(body) + len(title)
        cut = min([end, *(start for start, _ in gaps)])
        spans = paragraph.spans(0, cut)
        written = "".join(self.text[start:end] for start, end in spans).rstrip()
        self.path.append(Heading(mark.style, written, title, said, barren))
        if len(paragraph.text) > end + 12 and not _only(gaps, end, len(paragraph.text)):
            pieces = paragraph.spans(end + 1, len(paragraph.text))
            self._add(self._item(loose=True), Paragraph(pieces[0][0], paragraph.end, pieces, paragraph.text[end + 1 :]))

    def _numbered(self, paragraph: Paragraph, mark: Marker) -> None:
        if self.task_rank is not None and self.rank[mark.style] > self.task_rank:
            self._add(self.items[-1], paragraph)
            return
        self.task_rank = self.rank[mark.style]
        while self.path and self.rank[self.path[-1].style] >= self.rank[mark.style]:
            self.path.pop()
        said = owners_of(paragraph.text)
        self._add(self._item(loose=False, mark=mark, title=_title(paragraph, said[1])), paragraph, said)

    def _plain(self, paragraph: Paragraph) -> None:
        if _ADDRESS.match(paragraph.text):
            self.task_rank = None
            self._add(self._item(loose=True), paragraph)
            return
        last = self.items[-1] if self.items else None
        here = last is not None and last.heading == tuple(self.path)
        if last and (
            self.task_rank is not None or (here and not last.loose and (paragraph.marker or _leads(last, paragraph)))
        ):
            self._add(last, paragraph)
        elif self._is_task(paragraph):
            said = owners_of(paragraph.text)
            self._add(self._item(loose=False, title=_title(paragraph, said[1])), paragraph, said)
        elif last and here and last.loose:
            self._add(last, paragraph)
        else:
            self._add(self._item(loose=True), paragraph)

    def _is_task(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph without a number is a task: where nothing is numbered below its heading."""
        text = paragraph.text
        if self.numbered or len(text) < 6 or text[-1] == ":" or _ADDRESS.match(text):
            return False
        if self.path:
            return self.path[-1].barren
        return not self.headed and not self._is_frame(text)

    def _is_frame(self, text: str) -> bool:
        """Whether a paragraph of a text without headings is a line in brackets, a look back, a title or a preamble."""
        if text[0] + text[-1] == "()" or _looks_back(text):
            return True
        return not self.items and bool(_PREAMBLE.search(text) or _ITSELF.search(text) or _NAME.match(text))

    def _owner_line(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        said = owners_in_cell(text, paragraph.role) if paragraph.role else owners_of(text)[0]
        last = self.items[-1] if self.items else None
        if last and not last.loose and last.heading == tuple(self.path):
            last.paragraphs.append(paragraph)
            last.owners += said
        elif self.path:
            self.path[-1].owners += said

    def _item(self, loose: bool, mark: Marker | None = None, title: str = "") -> Item:
        heads = [heading.plain for heading in self.path]
        aims = any(sections.states_aims(head) for head in heads)
        number, style = (mark.value, mark.style) if mark else (None, "")
        item = Item(loose, number, title, tuple(self.path), aims=aims, style=style)
        self.items.append(item)
        return item

    def _add(self, item: Item, paragraph: Paragraph, said_and_gaps: Said | None = None) -> None:
        said, gaps = said_and_gaps or owners_of(paragraph.text)
        if item.loose or item.aims:
            item.recalling = _looks_back(paragraph.text) or (
                item.recalling and not sections.speaks_of_plan(paragraph.text)
            )
            if item.recalling:
                gaps = [(0, len(paragraph.text))]
            itself = [*(_ITSELF.finditer(paragraph.text) if item.loose else ()), *_OUTLINED.finditer(paragraph.text)]
            gaps = sorted([*gaps, *(found.span() for found in itself)])
        marks = [found.span(mark) for found in _QUOTED_AIMS.finditer(paragraph.text) for mark in ("open", "close")]
        gaps = sorted([*gaps, *marks])
        item.owners += said
        item.paragraphs.append(paragraph)
        item.clear.append(_without(paragraph, gaps, len(paragraph.text) - len(paragraph.body)))


def _title(paragraph: Paragraph, gaps: list[tuple[int, int]]) -> str:
    """A task's title: its first sentence without who answers."""
    cut = gaps[0][0] if gaps and gaps[0][0] > 0 else len(paragraph.text)
    body = paragraph.text[:cut][paragraph.marker.length if paragraph.marker else 0 :].strip()
    return levels.first_sentence(body) or body[:40]


def _looks_back(text: str) -> bool:
    return sections.recalls(text[:160]) and not sections.looks_ahead(text)


def _leads(item: Item, following: Paragraph) -> bool:
    """Whether an item so far is only a short sentence that names what the next paragraph, a longer one, tells."""
    if item.number is not None or len(item.paragraphs) > 1:
        return False
    sentence = item.paragraphs[0].text
    return bool(_LEAD.match(sentence)) and len(following.text) > 2 * len(sentence)


def _without(paragraph: Paragraph, gaps: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    clear, at = [], start
    for first, last in gaps:
        clear += paragraph.spans(at, first)
        at = max(at, last)
    return clear + paragraph.spans(at, len(paragraph.text))


def _only(gaps: list[tuple[int, int]], start: int, end: int) -> bool:
    return bool(gaps) and gaps[0][0] <= start + 1 and gaps[-1][1] >= end - 1


def _spread(items: list[Item]) -> None:
    """Let one line speak for a part: what a heading says, and what stands only below the last task of every part."""
    groups: dict[tuple[int, ...], list[Item]] = {}
    for item in items:
        if not item.loose:
            groups.setdefault(tuple(id(heading) for heading in item.heading), []).append(item)
    spoken = [group for group in groups.values() if len(group) > 1 and any(item.owners for item in group)]
    if len(spoken) > 1 and all(group[-1].owners and not any(item.owners for item in group[:-1]) for group in spoken):
        for group in spoken:
            for item in group[:-1]:
                item.owners = group[-1].owners
    for item in items:
        if not item.owners and not item.loose:
            for heading in reversed(item.heading):
                if heading.owners:
                    item.owners = heading.owners
                    break


def _loosen_aims(items: list[Item]) -> None:
    """Overall aims are nobody's task; but where one of a part names who answers, all of that part are tasks."""
    answered = {id(item.heading[-1]) for item in items if item.aims and not item.loose and item.owners}
    counted = _counted_on(items)
    for item in items:
        if item.aims and id(item.heading[-1]) not in answered and id(item) not in counted:
            item.loose = True


def _counted_on(items: list[Item]) -> set[int]:
    """The items of aims that open a count which the tasks of the next part go on with (1.目标, then 2.骨干培养项目)."""
    found: set[int] = set()
    numbered = [item for item in items if not item.loose and item.number is not None]
    for i, item in enumerate(numbered):
        rest = next((j for j in range(i, len(numbered)) if not numbered[j].aims), None)
        if not item.aims or rest is None or not item.title.endswith("目标"):
            continue
        run = numbered[i : rest + 1]
        goes_on = all(b.number == (a.number or 0) + 1 and a.style == b.style for a, b in itertools.pairwise(run))
        if goes_on and item.style == "1.":
            found.add(id(item))
    return found


def numbering_faults(items: list[Item]) -> list[tuple[str, int, int]]:
    """Numbers missing or used twice among the tasks: ("missing"|"duplicate", number, position)."""
    faults: list[tuple[str, int, int]] = []
    last: Item | None = None
    for item in items:
        if item.loose or item.number is None:
            continue
        if last is not None and last.number is not None and last.style == item.style:
            same = last.heading == item.heading
            if item.number <= last.number and same:
                faults.append(("duplicate", item.number, item.start))
            elif item.number > last.number + 1:
                faults += [("missing", n, item.start) for n in range(last.number + 1, item.number)[:5]]
        last = item
    return faults

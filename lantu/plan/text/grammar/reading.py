"""One stretch: sentences in order, what is past left out, dates handed on, quantities before milestones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from lantu.plan.text import Target
from lantu.plan.text.grammar.cutting import place, sentences
from lantu.plan.text.grammar.horizons import Horizon, horizons, says_which
from lantu.plan.text.grammar.milestones import CUES, Milestones, Near, Reached
from lantu.plan.text.grammar.quantities import ANY_NUMBER, Around, Found, Quantities
from lantu.plan.text.grammar.scanning import Clause, Sentence, Word, fold, inside, may_state, quoted, words
from lantu.plan.text.grammar.subjects import name
from lantu.plan.text.grammar.tables.confidence import confidence
from lantu.plan.text.grammar.wrapping import Wrapped

_PAST_HEADING = re.compile(
    r"(?:回顾|过去一年|过去五年|工作总结|主要成效|工作成效|主要成绩|取得的成绩|完成情况|工作情况|发展基础|存在问题|主要问题|发展现状|名词解释|名词注释|用语说明)"
)
_POLICY_TITLE = re.compile(
    r"(?:若干措施|若干政策|政策措施|扶持政策|奖励办法|实施细则|管理办法|若干意见|奖补|扶持办法|申报指南|支持政策|政策清单|奖励政策|惠企|条(?:政策|措施)|政策举措|(?:支持|扶持|奖励|激励|促进|鼓励)\S*(?:措施|政策|办法|意见|细则|规定))"
)
_NOW = re.compile(r"(?:今年|新的一年|下一步|做好|一要|全年|本年度|主要预期目标|总体要求)")
_LAST = re.compile(r"(?:刚刚)?(?:过去的?一年|一年来|去年|回顾|上年|五年来|过去五年|近年来)")
_AIMS = re.compile(r"目标(?:任务|值)?(?:主要)?(?:是|为|:)")
_AIMS_HEADING = re.compile(r"(?:预期|发展|主要|年度|奋斗|工作|总体)目标(?:任务)?$")
_ALL_OF_IT = re.compile(r"(?:全部|均)[^,;。]{0,4}$")
_START = attrgetter("start")
_WHEN = frozenset({"when"})
# What _NOW, _LAST and the signs before them begin with.
_TIMELY = frozenset("今新下做一全本主总刚过去回上五近 、:")
_OPENING = re.compile(r"[ 、:]*")
_PROMISED = re.compile(r"力争|确保|目标|年底前|年内|到20\d\d年|至20\d\d年|底前|全年")


def read(text: str, start: int, end: int, year: int | None, heading: tuple[str, ...], title: str) -> tuple[Target, ...]:
    """See `lantu.plan.text.grammar.targets`."""
    start, end = max(0, start), min(end, len(text))
    if start >= end or any(_looks_back(line) for line in heading):
        return ()
    aims = bool(heading) and bool(_AIMS_HEADING.search(heading[-1]))
    folded = _folded(text)
    wrapped = Wrapped(folded, start, end)
    if len(wrapped.joined) == end - start:
        return _Stretch(text, folded, start, end, year, title, aims).read()
    return _unwrapped(text, wrapped, year, title, aims)


def _unwrapped(text: str, wrapped: Wrapped, year: int | None, title: str, aims: bool) -> tuple[Target, ...]:
    """Reads the lines joined, and leads every span back to the original text."""
    joined = wrapped.joined
    original = "".join(text[wrapped.original(i)] for i in range(len(joined)))
    found = []
    for target in _Stretch(original, joined, 0, len(joined), year, title, aims).read():
        start, end = wrapped.span(target.start, target.end)
        at = original.find(target.subject) if target.subject else -1
        subject = text[slice(*wrapped.span(at, at + len(target.subject)))] if at >= 0 else target.subject
        found.append(replace(target, start=start, end=end, quote=text[start:end], subject=subject))
    return tuple(found)


@lru_cache(maxsize=256)
def _looks_back(heading: str) -> bool:
    return bool(_PAST_HEADING.search(heading))


@lru_cache(maxsize=16)
def _is_policy(title: str) -> bool:
    return bool(_POLICY_TITLE.search(title))


@lru_cache(maxsize=1)
def _folded(text: str) -> str:
    """A document is read stretch by stretch: fold it once."""
    return fold(text)


class _Stretch:
    def __init__(self, text: str, folded: str, start: int, end: int, year: int | None, title: str, aims: bool) -> None:
        self.text, self.folded, self.year, self.title = text, folded, year, title
        self.start, self.end = start, end
        self.names = quoted(folded, start, end)
        self.policy = _is_policy(title)
        self.aims = aims and not self.policy
        self.quantities = Quantities(folded, self.policy)
        self.milestones = Milestones(folded)
        self.found: list[Target] = []
        self.past = False
        self.spoken: Reached | None = None

    def read(self) -> tuple[Target, ...]:
        times = horizons(self.folded, self.start, self.end, self.year, self.title)
        dated = [t.start for t in times]
        introduced: list[Horizon] = []
        for sentence in sentences(self.folded, self.start, self.end, self.names):
            here = times[bisect_left(dated, sentence.start) : bisect_left(dated, sentence.end)] if times else []
            self._sentence(sentence, here, introduced + here)
            if times:
                goes_on = self.folded[sentence.end : sentence.end + 1] == ";"
                introduced = [t for t in introduced + here if self._introduces(t, sentence)][-4:] if goes_on else []
        return tuple(sorted(self.found, key=lambda target: (target.start, target.end)))

    def _sentence(self, sentence: Sentence, here: list[Horizon], times: list[Horizon]) -> None:
        if self._tells_the_past(sentence, times):
            return
        if not self._may_promise(sentence):
            if not self.folded.startswith("其中", sentence.start):
                self.quantities.last = None
            return
        folded, names = self.folded, self.names
        found = list(words(folded, sentence.start, sentence.end))
        if here:
            when = [Word(t.start, t.end, folded[t.start : t.end], None, None, _WHEN) for t in here]
            found = sorted([*found, *when], key=_START)
        quotes = _within_spans(names, sentence.start, sentence.end) if names else []
        found = [w for w in found if not inside(quotes, w.start)] if quotes else found
        place(sentence, found)
        blocked = [(t.start, t.end) for t in times] + quotes
        promised = not self.policy or bool(_PROMISED.search(folded, sentence.start, sentence.end))
        if not folded.startswith("其中", sentence.start):
            self.quantities.last = None
        around = Around(
            sentence.start, found, blocked, promised, [t.start for t in times if t.due], self._aims(sentence)
        )
        first = len(self.found)
        counted: Found | None = None
        reached: Reached | None = None
        for clause in sentence.clauses:
            all_of_it = self.quantities.of_clause(clause, counted, around)
            quantities = all_of_it and [
                q for q in all_of_it if not self._is_past(q.amount.start, sentence, found, times)
            ]
            if len(quantities) < len(all_of_it):
                self.quantities.last = quantities[-1] if quantities else None
            if quantities:
                self._add_quantities(quantities, clause, times)
            if clause.bracket:
                continue
            counted = quantities[-1] if quantities else counted
            if not quantities and self._closes(clause, times):
                self._date_back(first, times, clause)
                continue
            if self.milestones.may_hold(clause):
                reached = self._add_milestones(clause, quantities, reached, sentence, found, times)

    def _may_promise(self, sentence: Sentence) -> bool:
        """Whether there is a number, a cue or a state at all: most sentences have none, and this is quickly seen."""
        folded, (start, end) = self.folded, (sentence.start, sentence.end)
        named = ANY_NUMBER.search(folded, start, end) or CUES.search(folded, start, end)
        return named is not None or may_state(folded, start, end)

    def _aims(self, sentence: Sentence) -> bool:
        """主要预期目标是:…, or below such a heading: bare figures are what is aimed at."""
        return self.aims or bool(_AIMS.search(self.folded, sentence.start, sentence.end))

    def _tells_the_past(self, sentence: Sentence, times: list[Horizon]) -> bool:
        """Whether the sentence is part of a look back, begun by 过去一年 or a past year and ended by a date ahead."""
        if not times and self.folded[sentence.start : sentence.start + 1] not in _TIMELY:
            return self.past
        opening = _OPENING.match(self.folded, sentence.start, sentence.end)
        at = opening.end() if opening else sentence.start
        last = _LAST.match(self.folded, at, sentence.end)
        told = last and not says_which(self.folded, at, last.end())
        ahead = any(t.due for t in times)
        if told or (times and times[0].past and times[0].start - sentence.start <= 2):
            self.past = not ahead
        elif ahead or _NOW.match(self.folded, at, sentence.end):
            self.past = False
        return self.past

    def _add_quantities(self, quantities: list[Found], clause: Clause, times: list[Horizon]) -> None:
        shared = self._shared_dates(clause, times) if len(quantities) > 1 else []
        for n, quantity in enumerate(quantities):
            due = shared[n] if len(shared) == len(quantities) else self._due(quantity.end, clause, times)
            self._add_quantity(quantity, due)

    def _add_milestones(
        self,
        clause: Clause,
        quantities: list[Found],
        reached: Reached | None,
        sentence: Sentence,
        found: list[Word],
        times: list[Horizon],
    ) -> Reached | None:
        taken = [(q.start, max(q.end, _verb_end(q, clause))) for q in quantities]
        dated = any(t.due and clause.start <= t.start < clause.end for t in times)
        for milestone in self.milestones.of_clause(clause, Near(taken, reached, self.spoken, dated), found):
            if self._is_past(milestone.verb, sentence, found, times):
                continue
            reached = self.spoken = milestone
            self._add_milestone(milestone, self._due(milestone.verb, clause, times))
        return reached

    def _is_past(self, position: int, sentence: Sentence, found: list[Word], times: list[Horizon]) -> bool:
        """Past when the last time word before the number or verb speaks of the past."""
        before = [w for w in found if w.start < position]
        passed = [
            w.start
            for w in before
            if ("past" in w.kinds and not says_which(self.folded, w.start, w.end) and not _attributes(w, before))
            or (w.verb and self.folded.startswith("了", w.end))
        ] + [t.start for t in times if t.past and t.start < position]
        past = max((at for at in passed if not _compared(self.folded, at)), default=-1)
        if past < sentence.start:
            return False
        coming = [w.start for w in before if "future" in w.kinds] + [
            t.start for t in times if t.due and t.start < position
        ]
        return max(coming, default=-1) < past

    def _due(self, position: int, clause: Clause, times: list[Horizon]) -> date | None:
        """The last date before the number or verb: in its own clause, or one that opened an earlier clause."""
        dated = [
            t
            for t in times
            if t.due and t.start <= position and (t.leads or t.start >= clause.start or self._introduces(t, clause))
        ]
        return dated[-1].due if dated else None

    def _introduces(self, time: Horizon, place: Clause | Sentence) -> bool:
        """今年的主要目标是:… — a date before a colon speaks for all that follows."""
        stop = place.start if isinstance(place, Clause) else place.end
        return time.due is not None and ":" in self.folded[time.end : stop]

    def _shared_dates(self, clause: Clause, times: list[Horizon]) -> list[date | None]:
        """2024年、2025年分别完成…: as many dates as numbers."""
        stated = "分别" in self.folded[clause.start : clause.end]
        return [t.due for t in times if t.due and clause.start <= t.start < clause.end] if stated else []

    def _closes(self, clause: Clause, times: list[Horizon]) -> bool:
        """6月底前全部投用: a date that speaks for what the sentence listed before."""
        if not times:
            return False
        tail = self.folded[max(clause.start, clause.end - 6) : clause.end]
        if "全部" not in tail and "均" not in tail:
            return False
        return bool(_ALL_OF_IT.search(tail)) and any(
            t.due and t.leads and clause.start <= t.start < clause.end for t in times
        )

    def _date_back(self, first: int, times: list[Horizon], clause: Clause) -> None:
        due = next(t.due for t in times if t.due and clause.start <= t.start < clause.end)
        self.found[first:] = [replace(t, due=t.due or due) for t in self.found[first:]]

    def _add_quantity(self, found: Found, due: date | None) -> None:
        amount = found.amount
        self.found.append(
            Target("quantity", found.start, found.end, self.text[found.start : found.end],
                   self.text[slice(*name(self.folded, *found.subject, counted=True))], value=amount.value, low=amount.low, high=amount.high,
                   unit=amount.unit, comparator=found.comparator, basis=found.basis,
                   due=due, rule=found.rule, confidence=confidence(found.rule)))  # fmt: skip

    def _add_milestone(self, found: Reached, due: date | None) -> None:
        subject = self.text[slice(*name(self.folded, *found.subject, counted=False))]
        for other in self.found[-40:]:
            if other.kind == "milestone" and other.state == found.state and _same(other.subject, subject):
                return
        self.found.append(
            Target("milestone", found.start, found.end, self.text[found.start : found.end], subject, state=found.state,
                   due=due, rule=found.rule, confidence=confidence(found.rule)))  # fmt: skip


def _same(a: str, b: str) -> bool:
    """One names the other: a title and its sentence speak of the same thing."""
    return bool(a) and bool(b) and (a.endswith(b) or b.endswith(a))


def _attributes(word: Word, before: list[Word]) -> bool:
    """改造500个已建成自然村, 优化已建成设施: which things, said between a verb and its object."""
    done = word.text.startswith("已") and word.verb is None
    return done and any(w.start < word.start <= w.end + 8 and (w.verb or "habit" in w.kinds) for w in before)


def _compared(text: str, position: int) -> bool:
    return (
        text[max(0, position - 1) : position] in ("比", "较", "以") or text[max(0, position - 2) : position] == "相比"
    )


def _verb_end(found: Found, clause: Clause) -> int:
    """Where the words end that the quantity speaks of: verbs among them make no milestone of their own."""
    following = [q for q in clause.lists if q > found.end]
    return following[0] if following else clause.end


def _within_spans(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    low = max(0, bisect_right(spans, (start, 0)) - 1)
    return [span for span in spans[low : bisect_right(spans, (end, 0))] if span[1] > start]

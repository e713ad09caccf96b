"""Quantities of a clause: the candidates, the rule of each, its subject, comparator, basis and quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lantu.plan.text import Basis, Comparator
from lantu.plan.text.grammar.figures.amounts import Amount, amounts
from lantu.plan.text.grammar.figures.phrases import orders, phrases
from lantu.plan.text.grammar.quantities.choosing import FLOW, THINGS, Found, choose
from lantu.plan.text.grammar.quantities.exclusions import Scene, excluded
from lantu.plan.text.grammar.quantities.naming import MEASURED, NO_NAME, thing_meant, verb_in_name
from lantu.plan.text.grammar.quantities.surroundings import Around, Before, look_left, state_ahead, verbs_end
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import AGED, EQUIPPED, noun_after, noun_before, object_before, trim
from lantu.plan.text.grammar.tables.units import beginnings
from lantu.plan.text.grammar.tables.verbs import verbs

# What a number of the promises looks like: digits, or Chinese numerals that a unit follows (not 一体化).
ANY_NUMBER = re.compile(rf"\d|[一二两三四五六七八九十零〇](?=[ 余多成{beginnings()}])|[百千万亿半翻]")
_PARALLEL = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*(?:约|近|超|不少于|不低于)?\s*$")
_PART_IS_NEW = re.compile(r"\((?:其中)?,?(?:今年|全年|年内)?(?:新增|净增|新培育|新引进)")
_IN_ALL = re.compile(r"(?<!年度)(?<!全年)累计(?:集聚|引进|培育|建成|入驻|落地|认定|注册|组建|布设)")
_ROUGH_NUMBER = re.compile(r"(?:几|数|上)$")
_SCALES = frozenset({"实现", "形成", "达到", "突破", "打造", "迈上", "迈入"})


def _comparator(before: Before, amount: Amount, rule: str) -> Comparator:
    given = [w.compare for w in before.chain if w.compare]
    if amount.low is not None:
        return "range"
    if amount.after == "~":
        return "~"
    if any(c.comparator == "<=" for c in given) or amount.after == "<=":
        return "<="
    strong = next((c.comparator for c in given if c.comparator in (">", "<", "~")), None)
    if strong:
        return strong
    if amount.more:
        return ">"
    if amount.after == ">=":
        return ">="
    plain = next((c.comparator for c in given if c.family != "growth" or c.comparator == ">="), None)
    if plain:
        return plain
    governor = before.governor
    if (governor is not None and rule in ("count", "reach")) or (
        governor is not None and governor.text == "实现" and rule == "listed"
    ):
        if governor.compare and governor.compare.family == "reach":
            return governor.compare.comparator
        if governor.text == "实现":
            return ">="
    return "~" if amount.rough else "="


def _basis(text: str, amount: Amount, before: Before, rule: str, subject: tuple[int, int]) -> Basis:
    if rule == "growth":
        return "growth" if amount.kind in ("rate", "time") else "increment"
    leaders = [*before.chain, *([before.governor] if before.governor else [])]
    verb = next((w.verb for w in leaders if w.verb and w.verb.basis), None)
    if amount.kind == "rate":
        growing = re.search(r"(?:增速|增幅|增长|增长率|涨幅|降幅)$", text[subject[0] : before.start])
        return "growth" if growing or amount.unit == "百分点" else "share"
    flowing = amount.kind in ("money", "measure") and bool(FLOW.search(text[subject[0] : subject[1]]))
    if verb is not None and verb.basis and verb.basis != "flow":
        return "flow" if flowing and verb.word in ("完成", "实现") else verb.basis
    if flowing or (verb is not None and amount.kind in ("money", "measure")):
        return "flow"
    per_head = text.startswith("每", subject[0])
    return "increment" if rule in ("moved", "listed") and not per_head else "level"


def _is_stock_in_the_end(text: str, amount: Amount, before: Before) -> bool:
    """不少于150家(新增50家), 累计集聚50艘: what there will be, of which part is new."""
    if _PART_IS_NEW.match(text, amount.stop):
        return True
    governor = before.governor
    return governor is not None and bool(_IN_ALL.search(text, max(0, governor.start - 2), governor.end))


class Quantities:
    """Reads one sentence after the other; remembers what a list may inherit."""

    def __init__(self, text: str, policy: bool) -> None:
        self.text, self.policy = text, policy
        self.last: Found | None = None

    def of_clause(self, clause: Clause, parent: Found | None, around: Around) -> list[Found]:
        """The quantities of one clause. `parent` is the quantity of the clause a bracket stands in."""
        alone = clause.bracket and parent is None  # a size of the thing before the bracket
        if alone or not ANY_NUMBER.search(self.text, clause.start, clause.end):
            return []
        text, found = self.text, self._phrases(clause, around)
        holes = [*clause.holes, *around.blocked, *((f.start, f.end) for f in found)]
        holes += [(w.start, w.end) for w in clause.words if "name" in w.kinds]
        items = [a for a in amounts(text, clause.start, clause.end) if not any(s <= a.start < e for s, e in holes)]
        left = clause.start
        for i, amount in enumerate(items):
            right = items[i + 1].start if i + 1 < len(items) else clause.end
            previous = found[-1] if found else (parent if clause.bracket else self.last)
            made = self._one(clause, amount, left, right, previous, around)
            if made:
                found.extend(self._each(clause, made))
                self.last = made
                left = max(left, amount.stop)
        return self._respectively(clause, found)

    def _phrases(self, clause: Clause, around: Around) -> list[Found]:
        """翻番, 两位数增长 and orders of magnitude, where somebody promises them."""
        text, found = self.text, []
        if self.policy and not around.promised:
            return []
        for amount, comparator, basis in phrases(text, clause.start, clause.end):
            if any(s <= amount.start < e for s, e in around.blocked):
                continue
            subject = noun_before(text, clause.start, amount.start, clause.words)
            if subject[1] - subject[0] >= 2:
                found.append(Found(amount, "phrase", amount.start, amount.end, subject, comparator, basis))
        for amount, comparator, noun in orders(text, clause.start, clause.end):
            verb = next((w for w in reversed(clause.words) if w.end <= amount.start and w.text in _SCALES), None)
            if verb:
                start = amount.start if comparator == "~" else verb.start
                basis = "level" if comparator == "~" else "flow"
                found.append(Found(amount, "scale", start, amount.end, noun, comparator, basis))
        return found

    def _one(
        self, clause: Clause, amount: Amount, left: int, right: int, previous: Found | None, around: Around
    ) -> Found | None:
        text = self.text
        if left > clause.start:  # behind a number the next item of a list begins at the list mark
            left = next((mark + 1 for mark in clause.lists if left <= mark < amount.start), left)
        before = look_left(text, clause, amount, left)
        rule = choose(text, clause, amount, before, right, previous, around)
        if rule is None:
            return None
        family = rule if rule in ("growth", "reach") else ("bound" if any(w.compare for w in before.chain) else "")
        scene = Scene(
            text,
            clause,
            around.words,
            amount,
            family,
            rule,
            before.governor,
            self.policy,
            around.promised,
            around.start,
        )
        rough = text[amount.start] in "十百千万亿" and _ROUGH_NUMBER.search(scene.before)
        if rough or excluded(scene):
            return None
        if rule == "listed" and previous and before.governor is None and not before.chain:
            before = replace(before, governor=previous.verb)
        subject, start, end = self._spans(clause, amount, before, right, rule, previous)
        comparator = _comparator(before, amount, rule)
        if rule == "listed" and previous and comparator == "=" and self._shares_comparator(clause, amount, previous):
            comparator = previous.comparator
        inherits = (
            rule == "listed" and previous is not None and not before.chain and previous.amount.kind == amount.kind
        )
        basis = previous.basis if inherits and previous else _basis(text, amount, before, rule, subject)
        if basis == "increment" and _is_stock_in_the_end(text, amount, before):
            basis = "level"
        earlier, same = (previous.subject, previous.amount.unit == amount.unit) if previous else ((0, 0), False)
        subject = thing_meant(text, before, clause.words, subject, earlier, same)
        return Found(amount, rule, start, end, subject, comparator, basis, before.governor)

    def _shares_comparator(self, clause: Clause, amount: Amount, previous: Found) -> bool:
        """分别达到25%和15%: the comparing word speaks for both."""
        if previous.comparator == "range" or not _PARALLEL.search(self.text, previous.end, amount.start):
            return False
        shared = "分别" in self.text[clause.start : previous.start + 4]
        return shared or previous.amount.kind == amount.kind == "rate"

    def _spans(
        self, clause: Clause, amount: Amount, before: Before, right: int, rule: str, previous: Found | None
    ) -> tuple[tuple[int, int], int, int]:
        """Subject, and start and end of the quote."""
        text, governor = self.text, before.governor
        stops = sorted(
            [*clause.lists, *(s for s, _ in clause.holes), *(w.start for w in clause.words if _splits(text, w))]
        )
        limit = clause.end if AGED.match(text, amount.stop) else min(right, clause.end)
        after = noun_after(text, amount.stop, limit, stops, whole=rule == "portion")
        if rule in ("moved", "portion"):
            return self._moved_spans(clause, amount, before, after)
        candidates = self._subjects(clause, amount, before, rule, previous, after)
        named_by_verb = governor is not None and len(governor.text) >= 4 and after[0] == after[1]
        itself = (governor.start, governor.end) if governor and named_by_verb else after  # 送戏下乡 | 28场
        subject = next((c for c in candidates if c[1] - c[0] >= 2), itself)
        if subject[1] > subject[0] and text.startswith(MEASURED, subject[1]):
            subject = subject[0], subject[1] + 2
        close = governor is not None and governor.verb is not None and 0 <= before.start - governor.start <= 16
        start = governor.start if close and governor and rule == "count" and not before.chain else before.start
        return trim(text, *subject), start, amount.stop

    def _subjects(
        self,
        clause: Clause,
        amount: Amount,
        before: Before,
        rule: str,
        previous: Found | None,
        after: tuple[int, int],
    ) -> Iterator[tuple[int, int]]:
        """Where the subject may stand, the likeliest first."""
        text, governor = self.text, before.governor
        touching = (after[0] == amount.stop or EQUIPPED.match(text, amount.stop)) and after[1] - after[0] >= 2
        if amount.kind in THINGS and rule in ("count", "listed") and touching:
            yield after
        head = verbs_end(text, clause, governor) if governor and governor.start >= before.left else before.left
        between = noun_before(text, head, before.start, clause.words) if head < before.start else (head, head)
        named = verb_in_name(text, clause, before, between, rule)
        if named:
            yield named
        part = text[before.left : before.start].lstrip(" ,、").startswith("其中") or (
            rule == "listed" and previous and not previous.verb
        )
        short = part and between[1] - between[0] <= 3
        if not short and text[slice(*between)] not in verbs() and not NO_NAME.match(text, *between):
            yield between
        if part and previous:
            yield previous.subject
        if touching and rule in ("count", "bound"):
            yield after
        verb_start = governor.start if governor and governor.start > before.left else before.start
        yield noun_before(text, before.left, verb_start, clause.words)
        if previous:
            yield previous.subject

    def _moved_spans(
        self, clause: Clause, amount: Amount, before: Before, after: tuple[int, int]
    ) -> tuple[tuple[int, int], int, int]:
        text, verb = self.text, state_ahead(self.text, clause, amount, clause.end)
        if verb:
            after = object_before(text, after[0], max(after[0], min(verb.start, after[1])), clause.words)
        things = object_before(text, before.left, before.start, clause.words)
        if text[before.start - 1 : before.start] == "等" and things[1] > things[0]:
            after = things[0], max(after[1], amount.stop)
        subject = after if after[1] > after[0] else things
        return subject, before.start, verb.end if verb and verb.end - before.start <= 16 else amount.stop

    def _each(self, clause: Clause, found: Found) -> list[Found]:
        """A、B各新增12个: one target for each."""
        text, (start, end) = self.text, found.subject
        if end > found.start or (not re.search(r"各\s?$", text[end : found.start]) and text[end : end + 1] != "各"):
            return [found]
        return [replace(found, subject=span) for span in self._pieces(clause, (start, end))]

    def _respectively(self, clause: Clause, found: list[Found]) -> list[Found]:
        """A、B分别达到25%和15%: the first number is A's, the second B's."""
        if len(found) < 2 or "分别" not in self.text[clause.start : found[0].start + 2]:
            return found
        pieces = self._pieces(clause, found[0].subject)
        if len(pieces) != len(found):
            return found
        return [replace(f, subject=piece) for f, piece in zip(found, pieces, strict=True)]

    def _pieces(self, clause: Clause, subject: tuple[int, int]) -> list[tuple[int, int]]:
        """The items of a list of subjects."""
        text, (start, end) = self.text, subject
        marks = [m for m in clause.lists if start < m < end]
        edges = [start, *(p for m in marks for p in (m, m + 1))]
        last = re.search(r"[和及与]", text[edges[-1] + 1 : end])
        if last:
            edges += [edges[-1] + 1 + last.start(), edges[-1] + 1 + last.end()]
        edges.append(end)
        return [trim(text, *span) for span in zip(edges[::2], edges[1::2], strict=True)]


def _splits(text: str, word: Word) -> bool:
    """A verb after a conjunction ends the noun before it: 5家酒店并开工…"""
    return bool(word.verb) and word.start > 0 and text[word.start - 1] in "并且"

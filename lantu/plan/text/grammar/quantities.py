"""Quantities: which numbers with units are promised, what they count, and how they compare.

The rules, in the order in which they are tried (one example at least for each in the examples' quantities.yaml):
growth   a moving word and a number          出口额增长12%, 单位能耗下降3%
reach    a word that names the state reached  绿化覆盖率达到41%, 控制在5%以内
count    a verb that counts                   新建公园6个, 完成投资30亿元
moved    things and the state they get to     8所学校竣工, 推动20家企业上市
phrase   an amount without a numeral          产值翻一番, 保持两位数增长
listed   an item that shares the verb before  新建公园6个、球场12个
bound    a bare comparison with a subject     城镇新增就业12万人以上
scale    an order of magnitude                万亿级贸易规模
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.plan.text import Basis, Comparator
from lantu.plan.text.grammar.amounts import Amount, amounts, skip_back
from lantu.plan.text.grammar.exclusions import Scene, excluded
from lantu.plan.text.grammar.phrases import orders, phrases
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import noun_after, noun_before, object_before, trim

_FLOW = re.compile(r"(?:额|收入|产值|总值|量|值|投资|贸易规模|交易规模|消费|销售|税收|利润|营收)(?:目标)?$")
_CONTINUING = frozenset(
    {"建设", "治理", "改造", "整治", "修复", "开发", "培育", "组织", "推广", "布局", "谋划", "实施"}
)
_HASTE = (
    "加快",
    "加速",
    "推进",
    "加快推进",
    "统筹推进",
    "扎实推进",
    "持续推进",
    "推动",
    "加快推动",
    "支持",
    "鼓励",
    "参与",
    "深入推进",
    "有序推进",
    "全力推进",
)
_MOVE_TAIL = re.compile(r"(?:建设|发展|提升|工作|任务|改革|落实|落地见效)$")
_PARALLEL = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*(?:约|近|超|不少于|不低于)?\s*$")
_SCALES = frozenset({"实现", "形成", "达到", "突破", "打造", "迈上", "迈入"})
_ROUGH_NUMBER = re.compile(r"(?:几|数|上)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity found: the amount, the rule, the span of the quote and of the subject, comparator and basis."""

    amount: Amount
    rule: str
    start: int
    end: int
    subject: tuple[int, int]
    comparator: Comparator
    basis: Basis
    verb: Word | None = None


@dataclass(slots=True)
class Before:
    """What stands to the left of an amount: comparing words that touch it, the word that governs it, the left bound."""

    chain: list[Word]
    governor: Word | None
    left: int
    start: int


def look_left(text: str, clause: Clause, amount: Amount, left: int) -> Before:
    """Reads leftwards from the amount: the words that touch it, then the nearest verb or moving word."""
    inside = [w for w in clause.words if w.start >= left and w.end <= amount.start]
    position, chain = skip_back(text, amount.start, left), []
    for word in reversed(inside):
        if word.end != position or not (
            word.compare or (word.verb and word.verb.basis) or word.text in ("力争", "确保", "累计")
        ):
            break
        chain.append(word)
        position = skip_back(text, word.start, left)
        if word.verb and not word.compare:
            break
    governors = [w for w in reversed(inside) if _governs(text, w, amount)][:2]
    governor = governors[0] if governors else None
    if len(governors) == 2 and _names_work(text, governors[1], governors[0], amount):
        governor, chain = governors[1], [w for w in chain if w is not governors[0]]
    return Before(chain, governor, left, min((w.start for w in chain if w.compare or w.verb), default=amount.start))


def _names_work(text: str, first: Word, second: Word, amount: Amount) -> bool:
    """完成管网改造35公里: the second verb only names the work that the first one counts."""
    gap, tail = text[first.end : second.start], text[second.end : amount.start]
    work = first.text in ("完成", "开展", "组织", "实施", "组织开展") and second.compare is None
    return work and len(gap) >= 2 and len(tail.strip()) <= 1 and not re.search(r"[、,;。并]", gap)


def _governs(text: str, word: Word, amount: Amount) -> bool:
    if text.startswith(("的", "、"), word.end) or (word.start and text[word.start - 1] in "未拟已待被所经"):
        return False
    growth = (
        word.compare is not None
        and word.compare.family == "growth"
        and amount.kind in ("rate", "time", "money", "measure")
    )
    reach = word.compare is not None and word.compare.family == "reach" and len(word.text) > 1
    return bool(word.verb and word.verb.basis) or growth or reach


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
    plain = next((c.comparator for c in given if c.family in ("reach", "bound")), None)
    if plain:
        return plain
    governor = before.governor
    if governor is None or rule in ("growth", "moved") or (rule == "listed" and governor.text != "实现"):
        return "~" if amount.rough else "="
    if governor.text in ("实现", "力争实现") or (governor.compare and governor.compare.family == "reach"):
        return governor.compare.comparator if governor.compare else ">="
    return "~" if amount.rough else "="


def _basis(text: str, amount: Amount, before: Before, rule: str, subject: tuple[int, int]) -> Basis:
    if rule == "growth":
        return "growth" if amount.kind in ("rate", "time") else "increment"
    verb = next(
        (w.verb for w in [*before.chain, *([before.governor] if before.governor else [])] if w.verb and w.verb.basis),
        None,
    )
    if amount.kind == "rate":
        growing = re.search(r"(?:增速|增幅|增长|增长率|涨幅|降幅)$", text[subject[0] : before.start])
        return "growth" if growing or amount.unit == "百分点" else "share"
    if verb is not None and verb.basis and verb.basis != "flow":
        flowing = amount.kind == "money" and _FLOW.search(text[subject[0] : subject[1]])
        return "flow" if flowing and verb.word in ("完成", "实现") else verb.basis
    if amount.kind in ("money", "measure") and (_FLOW.search(text[subject[0] : subject[1]]) or verb is not None):
        return "flow"
    return "increment" if rule in ("moved", "listed") else "level"


def _moved(text: str, clause: Clause, amount: Amount, right: int) -> Word | None:
    """The state verb to the right that the counted things get to."""
    for word in clause.words:
        if amount.stop < word.start < right and word.verb and word.verb.state and word.verb.side != "after":
            gap = text[amount.stop : word.start]
            if len(gap) <= 30 and not re.search(r"[,;。]", gap) and not text.startswith("的", word.end):
                return word
    return None


def _effort_moves(text: str, clause: Clause, amount: Amount, left: int, right: int) -> bool:
    """推进22个应用场景接入平台: an effort before, things, and more than the name of continuing work behind."""
    pushes = [
        w
        for w in clause.words
        if left <= w.start < amount.start and w.text in ("推动", "推进", "争取", "促成", "确保", "力争")
    ]
    tail = text[amount.stop : right].strip()
    return (
        bool(pushes)
        and amount.kind == "count"
        and len(tail) >= 6
        and not _MOVE_TAIL.search(tail)
        and "的" not in tail[:1]
    )


class Quantities:
    """Reads one sentence after the other; remembers what a list may inherit."""

    def __init__(self, text: str, policy: bool) -> None:
        self.text, self.policy = text, policy
        self.last: Found | None = None
        self.sentence_start = 0

    def of_clause(
        self, clause: Clause, parent: Found | None, words: list[Word], promised: bool, blocked: list[tuple[int, int]]
    ) -> list[Found]:
        """The quantities of one clause. `parent` is the quantity of the clause a bracket stands in."""
        text, found = self.text, []
        holes = [*clause.holes, *blocked]
        items = [a for a in amounts(text, clause.start, clause.end) if not any(s <= a.start < e for s, e in holes)]
        items = [a for a in items if not any("name" in w.kinds and w.start <= a.start < w.end for w in clause.words)]
        found.extend(self._phrases(clause))
        items = [a for a in items if not any(f.start <= a.start < f.end for f in found)]
        left = clause.start
        for i, amount in enumerate(items):
            right = items[i + 1].start if i + 1 < len(items) else clause.end
            previous = found[-1] if found else (parent if clause.bracket else self.last)
            made = self._one(clause, amount, left, right, previous, words, promised)
            if made:
                found.append(made)
                self.last = made
                left = max(left, amount.stop)
        if not found and not clause.bracket and not items:
            self.last = None
        return found

    def _phrases(self, clause: Clause) -> list[Found]:
        """翻番, 两位数增长 and orders of magnitude, where somebody promises them."""
        text, found = self.text, []
        for amount, comparator, basis in phrases(text, clause.start, clause.end):
            subject = noun_before(text, clause.start, amount.start, clause.words)
            if subject[1] - subject[0] >= 2:
                found.append(Found(amount, "phrase", amount.start, amount.end, subject, comparator, basis))
        for amount, comparator, noun in orders(text, clause.start, clause.end):
            verb = next((w for w in reversed(clause.words) if w.end <= amount.start and w.text in _SCALES), None)
            if verb:
                start = amount.start if comparator == "~" else verb.start
                found.append(
                    Found(
                        amount, "scale", start, amount.end, noun, comparator, "level" if comparator == "~" else "flow"
                    )
                )
        return found

    def _one(
        self,
        clause: Clause,
        amount: Amount,
        left: int,
        right: int,
        previous: Found | None,
        words: list[Word],
        promised: bool,
    ) -> Found | None:
        text = self.text
        left = self._left(clause, left, amount)
        before = look_left(text, clause, amount, left)
        rule = self._rule(clause, amount, before, right, previous)
        if rule is None:
            return None
        family = rule if rule in ("growth", "reach") else ("bound" if any(w.compare for w in before.chain) else "")
        scene = Scene(text, clause, words, amount, family, before.governor, self.policy, promised, self.sentence_start)
        if _ROUGH_NUMBER.search(scene.before) or excluded(scene):
            return None
        if rule == "listed" and previous and before.governor is None and not before.chain:
            before = replace_governor(before, previous.verb)
        subject, start, end = self._spans(clause, amount, before, right, rule, previous)
        comparator = _comparator(before, amount, rule)
        if (
            rule == "listed"
            and previous
            and comparator == "="
            and previous.comparator in (">=", "<=", ">", "~")
            and _PARALLEL.search(text, previous.end, amount.start)
            and (previous.amount.kind == amount.kind == "rate" or "分别" in text[clause.start : previous.start + 2])
        ):
            comparator = previous.comparator
        basis = (
            previous.basis
            if rule == "listed" and previous and not before.chain
            else _basis(text, amount, before, rule, subject)
        )
        return Found(amount, rule, start, end, subject, comparator, basis, before.governor)

    def _left(self, clause: Clause, left: int, amount: Amount) -> int:
        """After a number, the next item of a list begins behind the list mark."""
        if left == clause.start:
            return left
        marks = [m for m in clause.lists if left <= m < amount.start]
        return marks[0] + 1 if marks else left

    def _rule(self, clause: Clause, amount: Amount, before: Before, right: int, previous: Found | None) -> str | None:
        families = [w.compare.family for w in before.chain if w.compare]
        if "growth" in families and (amount.kind != "count" or len(before.chain) == families.count("growth")):
            return "growth"
        if "reach" in families:
            return "reach"
        governor = before.governor
        if governor is not None and governor.compare and not (governor.verb and governor.verb.basis):
            return "growth" if governor.compare.family == "growth" else "reach"
        if governor is not None and self._counts(clause, amount, governor):
            return "count"
        if governor is None and (amount.kind in ("count", "people", "area") or amount.unit == "公里"):
            if (not amount.arabic and amount.size == 1) or amount.unit == "平方公里":
                return None
            if _moved(self.text, clause, amount, right if right != clause.end else clause.end):
                return "moved"
            if _effort_moves(self.text, clause, amount, before.left, right):
                return "moved"
        if governor is None and previous is not None and self._continues(clause, amount, before, previous):
            return "listed"
        if families or amount.after:
            subject = noun_before(self.text, before.left, before.start, clause.words)
            return "bound" if subject[1] - subject[0] >= 2 and governor is None else None
        return None

    def _counts(self, clause: Clause, amount: Amount, governor: Word) -> bool:
        """Whether the verb makes the number a promise: 加快建设10座 is an effort that goes on, 支持 speaks of others."""
        nearer = [w for w in clause.words if w.end <= governor.start]
        last = nearer[-1] if nearer else None
        if governor.text in _CONTINUING and last is not None and last.text in _HASTE and last.end == governor.start:
            return governor.text not in ("建设", "培育", "开发", "布局")
        if any("support" in w.kinds for w in nearer) and not any("effort" in w.kinds for w in nearer):
            return False
        if not amount.arabic and amount.size == 1:
            return governor.text.startswith(("新", "建成", "增设")) or (
                governor.verb is not None and governor.verb.state == "operate"
            )
        return True

    def _continues(self, clause: Clause, amount: Amount, before: Before, previous: Found) -> bool:
        """Whether this amount is one more item of the list that `previous` belongs to."""
        if clause.bracket:
            return False
        if any(w.verb and w.verb.state for w in clause.words if before.left <= w.start < amount.start):
            return False
        gap = self.text[previous.amount.stop : amount.start]
        return (
            len(gap) <= 40 and "。" not in gap and not re.search(r"(?:总投资|总建筑面积|占地|占|用于|包括|涉及)", gap)
        )

    def _spans(
        self, clause: Clause, amount: Amount, before: Before, right: int, rule: str, previous: Found | None
    ) -> tuple[tuple[int, int], int, int]:
        text, governor = self.text, before.governor
        stops = sorted(
            [*clause.lists, *(s for s, _ in clause.holes), *(w.start for w in clause.words if _splits(text, w))]
        )
        after = noun_after(text, amount.stop, min(right, clause.end), stops)
        head = governor.end if governor and governor.start >= before.left else before.left
        between = noun_before(text, head, before.start, clause.words) if head < before.start else (head, head)
        start, end = before.start, amount.stop
        if rule == "moved":
            verb = _moved(text, clause, amount, clause.end)
            if verb and verb.start > amount.stop:
                after = noun_after(text, amount.stop, min(verb.start, after[1]), stops)
            things = object_before(text, before.left, before.start, clause.words)
            if text[before.start - 1 : before.start] == "等" and things[1] > things[0]:
                after = things[0], max(after[1], amount.stop)
            return (
                (after if after[1] > after[0] else between),
                start,
                (verb.end if verb and verb.end - start <= 16 else end),
            )
        counts = amount.kind in ("count", "people", "area", "measure") and rule in ("count", "listed")
        subject = (
            after if counts and after[1] - after[0] >= 2 and text[amount.stop : amount.stop + 1] != "," else between
        )
        if subject[1] - subject[0] < 2 and after[0] == amount.stop and rule in ("count", "bound"):
            subject = after
        if subject[1] - subject[0] < 2:
            subject = noun_before(
                text,
                before.left,
                governor.start if governor and governor.start > before.left else before.start,
                clause.words,
            )
        if subject[1] - subject[0] < 2 and previous is not None:
            subject = previous.subject
        if subject[1] - subject[0] < 2:
            subject = after
        if governor and governor.verb and rule == "count" and before.start - governor.start <= 16 and not before.chain:
            start = governor.start
        return trim(text, *subject), start, end


def replace_governor(before: Before, governor: Word | None) -> Before:
    """The same surroundings under the verb of the item before."""
    return replace(before, governor=governor)


def _splits(text: str, word: Word) -> bool:
    """A verb after a conjunction ends the noun before it: 5家酒店并开工…"""
    return bool(word.verb) and word.start > 0 and text[word.start - 1] in "并且"

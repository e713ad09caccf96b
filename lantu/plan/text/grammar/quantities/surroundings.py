"""What stands around a number in its clause: the words that touch it, the verb that governs it, where its things get to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.plan.text.grammar.figures.amounts import Amount, skip_back
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import noun_before

# 加快建设10座 goes on and on, unlike 新建10座 and 加快改造10座.
_ENDLESS = frozenset({"建设", "培育", "开发", "布局", "打造"})
_HASTE = frozenset(
    {"加快", "加速", "推进", "加快推进", "统筹推进", "推动", "加快推动", "支持", "鼓励", "参与", "全力推进"}
)
_MOVE_TAIL = re.compile(r"(?:建设|发展|提升|工作|任务|改革|落实|落地见效|协同|融合|升级|提质|增效|推进|试点|示范项目)$")
_ENTERS = re.compile(r"(?:上市|挂牌|纳统|升规|入规|入库|入驻)$")  # 推动3家企业上市
_PUSHES = frozenset({"推动", "推进", "争取", "促成", "确保", "力争", "加快推动", "促进"})
_SEPARATOR = re.compile(r"[、,;。并]")
_FOR = re.compile(r"(?:为|对|将|给|帮助)[^,;。]{0,8}$")
_AT = re.compile(r"在(?:全[市县区省州镇]|各?\S{0,4}[市县区])?\s?$")
_TO_WORK = re.compile(r"[^,;。、]{0,16}?(?:实现|稳定)*(?:再?就业|创业|脱贫|上岗)\s?(?=$|[,;。])")
_CLOSERS = frozenset({"完成", "实现", "新增"})
_NOT_BEFORE = frozenset("未拟已被")


@dataclass(slots=True)
class Before:
    """What stands to the left of an amount: comparing words that touch it, the word that governs it, the left bound."""

    chain: list[Word]
    governor: Word | None
    left: int
    start: int


@dataclass(slots=True)
class Around:
    """What the sentence says around its clauses: its start, all its words, spans that hold no number, whether it promises,
    where its dates begin, whether it or its heading states aims."""

    start: int
    words: list[Word]
    blocked: list[tuple[int, int]]
    promised: bool
    dates: list[int]
    aimed: bool = False


def look_left(text: str, clause: Clause, amount: Amount, left: int) -> Before:
    """Reads leftwards from the amount: the words that touch it, then the nearest verb or moving word.

    Of several verbs in one run the first counts, the others name the work: 完成管网改造35公里, 新增上市公司3家.
    """
    inside = [w for w in clause.words if w.start >= left and w.end <= amount.start]
    position, chain = skip_back(text, amount.start, left), []
    for word in reversed(inside):
        touches = word.end == position and (
            word.compare or (word.verb and word.verb.basis) or word.text in ("力争", "确保", "累计")
        )
        if not touches:
            break
        chain.append(word)
        position = skip_back(text, word.start, left)
        if word.verb and not word.compare:
            break
    governors = [w for w in reversed(inside) if governs(text, clause, w, amount)]
    governor = governors[0] if governors else None
    for earlier in governors[1:]:
        gap = text[earlier.end : governor.start] if governor else ""
        if (
            governor is None
            or governor.compare
            or earlier.compare
            or len(gap) > 12
            or governor.text in _CLOSERS
            or _SEPARATOR.search(gap)
        ):
            break
        chain = [w for w in chain if w is not governor]
        governor = earlier
    return Before(chain, governor, left, min((w.start for w in chain if w.compare or w.verb), default=amount.start))


def governs(text: str, clause: Clause, word: Word, amount: Amount) -> bool:
    """Whether a word may be the verb of an amount to its right."""
    if text.startswith(("的", "、", "等", "后"), word.end) or (word.start and text[word.start - 1] in _NOT_BEFORE):
        return False
    if _other_item(text, clause, word, amount):
        return False
    growth = (
        word.compare is not None
        and word.compare.family == "growth"
        and amount.kind in ("rate", "time", "money", "measure")
    )
    reach = word.compare is not None and word.compare.family == "reach" and len(word.text) > 1
    return bool(word.verb and word.verb.basis) or growth or reach


def _other_item(text: str, clause: Clause, word: Word, amount: Amount) -> bool:
    """甲厂技术改造、乙厂20万吨铝材: a verb inside another item of the list says nothing of this one."""
    marks = [m for m in clause.lists if m < amount.start]
    if not any(m > word.start for m in marks):
        return False
    start = max([m + 1 for m in marks if m < word.start], default=clause.start)
    noun = noun_before(text, start, word.start, clause.words)
    return noun[1] - noun[0] >= 4


def verbs_end(text: str, clause: Clause, governor: Word) -> int:
    """Where a run of verbs ends: 新建和改造 | 高标准农田."""
    end = governor.end
    for word in clause.words:
        if word.start >= end and word.verb and word.verb.basis and text[end : word.start] in ("", "和", "并", "及"):
            end = word.end
    return end


def counts(clause: Clause, amount: Amount, governor: Word) -> bool:
    """Whether the verb makes the number a promise: 加快建设10座 is an effort that goes on, 支持 speaks of others."""
    nearer = [w for w in clause.words if w.end <= governor.start]
    last = nearer[-1] if nearer else None
    if governor.text in _ENDLESS and last is not None and last.text in _HASTE and last.end == governor.start:
        many = last.text == "推动" and amount.arabic and amount.kind == "count" and amount.size >= 100
        return many  # 推动建设300个…: nobody means one and the same 300
    if any("support" in w.kinds for w in nearer) and not any("effort" in w.kinds for w in nearer):
        return False
    if not amount.arabic and amount.size == 1:
        return governor.text.startswith(("新", "建成", "增设")) or (
            governor.verb is not None and governor.verb.state == "operate"
        )
    return True


def state_ahead(text: str, clause: Clause, amount: Amount, right: int) -> Word | None:
    """The state verb to the right that the counted things get to: 8所学校竣工."""
    for word in clause.words:
        if word.start <= amount.stop or word.verb is None or word.verb.state is None or word.verb.side == "after":
            continue
        if text[word.start - 1] in _NOT_BEFORE:
            continue
        gap = text[amount.stop : word.start]
        if right < clause.end and not _SEPARATOR.search(text, word.end, right):
            return None  # 5个项目完成投资3亿元: the verb speaks of the next number
        if len(gap) <= 30 and not _SEPARATOR.search(gap) and not text.startswith("的", word.end):
            return word
    return None


def pushed(text: str, clause: Clause, amount: Amount, left: int) -> bool:
    """推进22个应用场景接入平台: an effort before, things, and more than the name of continuing work behind."""
    pushes = any(left <= w.start < amount.start and w.text in _PUSHES for w in clause.words)
    tail = re.split(r"[,;。]", text[amount.stop : clause.end], maxsplit=1)[0].strip()
    return (
        (pushes or "全部" in tail)
        and amount.kind == "count"
        and (len(tail) >= 6 or _ENTERS.search(tail) is not None)
        and not _MOVE_TAIL.search(tail)
        and not tail.startswith("的")
    )


def served(text: str, clause: Clause, amount: Amount, right: int) -> bool:
    """为600户家庭实施改造: those for whom something is done."""
    if amount.kind not in ("count", "people"):
        return False
    if amount.unit in ("人", "名") and _TO_WORK.match(text, amount.stop, clause.end):
        return True
    placed = right == clause.end and _AT.search(text, clause.start, amount.start)  # not 在12个市区新增学位2万个
    if not placed and not _FOR.search(text, clause.start, amount.start):
        return False
    return any(
        w.start > amount.stop and w.verb and w.verb.basis and not text.startswith("的", w.end) for w in clause.words
    )


def helped(text: str, clause: Clause, amount: Amount, right: int) -> bool:
    """支持300名经营人才赴境外研修: so many persons, and what they are to do, behind the word that helps."""
    if amount.unit not in ("名", "人") or not amount.arabic or text.startswith("的", amount.stop):
        return False
    if "用于" in text[clause.start : amount.start]:
        return False
    helper = any(w.end == amount.start and w.kinds & {"support", "subsidy"} for w in clause.words)
    tail = text[amount.stop : min(right, clause.end)]
    return helper and len(tail) >= 4 and not tail.endswith("的")


def portion(text: str, amount: Amount, right: int) -> bool:
    """90%以上的社区配备…: a share of things that get something."""
    tail = text[amount.stop : right]
    return (
        amount.kind == "rate" and amount.unit == "%" and tail.startswith("的") and len(tail) >= 7 and amount.size <= 100
    )

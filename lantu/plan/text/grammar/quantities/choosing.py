"""Quantities: which numbers with units are promised, what they count, and how they compare.

The rules, in the order in which they are tried (at least one example for each in the examples' quantities.yaml):
growth   a moving word and a number           出口额增长12%, 单位能耗下降3%
reach    a word that names the state reached  绿化覆盖率达到41%, 控制在5%以内
count    a verb that counts                   新建公园6个, 完成投资30亿元
moved    things and the state they get to     8所学校竣工, 推动20家企业上市, 为600户家庭实施改造
portion  a share of things that get something 90%以上的社区配备…
listed   an item that shares the verb before  新建公园6个、球场12个
bound    a bare comparison with a subject     骨干教师交流比例不低于20%
dated    a bare number under a date or 确保     全年实际使用外资3亿美元
phrase   an amount without a numeral          产值翻一番, 保持两位数增长
scale    an order of magnitude                万亿级贸易规模
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.plan.text import Basis, Comparator
from lantu.plan.text.grammar.figures.amounts import Amount
from lantu.plan.text.grammar.quantities.surroundings import (
    Around,
    Before,
    counts,
    helped,
    portion,
    pushed,
    served,
    state_ahead,
)
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import noun_before

FLOW = re.compile(r"(?:额|收入|产值|总值|量|值|投资|外资|进出口|贸易规模|交易规模|消费|销售|税收|利润|营收)(?:目标)?$")
THINGS = ("count", "people", "area", "measure")
_ITEM_END = re.compile(r"\s*(?:$|[,;:。、!?()\n]|和|及|与|或|目标)")
_NOT_LISTED = re.compile(r"(?:(?<!协议)(?<!签约)(?<!完成)总投资|总建筑面积|占地|占|用于|包括|涉及|面积约)[^,;。]{0,3}$")
_PLEDGED = re.compile(
    r"\s?(?:积极|努力|全力|向上)?(?:确保|力争|保证|实现|争取)|\s?[^,;。]{2,8}(?<!项目)(?<!工程)计划投资$"
)
_READS = re.compile(r"[^,;。]{0,24}(?:率|比例|占比)(?:均|都|稳定|全部)*(?:为|达|保持|不低于|控制|提高|提升)")
# Headline figures that plans state without a verb: 实际使用外资12亿美元.
_INDICATOR = re.compile(r"\s?(?:实际(?:使用|利用|到位)外资|(?:招商)?到位(?:内|外)资|外资到位)(?:额|金额)?\s?")
_IMPROVES = frozenset({"提升", "提高"})


@dataclass(slots=True)
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


def choose(
    text: str, clause: Clause, amount: Amount, before: Before, right: int, previous: Found | None, around: Around
) -> str | None:
    """The name of the first rule that makes a target of the amount, or None.

    `right` is where the next amount of the clause begins, `previous` the quantity before, `around` what the sentence says.
    """
    if helped(text, clause, amount, right):
        return "moved"
    rule = _stated(amount, before) or _governed(text, clause, amount, before, right)
    if rule or before.governor is not None:
        return rule
    one = not amount.arabic and amount.size == 1
    if not one and amount.unit != "平方公里" and _moved(text, clause, amount, before, right):
        return "moved"
    return _bare(text, clause, amount, before, right, previous, around)


def _stated(amount: Amount, before: Before) -> str | None:
    """growth and reach: a word of these families touches the number or governs it."""
    governor = before.governor
    families = [w.compare.family for w in before.chain if w.compare]
    if "growth" in families and amount.kind == "count" and before.chain[0].text in _IMPROVES:
        return "count"
    if "growth" in families and (amount.kind != "count" or len(before.chain) == families.count("growth")):
        return "growth"
    if "reach" in families:
        return "reach"
    if governor is not None and governor.compare and not (governor.verb and governor.verb.basis):
        return "growth" if governor.compare.family == "growth" else "reach"
    return None


def _governed(text: str, clause: Clause, amount: Amount, before: Before, right: int) -> str | None:
    """count, and the two rules that a verb before the number does not stop."""
    governor = before.governor
    together = text[amount.start - 1 : amount.start] == "等" and amount.kind == "count"
    if together and governor and state_ahead(text, clause, amount, right):
        return "moved"
    if portion(text, amount, right) and (governor is None or governor.text in ("完成", "实现")):
        return "portion"
    return "count" if governor is not None and counts(clause, amount, governor) else None


def _moved(text: str, clause: Clause, amount: Amount, before: Before, right: int) -> bool:
    length = before.start - before.left if amount.kind in ("area", "measure") else 0
    things = amount.kind in ("count", "people") or ((amount.kind == "area" or amount.unit == "公里") and length < 4)
    reaches = things and state_ahead(text, clause, amount, right) is not None
    return reaches or pushed(text, clause, amount, before.left) or served(text, clause, amount, right)


def _bare(
    text: str, clause: Clause, amount: Amount, before: Before, right: int, previous: Found | None, around: Around
) -> str | None:
    """listed, bound and dated: no verb of its own."""
    compared = bool(amount.after or any(w.compare for w in before.chain))
    subject = noun_before(text, before.left, before.start, clause.words)
    length = subject[1] - subject[0]
    own = compared and amount.kind == "rate" and length >= 2
    if not own and previous is not None and _continues(text, clause, amount, before, right, previous):
        return "listed"
    if compared:
        return "bound" if length >= 2 else None
    dated = any(clause.start <= d <= clause.start + 4 and d < amount.start for d in around.dates)
    pledged = dated or bool(_PLEDGED.match(text, clause.start, amount.start)) or around.aimed
    if amount.kind == "money" and _INDICATOR.fullmatch(text, clause.start, amount.start):
        return "dated" if around.promised and _ITEM_END.match(text, amount.stop) else None
    return "dated" if pledged and length >= 3 and _ITEM_END.match(text, amount.stop) else None


def _continues(text: str, clause: Clause, amount: Amount, before: Before, right: int, previous: Found) -> bool:
    """Whether this amount is one more item of the list that `previous` belongs to."""
    if clause.bracket or any(w.verb and w.verb.state for w in clause.words if before.left <= w.start < amount.start):
        return False
    gap = text[previous.amount.stop : amount.start]
    if len(gap) > 40 or ("。" in gap and "其中" not in gap) or _NOT_LISTED.search(gap):
        return False
    tail = text[amount.stop : right]
    if right < clause.end and re.search(r"计划|完成|实现", tail) and not re.search(r"[、,]", tail):
        return False  # 217个项目完成投资5亿元: the things there are, not the promise
    if amount.kind == "count" and _READS.match(text, amount.stop, clause.end):
        return False  # 2个断面水质达标率为100%: whose rate it is
    if amount.kind in ("count", "people") or _ITEM_END.match(text, amount.stop):
        return True
    both = {amount.kind, previous.amount.kind} <= {"area", "measure"} and gap.endswith(("、", "和"))
    if (both or (amount.unit == previous.amount.unit and gap.endswith("、"))) and not _ITEM_END.match(
        text, previous.amount.stop
    ):
        return True  # 12公里步道、5公里骑行道
    item = re.split(r"[,;。、()]", text[amount.stop : amount.stop + 24], maxsplit=1)[0]
    return bool(FLOW.search(item))

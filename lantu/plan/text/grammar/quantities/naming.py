"""Which verb beside a number is part of the name of what is counted: 竣工项目, 通车里程, 绿化覆盖率, 危桥改造."""

from __future__ import annotations

import re

from lantu.plan.text.grammar.quantities.surroundings import Before
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import noun_before

Span = tuple[int, int]

_MEASURE = re.compile(r"(?:率|比例|比重|占比|时间|用时|时长|指数|得分)$")
_COUNTED = re.compile(r"(?:项目|里程|面积|活动|管网|工程)$")
_ALONE = re.compile(r"项目|活动|管网|\S{0,2}(?:里程|面积)")
# A verb that says which of the things are meant; 完成 and 建成 only say that they come to be.
# 降至 | 每千克 | 35元, 增加到 | 2026年的 | 7.2张, 高于 | 全省平均水平 | 1个百分点: these stand between, but name nothing.
NO_NAME = re.compile(r"每\S{1,4}$|20\d\d年的?$|全\S平均水平|免费$")
# Words that name a measure though a comparison begins with them: 基站 | 总数达到18万个.
MEASURED = ("总数", "增速", "增幅")
_SUMS = frozenset({"总数", "总量", "累计", "总规模"})
_COUNT = re.compile(r"\d+(?:个|项|条)")
_INVESTED = re.compile(r"(?:项目|工程|专项)$")
_TWO_COUNTS = re.compile(r"\d[^、]*、")
_RELATIVE = re.compile(r"(?:达到|符合|满足|具备|开设)[^,;。、()\d]{1,12}的[^,;。、()\d]{2,}")
_STATES = frozenset({"start", "complete", "operate"})
_BRINGS = frozenset({"完成", "建成", "启动", "投用", "基本建成", "全面完成", "全面建成"})
_OUTER = frozenset({"新增", "实施", "举办", "组织", "开展", "组织实施", "新增设"})
_WORKS = frozenset({"改造", "更新改造", "改造提升", "绿化", "放映", "建设", "治理", "修复", "培训", "整治"})


def run_of(text: str, clause: Clause, governor: Word, end: int) -> list[Word]:
    """The verbs that follow each other without a word between: 新增 | 开工 | 住房面积."""
    run = [governor]
    for word in clause.words:
        if word.start == run[-1].end and word.end <= end and word.verb and not word.compare:
            run.append(word)
    return run


def verb_in_name(text: str, clause: Clause, before: Before, between: Span, rule: str) -> Span | None:
    """The subject when a verb to the left of the number belongs to it, else None.

    `between` is the noun between the verb and the number, which may be empty.
    """
    governor = before.governor
    clausal = text.find("的", before.left, before.start) > 0
    relative = _RELATIVE.search(text, before.left, before.start) if clausal else None
    if relative and (governor is None or relative.start() <= governor.start) and between[1] <= relative.end():
        return relative.start(), between[1]
    if governor is None or governor.verb is None or governor.start < before.left:
        return None
    run = run_of(text, clause, governor, before.start)
    noun = text[slice(*between)]
    stateless = all(word.verb and word.verb.state is None for word in run)
    kept = _COUNTED.search(noun) or noun.startswith("(") if noun else stateless
    if len(run) > 1 and governor.text in _OUTER and kept:
        return run[1].start, between[1] if noun else run[-1].end
    if noun and _ALONE.fullmatch(noun) and _tells_which(run[-1]):
        return run[-1].start, between[1]
    owner = noun_before(text, before.left, governor.start, clause.words)
    if owner[1] - owner[0] < 2 or owner[1] != governor.start:
        return _with_short_noun(text, clause, before, between, rule)
    whole = noun_before(text, before.left, before.start, clause.words)
    if _MEASURE.search(text, *whole) and not _TWO_COUNTS.search(text, *whole):
        return whole
    works = [w for w in run if w.text in _WORKS]
    if not text[run[-1].end : before.start].strip() and works:
        return owner[0], works[-1].end
    return _until_last_verb(text, clause, before, owner) or _with_short_noun(text, clause, before, between, rule)


def _with_short_noun(text: str, clause: Clause, before: Before, between: Span, rule: str) -> Span | None:
    """城镇新增 | 就业, 早稻种植 | 面积: before a short noun the verb belongs to the name."""
    governor = before.governor
    if governor is None or rule != "count" or not 0 < between[1] - between[0] <= 2:
        return None
    if governor.text.startswith("新") and text[slice(*between)] != "就业":
        return None
    whole = noun_before(text, before.left, before.start, clause.words)
    alone = whole[0] < governor.start and not re.search(r"[各、]", text[whole[0] : governor.start])
    return whole if alone else None


def _tells_which(word: Word) -> bool:
    verb = word.verb
    return bool(
        verb and (verb.state in _STATES or verb.basis == "flow") and word.text not in _BRINGS and verb.word != "实现"
    )


def _until_last_verb(text: str, clause: Clause, before: Before, owner: Span) -> Span | None:
    """住宅加装电梯 | 完工220台: the last verb counts what all the words before it name."""
    governor = before.governor
    for word in clause.words:
        last = word.end <= before.start and not text[word.end : before.start].strip()
        if governor and last and word.start > governor.end and word.verb and word.verb.state:
            return owner[0], noun_before(text, before.left, word.start, clause.words)[1]
    return None


def thing_meant(text: str, before: Before, words: list[Word], subject: Span, earlier: Span, same_unit: bool) -> Span:
    """Whose sum it is when the subject names only a sum: 水运建设力争完成 | 投资60亿元, 总数突破160家.

    `earlier` is the subject of the quantity before in the sentence (empty when there is none), `same_unit` whether it
    counts the same.
    """
    noun = text[slice(*subject)]
    if noun in _SUMS:
        return earlier if same_unit and earlier[1] > earlier[0] else subject
    if noun != "投资" or before.governor is None:
        return subject
    start, end = noun_before(text, before.left, min(before.governor.start, subject[0]), words)
    counted = _COUNT.search(text, start, end)
    start = counted.end() if counted else start
    if end - start >= 3:
        return start, end
    return earlier if _INVESTED.search(text, *earlier) else subject

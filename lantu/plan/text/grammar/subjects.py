"""Which words are counted, measured or delivered."""

from __future__ import annotations

import re

from lantu.plan.text.grammar.scanning import Word

_LEAD = re.compile(r"(?:[\s、,:;。)]|并|和|及|与|将|的|要|把|使|让|其中|平均|累计|合计|总计|均|各|分别|共|力争|年末)+")
_TAIL = re.compile(
    r"(?:[\s、,:;。(]|要|将|均|都|各|累计|合计|总计|平均|共|力争|确保|也|再|分别|分别为|为|在|于|至|不断|进一步|的|数量|比|较|年均|同比|实现|保持|完成|新|全年|总数|约|增速|增幅)+$"
)
_STRIP_START = re.compile(
    r"(?:[(]?[\d一二三四五六七八九十]{1,3}[.、)](?!\d)|[\s、,:;。)\-—]|将|并|和|及|与|要|把|在|于|使|让|其中|再|是|以)+"
)
_NEXT_NUMBER = re.compile(r"[和及与]\s?(?:约|近|超|不少于)?[\d一二三四五六七八九十两]")
_BASELINE = re.compile(r"(?:由|从)[^,;。]{1,18}$|(?:比|较)20\d\d年$")
_ADVERBS = re.compile(
    r"(?:早(?=$)|尽早|上半年|下半年|[一二三四]季度|\d{1,2}月底前|年底|年内|年底前|正式|尽快|基本|全面|全部|加快|率先|实现|如期|按期|顺利|同步|陆续|早日|力争|确保|于|将|均|已|全线|建设|尽早|项目建设|完成|并|预计|计划|提前|按时序|按计划|按进度|的)+$"
)
_TRANSPARENT = frozenset({"effort", "future", "habit", "when"})
_LIGHT_VERBS = frozenset({"推进", "加快", "力争", "确保", "实现", "完成", "推动", "争取", "促成", "落实", "保持"})


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without punctuation and small words at its two ends."""
    lead = _STRIP_START.match(text, start, end)
    start = lead.end() if lead else start
    while start < end and text[end - 1] in " 、,:;。和及与":
        end -= 1
    return start, max(start, end)


def noun_before(text: str, start: int, end: int, words: list[Word]) -> tuple[int, int]:
    """The noun that ends at `end`: what is left of the stretch when promising words before it are taken away."""
    for word in words:
        light = word.kinds & _TRANSPARENT or word.text in _LIGHT_VERBS
        inner = word.start > start + 1 and not word.kinds & {"future", "when"} and word.text not in _LIGHT_VERBS
        if light and not inner and word.start >= start and word.end <= end and not text.startswith("的", word.end):
            start, end = (start, word.start) if word.end == end and word.start > start else (word.end, end)
    tail = _TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    baseline = _BASELINE.search(text, start, end)
    if baseline and baseline.start() > start + 1:
        end = baseline.start()
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    return trim(text, start, end)


def object_before(text: str, start: int, end: int, words: list[Word]) -> tuple[int, int]:
    """The thing a state verb at `end` speaks of: 推动X年底前基本 | 建成 -> X."""
    for word in words:
        if word.kinds & {"effort", "future"} and word.start >= start and word.end < end:
            rest = text[start : word.start].strip(" 、,")
            short = (len(rest) <= 2 or word.start - start <= 2) and rest not in ("工程", "项目")
            if short or _only_lead(rest):
                start = word.end
    for word in words:
        if "when" in word.kinds and start <= word.start and word.end <= end:
            if word.start - start <= 1:
                start = word.end
            elif _ADVERBS.fullmatch(text, word.end, end) or word.end == end:
                end = word.start
    adverbs = _ADVERBS.search(text, start, end)
    if adverbs:
        end = adverbs.start()
    return trim(text, start, end)


def _only_lead(rest: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:年内|年底前|全力|积极|加快|统筹|协同|配合|支持|继续|要|将|并|着力|确保|力争|全面|\d{4}年|今年|上半年|下半年|\S{0,3}月底前)*",
            rest,
        )
    )


def noun_after(text: str, start: int, end: int, stops: list[int]) -> tuple[int, int]:
    """The noun that begins at `start`, up to a list mark, a bracket, a conjunction with a verb, or `end`."""
    for stop in stops:
        if start < stop < end:
            end = stop
            break
    while start < end and text[start] in " 的":
        start += 1
    if text[start : start + 1] in ("、", "(") or _NEXT_NUMBER.match(text, start):
        return start, start
    return trim(text, start, end)

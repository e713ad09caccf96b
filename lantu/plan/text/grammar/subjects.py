"""Which words are counted, measured or delivered."""

from __future__ import annotations

import re

from lantu.plan.text.grammar.scanning import Word

# Small words before a name, unless they are the first half of a word: 和美乡村, 各类企业, 在孵企业, 共享泊位, 再保险业务.
_SMALL = (
    r"并(?![购网])|和(?![美谐平睦])|及(?!时)|与|将(?!军)|要(?![素闻])|把(?!手)|使(?!用)|让"
    r"|在(?![孵建校线园编册岗职读营产地])|再(?!生|就业|造|制造|保险|担保)|以(?![上下内外])|是|其中"
)
_LEAD = re.compile(
    rf"(?:[\s、,:;。)≥≤]|{_SMALL}|的|累计|合计|总计|均(?!衡)|各(?![类项个种级地界方村镇乡街区县市州校院])|分别|共(?![享建同有性])|力争|年末)+"
)
_TAIL = re.compile(
    r"(?:[\s、,:;。(≥≤<>=]|要|将|均|都|各|累计|合计|总计|平均|共|力争|确保|也|再|分别|分别为|为|在|于|至|不断|进一步|的|数量|(?<!占)比|较|年均|同比|实现|保持|完成|新|全年|(?<!签)约)+$"
)
_STRIP_START = re.compile(rf"(?:[(]?[\d一二三四五六七八九十]{{1,3}}[.、)](?!\d)|[\s、,:;。)\-—]|{_SMALL}|于)+")
_STRIPPED = frozenset(
    "并和及与将要把使让在再以是其于 \t\r\n\u3000、,:;。)-—(0123456789一二三四五六七八九十"
)  # signs _STRIP_START begins with
_NEXT_NUMBER = re.compile(r"[和及与]\s?(?:约|近|超|不少于)?[\d一二三四五六七八九十两]")
_BASELINE = re.compile(r"(?:由|从)[^,;。]{1,18}$|(?:比|较)(?:20\d\d年|上年|去年|上一年|上年同期|去年同期)$")
_ADVERBS = re.compile(
    r"(?:早(?=$)|尽早|上半年|下半年|[一二三四]季度|\d{1,2}月底前|年底|年内|年底前|正式|尽快|基本|全面|全部|加快|率先|实现|如期|按期|顺利|同步|陆续|早日|力争|确保|于|将|均|已|全线|建设|尽早|项目建设|主线|局部|点火|对外|秋季|完成|并|预计|计划|提前|按时序|按计划|按进度|的)+$"
)
_WHOSE_DAY = re.compile(r"于[^,;。、于\d]{2,6}$")  # 于甲区 | 四周年前完成
_BEFORE_YAO = ("主", "重", "需", "必", "纪", "摘")
_TRANSPARENT = frozenset({"effort", "future", "habit", "when"})
_LIGHT_VERBS = frozenset({"推进", "加快", "力争", "确保", "实现", "完成", "推动", "争取", "促成", "落实", "保持"})


# What may stand in front of a name: its size (总投资12亿元的甲路), a bracket (新开工(筹集)住房), those served (为老人免费理发).
_FRONT = re.compile(
    r"(?:计划总投资|总投资|投资|总规模|规模|占地|总?建筑面积|注册资本|概算)(?:约|超|达|为)?\d[^,;。的、]{0,12}"
    r"(?:、[^的、,;。]{2,16}){0,2}的(?=\S{3})"
    r"|\([^()]{1,8}\)(?=\S{2})|(?:区域|辖区)内|(?<=建)成(?=\S{2})|(?:全[市省区县镇年])?共(?=新增)|(?:企业)?规模的(?=\S{3})"
    r"|为[^,;。、]{2,10}?(?:(?=免费)|(?:提供|放映)(?=\S{2}))"
)
# A size behind it: 乙水厂(日供水2万吨), 丙绿道7.8公里.
_SIZE = re.compile(
    r"\([^()]*\d[^()]*\)$|(?<![等第\d.])\d[\d.]*(?:余|多)?万?(?:公里|千米|米|亩|公顷|平方米|平方公里|㎡|m2)$"
)
_END_WORD = re.compile(r"(?:等|(?:这一|的)?目标(?:任务)?)$")
_AMONG = re.compile(
    r"\S{2,}(?<![初中高优同平])等(?![级次\d]|(?:重[点大])?(?:项目|专项|工程|企业|单位|人员))(?=\S{2,}$)"
)
_BESIDES = re.compile(r"每[天日周月年]$|赴\S{2,}$")
_PERSON_WORKS = re.compile(r"(?<=[员生年者人力])(?:再|来\S{1,3}|成功)?(?:就业|创业)$")
_LEADING_VERB = re.compile(
    r"(?:提升|退出|优化|巩固|扶持|招收|保障|加固|树立|开展|建设|新评|实施|举办|承接好|做好|优先|引领成功|整备|(?:实际)?到位)"
    r"(?![性率量度房类型期区]|用地|项目|工程|计划|行动|中心|资金|面积|规模|里程|任务|标准|住房)(?=[^的]{2,}$)"
)
_NUMBER = re.compile(r"[\d.,%~-]+")
_ENDINGS = frozenset(")里米亩顷㎡2等标务业天日周月年")  # with which the words end that stand behind a name
_BRACKET = re.compile(r"[()《》“”「」]")
_OPENING, _CLOSING = "(《“「", ")》”」"


def name(text: str, start: int, end: int, counted: bool) -> tuple[int, int]:
    """The name alone in a subject found: without sizes, 等, 目标, a verb in front, or half a pair of brackets.

    Of things `counted` the kind is the name, not the examples of it: 超市、便利店等 | 商业网点.
    """
    front = _FRONT.match(text, start, end)
    start = front.end() if front else start
    ending = text[end - 1 : end] in _ENDINGS or text.find("赴", start, end) > 0
    for tail in (_SIZE, _END_WORD, _PERSON_WORKS, _BESIDES) if ending else ():
        found = tail.search(text, start, end)
        if found and found.start() >= start + 2:
            end = found.start()
    among = _AMONG.match(text, start, end) if counted and text.find("等", start, end) > 0 else None
    start = among.end() if among else start
    verb = _LEADING_VERB.match(text, start, end)
    start = verb.end() if verb else start
    start, end = trim(text, start, end)
    if _BRACKET.search(text, start, end):
        start, end = trim(text, *_paired(text, start, end))
    return (start, start) if _NUMBER.fullmatch(text, start, end) else (start, end)


def _paired(text: str, start: int, end: int) -> tuple[int, int]:
    """The span up to a bracket that nothing closes, and from behind one that nothing opens."""
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in _OPENING:
            opened.append(at)
        elif text[at] in _CLOSING:
            if opened:
                opened.pop()
            else:
                start = at + 1
    return start, opened[0] if opened else end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without punctuation and small words at its two ends."""
    if text[start : start + 1] in _STRIPPED:
        lead = _STRIP_START.match(text, start, end)
        start = lead.end() if lead else start
    while start < end and text[end - 1] in " 、,:;。和及与并且":
        end -= 1
    return start, max(start, end)


def _within_a_name(text: str, start: int, word: Word) -> bool:
    """主要指标, 人均预期寿命, 投资年度完成率: no word about promises or time, though it looks like one."""
    if word.text == "要":
        return text[word.start - 1 : word.start] in _BEFORE_YAO
    if word.text == "高标准":
        return text.startswith("农田", word.end)
    if word.text == "预期":
        return text.startswith("寿命", word.end)
    return word.text == "年度" and word.start >= start + 2


def noun_before(text: str, start: int, end: int, words: list[Word]) -> tuple[int, int]:
    """The noun that ends at `end`: what is left of the stretch when promising words before it are taken away."""
    for word in words:
        if _within_a_name(text, start, word):
            continue
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
    whose = _WHOSE_DAY.search(text, start, end)
    if whose and whose.start() > start + 2:
        end = whose.start()
    return trim(text, start, end)


def _only_lead(rest: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:年内|年底前|全力|积极|加快|统筹|协同|配合|支持|继续|要|将|并|着力|确保|力争|全面|\d{4}年|今年|上半年|下半年|\S{0,3}月底前)*",
            rest,
        )
    )


# What the counted things do or get begins here: 120家企业 | 全部接入平台, 为80所学校 | 配备设备.
_PREDICATE = re.compile(
    r"(?:全部|均已?|免费|安装|加装|接入|纳入|列入|配备|接种|赴|提供|更换|开展|实施|进行|来区|参加|享受|发放|开设|实现|完成|除险加固|规划落地|规划)(?=\S{2})(?![^,;。]{0,14}的)"
    r"|(?:除险加固|保护利用|保护提升|节能改造|混合所有制改革|规划|(?<=[库站所])建设)$"
)
EQUIPPED = re.compile(r"(?:具备|具有|拥有)[^,;。()\d]{2,24}的")
_OR = re.compile(r"\([^()\d]{1,2}\)")  # 村(社区)
AGED = re.compile(r"\s?\d{1,2}(?:[~-]\d{1,2})?周?岁")


def noun_after(text: str, start: int, end: int, stops: list[int], whole: bool = False) -> tuple[int, int]:
    """The noun that begins at `start`, up to a list mark, a bracket, a conjunction with a verb, or `end`.

    It ends before what the things do or get, unless the `whole` is asked for.
    """
    equipped = EQUIPPED.match(text, start, end)
    start = equipped.end() if equipped else start
    while start < end and text[start] in " 的":
        start += 1
    if text[start : start + 1] in ("、", "(") or _NEXT_NUMBER.match(text, start):
        return start, start
    for stop in stops:
        short = start < stop <= start + 2 and text[stop] == "、" and not re.search(r"[\d(]", text[stop:end])
        if start < stop < end and not short and not _OR.match(text, stop):
            end = stop
            break
    predicate = None if whole else _PREDICATE.search(text, min(start + 2, end), end)
    return trim(text, start, predicate.start() if predicate else end)

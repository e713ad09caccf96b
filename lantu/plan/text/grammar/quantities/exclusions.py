"""What a number is when it is not a target. Each check is one function with its name in `CHECKS`; the first that holds wins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.plan.text.grammar.figures.amounts import Amount
from lantu.plan.text.grammar.scanning import Clause, Word

# Nouns that end in an amount of money or goods: 10亿元以上交易规模 is a target, 10亿元以上项目 an attribute.
AMOUNT_NOUN = re.compile(
    r"(?:额|规模|收入|投资|产值|总值|值|量|贷款|融资|资金|支出|销售|目标|增速|增长|增幅|水平|速度|营收|税收|利润|成本)"
)
_WHOSE = re.compile(r"\s?的(?!目标|增速|增长|增幅|速度|水平|规模|任务|比例|占比|预期)")
_ABSTRACT = re.compile(
    r"(?:方面|环节|层面|维度|阶段|领域|方向|问题|\S{0,4}队伍|主线|底线|红线|现代化|战线|体系|率先|转变|意识|必须|坚持|统筹|高地|关键|层次|层级|月|确保|结合|原则|部分|不|格局|先行|维护|一|主题(?![展活讲演教党沙])|要素)"
)
_STATED_AS_FOUND = re.compile(
    r"(?:仅|只有|仅有|仅为|仅占|不足|尚有|约占|分布着|是指\S{0,12}|(?<!是)指(?![标数导引南挥定])\S{0,8}"
    r"|已(?:累计)?(?:达到?|压减|下降|增长|减少|提[高升]到?|超过|突破|完成|新增|建成))$"
)
_EACH = re.compile(
    r"(?:每|每个|每家|每人|每户|每新增|每年|每月|每季度|每季|每周|每半年|每日|每天|每引进|每增加|每亩|每次|每\S{1,4})$"
)
_WARD = re.compile(r"\s?[^,;。、]{0,4}(?:医院|楼|院区)")
_SIZE_BEFORE = re.compile(
    r"(?:[长宽高深]度约?|长|宽|高|深|距|厚|距离|直径|海拔|时速|约长|为期|历时|连续|近|最近|满|每|近期|前|后|跨|未来|今后|后续|不足|达产后|周岁|成立|间隔|滞后|沿线|周边)$"
)
_BASE_BEFORE = re.compile(r"(?:由|从|自)(?:\S{0,10}的)?$")
_BASE_AFTER = re.compile(r"[^,;。]{0,8}?(?:提|增|降|压|缩|扩|上升|下降|减|拓|升|延|变|至|到|精简|优化)")
_ENDS = re.compile(r"\s*(?:$|[,;:。、!?()\n]|和|及|与|或|目标|大关|关口|大?台阶|的目标)")
_CONDITION = re.compile(
    r"^\s*(?:对|凡|经|被|首次|当年)|(?:的|者)\s*$|的\S{0,6}(?:企业|项目|单位|个人|机构|人才|平台|园区|团队|产品)\s*$"
)
_REACHING_PEOPLE = frozenset({"惠及", "覆盖", "服务", "涉及"})
_RELATIVE = re.compile(r"(?:、[^,;。、]{2,16})*的(?!目标)\S")
_TROUBLE = re.compile(r"\s?的[^,;。、]{0,16}(?:问题|困难|难题)")  # 解决6万人的饮水安全问题
_CAPACITY = re.compile(
    r"(?:输气|输送|处理|供水|供气|供热|生产|发电|储存|吞吐|运输|设计|通行|年|日)\S{0,4}(?:能力|量|产能)(?:约|达)?$"
)
_IF_GIVEN = re.compile(
    r"\s?(?:对|凡)[^;。]*?的[^,;。]{0,16}(?:企业|项目|单位|个人|机构|人才|平台|团队|主体),[^;。]*(?:扶持|支持|安排|兑现|优惠|享受)"
)
_TOWARDS = re.compile(r"(?<![加大面针应结相反核校])对(?![外接标口比照])")  # 对…的企业, not 加大对…力度, 对接
_AT_WORK = re.compile(r"就业|创业|转移|脱贫|增收|参保|上岗|落户")
# 消费券发放额度为800万元: the frame of a subsidy.
_FRAME = re.compile(r"(?:额度|标准|限额|总额|预算)(?:共?为|是|共计)$")
_PROJECTED = re.compile(
    r"(?:建成|投产|达产|完成|投用|运营|投运)后|^预计|可达|将带动|可实现|可带动|,\s?预计(?:可|将|覆盖|带动|惠及|受益)"
)
_NAMED_BY_SIZE = re.compile(r"[^,;。、]{0,10}(?:基地|项目|工程|装置|气田|油田|粮仓|产业园|园区|产能)")
_STATED = ("reach", "growth", "bound")


@dataclass(slots=True)
class Scene:
    """What surrounds an amount: the folded text, its clause, words in the whole sentence, and what was found to govern it."""

    text: str
    clause: Clause
    sentence_words: list[Word]
    amount: Amount
    family: str
    rule: str
    governor: Word | None
    policy: bool
    promised: bool
    sentence_start: int

    @property
    def before(self) -> str:
        """Up to 16 characters before the amount, in its clause."""
        return self.text[max(self.clause.start, self.amount.start - 16) : self.amount.start].rstrip(" ")

    @property
    def rest(self) -> str:
        """Up to 24 characters behind the amount and its comparator, in its clause."""
        return self.text[self.amount.stop : min(self.clause.end, self.amount.stop + 24)]


def _is_unlikely_unit(scene: Scene) -> bool:
    kind, amount = scene.amount.kind, scene.amount
    if kind == "year":
        return True
    if amount.unit == "期" and amount.size < 5 and scene.family not in ("reach", "bound"):
        return True  # 建设1期
    if kind in ("fee", "score", "index"):
        return scene.family not in ("reach", "bound")
    if kind == "time":
        return (
            scene.family not in _STATED
            or amount.unit in ("年", "月")
            or (amount.unit == "岁" and scene.family != "reach")
        )
    if amount.unit in ("条", "项") and re.match(r"\s?(?:政策|措施|举措|改革举措)", scene.rest):
        return True  # 落实30条政策措施: the size of a policy
    named = scene.governor is not None and scene.governor.verb is not None and scene.governor.verb.state == "publish"
    if amount.unit == "条" and not amount.arabic and named and _ENDS.match(scene.rest):
        return True  # 新十条: the name of a policy
    return amount.unit in ("期", "届", "级", "篇", "类", "种", "度") and not amount.arabic


def _is_found(scene: Scene) -> bool:
    """A finding, not a promise: 占比仅为18%, 只有3家, 已压减98%."""
    return bool(_STATED_AS_FOUND.search(scene.before))


def _is_projected(scene: Scene) -> bool:
    """What a project will bring once it stands (建成后年产值可达…) is no promise of this plan."""
    return bool(_PROJECTED.search(scene.text[scene.sentence_start : scene.amount.start].lstrip()))


def _is_each(scene: Scene) -> bool:
    if scene.family == "reach" and scene.amount.after:
        return False
    return bool(_EACH.search(scene.before)) or (
        scene.amount.kind == "money" and scene.text.startswith("/", scene.amount.end)
    )


def _is_leader(scene: Scene) -> bool:
    """以10件实事为引领: a means, not an end."""
    return scene.before.endswith("以") and "为" in scene.rest


def _is_baseline(scene: Scene) -> bool:
    tail = scene.text[scene.amount.end : scene.clause.end]
    return bool(_BASE_BEFORE.search(scene.before)) and bool(_BASE_AFTER.match(tail))


def _is_abstract(scene: Scene) -> bool:
    small = not scene.amount.arabic and scene.amount.size < 10
    return (small or scene.governor is None) and scene.amount.kind == "count" and bool(_ABSTRACT.match(scene.rest))


def _is_size(scene: Scene) -> bool:
    if scene.family in _STATED[:2]:
        return False
    if scene.amount.unit == "床" and _WARD.match(scene.rest):
        return True  # 900床综合医院
    if _SIZE_BEFORE.search(scene.before) and scene.amount.kind in ("measure", "area", "time"):
        return True
    if scene.amount.kind == "measure" and _CAPACITY.search(scene.before) and not _ENDS.match(scene.rest):
        return True  # 年输气量2亿方门站
    if scene.amount.rough and scene.amount.kind in ("measure", "area") and _NAMED_BY_SIZE.match(scene.rest):
        return True  # 千亿立方米天然气基地
    near = [w for w in scene.clause.words if "attribute" in w.kinds and w.end <= scene.amount.start]
    between = scene.text[near[-1].end : scene.amount.start] if near else ""
    if near and len(between) <= 4:
        verb = scene.governor
        touches = verb is not None and verb.end == near[-1].start and "effort" not in verb.kinds
        offered = verb is not None and scene.family == "bound" and _ENDS.match(scene.rest) and not scene.policy
        return not (touches or offered)  # 推介重点项目总投资不低于500亿元
    return False


def _is_whose(scene: Scene) -> bool:
    """10亿元的项目, 100人以上的企业: the number describes the noun that follows."""
    if scene.rule == "portion":
        return False
    governor = scene.governor.text if scene.governor is not None else ""
    if governor in _REACHING_PEOPLE and _RELATIVE.match(scene.rest):
        return True  # 抓好惠及120万人、灌溉35万亩的工程
    if governor == "实现" and scene.amount.kind == "people" and scene.amount.after and not _AT_WORK.search(scene.rest):
        return not _ENDS.match(scene.rest)  # 实现1000人以上行政村…: which villages
    if governor == "解决" and _TROUBLE.match(scene.rest):
        return False
    if _WHOSE.match(scene.rest):
        return not (scene.family in ("growth",) and scene.governor is not None)
    if scene.amount.kind not in ("money", "rate", "time") or _ENDS.match(scene.rest):
        return False
    head = re.split(r"[,;。、()]", scene.rest, maxsplit=1)[0]
    return scene.amount.kind == "money" and not AMOUNT_NOUN.search(head) and scene.family != "growth"


def _is_subsidy(scene: Scene) -> bool:
    """Money given, and whom it is given to. In a plan the condition must be plain: 对…的, before the money."""
    if scene.amount.kind in ("money", "fee") and _FRAME.search(scene.before):
        return True
    words = [w for w in scene.sentence_words if "subsidy" in w.kinds]
    if not words or _comes_first(scene, words):
        return False
    amount, clause = scene.amount, scene.clause
    stated = scene.family in ("growth", "reach") and not scene.policy
    before = [w for w in words if w.start < amount.start and not (stated and w.start <= clause.start)]
    beside = any(clause.start <= w.start < clause.end for w in words)
    opening = scene.text[scene.sentence_start : scene.sentence_start + 14]
    condition = (
        _TOWARDS.search(opening) is not None or _CONDITION.search(scene.text[clause.start : clause.end]) is not None
    )
    if condition and not scene.policy and _is_counted_first(scene, words):
        return False
    if condition or (scene.policy and len(before) < len(words)):
        return True
    if amount.kind not in ("money", "rate", "fee", "time"):
        return scene.policy
    paid = scene.governor is not None and scene.governor.text in _PAYS
    large = paid and not scene.policy and amount.kind == "money" and amount.size >= 10_000_000
    return bool(before or beside) and not large


def _comes_first(scene: Scene, words: list[Word]) -> bool:
    """对12条支路实施改造,对困难家庭给予补助: a promise of its own before the clause that gives."""
    return scene.rule == "moved" and not scene.policy and all(w.start >= scene.clause.end for w in words)


def _is_counted_first(scene: Scene, words: list[Word]) -> bool:
    """扶持100个…的项目,在贷款等方面给予扶持: what the sentence begins with is counted, what is given comes after."""
    verb = scene.governor
    begins = verb is not None and verb.end == scene.amount.start and verb.start - scene.clause.start <= 8
    return begins and scene.amount.kind in ("count", "people") and all(w.start >= scene.clause.end for w in words)


_PAYS = ("发放", "兑现", "投放", "完成", "争取", "募集", "筹集", "新增", "筹措", "减免", "落实")


def _is_entry(scene: Scene) -> bool:
    """Who may have the money: 对贡献达到50万元的企业,可按…扶持; 注册资本不低于…"""
    given = _IF_GIVEN.match(scene.text, scene.sentence_start)
    if given and scene.amount.kind in ("money", "rate"):
        return True
    return any("entry" in w.kinds and w.start < scene.amount.start for w in scene.sentence_words)


def _per_head(scene: Scene, stock: Word) -> bool:
    """每万人发明专利拥有量, 每百名老人拥有床位: an indicator that has its people in the name."""
    return stock.text == "拥有" and "每" in scene.text[max(scene.clause.start, stock.start - 14) : stock.start]


def _is_stock(scene: Scene) -> bool:
    stock = [
        w for w in scene.clause.words if "stock" in w.kinds and w.end <= scene.amount.start and not _per_head(scene, w)
    ]
    if not stock:
        return False
    reached = scene.family in ("reach", "growth") or (
        scene.governor is not None and scene.governor.start > stock[-1].end
    )
    return not reached


def _is_cap(scene: Scene) -> bool:
    capped = scene.amount.after == "<=" or any(
        w.compare and w.compare.comparator == "<=" and w.compare.family == "bound" and w.end >= scene.amount.start - 2
        for w in scene.clause.words
        if w.end <= scene.amount.start
    )
    return capped and scene.amount.kind == "money" and scene.family != "reach"


def _is_unpromised(scene: Scene) -> bool:
    """In a text of policies a number is a promise only where the sentence says so (力争, 到2025年, 年底前)."""
    return scene.policy and not scene.promised


CHECKS = {
    "unit": _is_unlikely_unit,
    "found": _is_found,
    "projected": _is_projected,
    "each": _is_each,
    "leader": _is_leader,
    "baseline": _is_baseline,
    "abstract": _is_abstract,
    "size": _is_size,
    "attribute": _is_whose,
    "subsidy": _is_subsidy,
    "entry": _is_entry,
    "stock": _is_stock,
    "cap": _is_cap,
    "policy": _is_unpromised,
}


def excluded(scene: Scene) -> str | None:
    """The name of the first reason why this amount is no target, or None."""
    return next((name for name, holds in CHECKS.items() if holds(scene)), None)

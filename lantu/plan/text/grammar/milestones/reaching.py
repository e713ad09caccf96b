"""Milestones: a named thing and the state it gets to.

deliver  a verb and its object                 印发《…方案》, 完成…改造, 举办…论坛
arrive   an object and its verb                …大桥建成通车, …项目开工
strive   争取 and what others are to grant      争取…试点, 争取…纳入…规划
pass     通过 and the test passed               通过…复审
equip    具备…条件                             泵站具备通水条件
cover    实现…全覆盖 or …全部实现…化
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.plan.text import State
from lantu.plan.text.grammar.figures.amounts import amounts
from lantu.plan.text.grammar.milestones.grouping import RANK, Group, groups
from lantu.plan.text.grammar.milestones.objects import SPECIFIC, a_thing, lands, named, state_with
from lantu.plan.text.grammar.scanning import Clause, Word
from lantu.plan.text.grammar.subjects import object_before, trim

_NOT_BEFORE = frozenset("未拟不被待所已曾经若需再")
_OPENERS = re.compile(
    r"(?:以(?!工代赈)|按照|围绕|针对|依托|通过|根据|结合|随着|聚焦|对标|坚持|为(?!民)|利用|运用|发挥|借助|瞄准|紧扣|立足"
    r"|经(?![济开贸])|凡|如(?![期皋东])|对(?![接外口]))"
)
_FOLLOW = re.compile(r"^(?:并|和|及)\S{0,5}?(?:落实|实施|组织实施|执行|用好|推广)")
_PLACE_AFTER = re.compile(r"^\S{0,10}(?:区|市|县|镇|乡|园|城|港|省|州|街道|基地|高新|经开|本地|全|片|湾|岛)$")
_WORK_AFTER = re.compile(
    r"^(?:增效|达效|见效|提效|目标|工作|任务|条件|准备|手续|前期|后|前|率|情况|仪式|等|进度|以来|时|期间|效率|(?:机制|面积|规模|数|量|项目|企业)$)"
)
# 正式挂牌 | 运行: what the thing does from then on is not its object.
_RUNS = re.compile(r"(?:正式)?(?:运行|运营|运作)$")
_STEP = re.compile(r"(?:装修|选址|设计|施工图|协议|合同|手续|布展|入驻|审批|评审|勘察|招标|前期工作)$")
_STRIVEN = re.compile(r"(?:试点|资格|牌照|授牌|称号|立法权|示范区|先行区|示范城市|先导区|试验区)$")
_INTO = re.compile(r"(?:将|把)?(?P<thing>\S{3,}?)?(?:纳入|列入)\S{3,}$")
_PASS = re.compile(r"(?P<thing>\S{0,20}?)通过(?P<test>\S{2,16}(?:验收|评审|认证|评估|复核|复审|考核|审查|评定))$")
_EQUIP = re.compile(r"(?:基本)?具备\S{2,8}条件$")
_COVER = re.compile(r"实现(?P<a>\S{2,24}?)全覆盖$|(?P<b>\S{4,20})全部实现\S{2,8}化$")
_OWNER = re.compile(r"[A-Za-z0-9站厂路桥园区院馆校期目程线心村镇]$")
_OPENED = re.compile(r"[馆园心地场街区廊厅湖岛塔]$")
CUES = re.compile(r"争取|力争|通过|具备|实现")
_SUBSIDY = frozenset({"给予", "予以", "奖励", "补助", "补贴", "资助", "奖补", "贴息"})
_RULES_MADE = re.compile(r"制定|出台|印发|修订|发布|设立")
_REWARDED = re.compile(r"的,?(?:分别)?(?:给予|予以|奖励|补助|补贴|资助)")
_WITHIN_DAYS = re.compile(r"(?:工作日|小时|天|分钟)(?:之?内)")
_DONE_BEFORE = re.compile(r"[的了]|过(?![江河海境街路])")
_ANNOUNCED = re.compile(r"\s?(?:现|特|现将|特此)$")
# What forbids the deed, or speaks of what it is good for: 严禁新设…, 资金用于…设立.
_NOT_MEANT = re.compile(r"严禁|禁止(?!类)|不得|杜绝|用于|用来|有利于|有助于|帮助")
# Those whose own doing is spoken of: 推动规上企业设立研发机构.
_OTHERS = re.compile(
    r"(?:企业|单位|高校|院校|学校|机构|农户|商户|主体|力量|家庭|人才|学生|群众|居民|个人|毕业生|劳动者)$"
)
_SETTLERS = re.compile(
    r"(?:人才|毕业生|人员|群众|居民|人口|家庭|学生|青年|子女)(?:在|的)?$"
)  # 落户 of persons: a register
_ROADS = re.compile(r"[A-Za-z0-9路道桥线段环隧洞渠河廊网铁间程号]$")
_TOGETHER = re.compile(r"[^、]{0,30}、[^、]{0,30}共计?\d")  # 启动甲、完成乙共6台: the number speaks for both
_NAMELESS = frozenset({"项目", "工程", "该项目", "该工程"})
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千万亿〇")

Span = tuple[int, int]


@dataclass(slots=True)
class Reached:
    """A milestone found: span of quote and subject, state, rule, and where its verb stands."""

    start: int
    end: int
    subject: Span
    state: State
    rule: str
    verb: int
    heir: Span | None = None  # what later clauses without a name of their own speak of, where that is not the subject

    @property
    def meant(self) -> Span:
        """The thing that a later clause without a name of its own speaks of."""
        return self.heir or self.subject


@dataclass(slots=True)
class Near:
    """What a clause stands beside: spans of its quantities, the milestone before it in the sentence and in the stretch,
    and whether the clause names a date."""

    taken: list[Span]
    previous: Reached | None
    spoken: Reached | None
    dated: bool


class Milestones:
    """The milestones of a clause, given what quantities took already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _procedural(self, clause: Clause, words: list[Word]) -> bool:
        """Steps of a procedure (5个工作日内完成审核) and conditions of money given are nobody's milestones."""
        body = self.text[clause.start : clause.end]
        paid = any(w.text in _SUBSIDY for w in words)
        if paid and not (_RULES_MADE.search(body) and not _REWARDED.search(body)):
            return True
        return _WITHIN_DAYS.search(body) is not None

    def may_hold(self, clause: Clause) -> bool:
        """Whether a clause has a word that a milestone needs: most have none, and this is quickly seen."""
        return clause.states or CUES.search(self.text, clause.start, clause.end) is not None

    def of_clause(self, clause: Clause, near: Near, words: list[Word]) -> list[Reached]:
        """What one clause promises; `words` are those of its sentence."""
        found = self._all_of(clause, near)
        return [] if found and self._procedural(clause, words) else found

    def _all_of(self, clause: Clause, near: Near) -> list[Reached]:
        text, found = self.text, []
        verbs = groups(text, clause)
        named_for = verbs and text.find("具备", clause.start, clause.end) >= 0
        equipped = named_for and _EQUIP.search(text, clause.start, trim(text, clause.start, clause.end)[1])
        if equipped:  # 具备开通条件: what it is for
            verbs = [v for v in verbs if v.end <= equipped.start()]
        opener = text[clause.start : clause.end].lstrip()
        if _OPENERS.match(opener) and len(verbs) < 2 and not re.search(r"力争|确保", opener):
            return self._without_verb(clause, bool(verbs), near)
        left, previous = clause.start, near.previous
        for i, group in enumerate(verbs):
            right = verbs[i + 1].start if i + 1 < len(verbs) else clause.end
            nominal = i > 0 and self._nominal(clause, verbs[i - 1], group)
            together = bool(near.taken) and _TOGETHER.match(text, group.end, clause.end) is not None
            taken = nominal or any(
                (s < group.end and group.start < e) or (s > group.end and together) for s, e in near.taken
            )
            made = (
                None
                if taken or self._denied(clause, group)
                else self._reached(clause, group, left, right, previous, near)
            )
            if made:
                made = self._with_heir(made, previous or near.spoken)
                found.append(made)
                previous = made
            left = max(group.end, made.end) if made else group.end
        return found or self._without_verb(clause, bool(verbs), near)

    def _with_heir(self, made: Reached, elder: Reached | None) -> Reached:
        """A design, a site or an agreement is a step on the way of the thing spoken of before."""
        step = _STEP.search(self.text, *made.subject)
        return replace(made, heir=elder.meant) if step and elder and made.rule == "deliver" else made

    def _nominal(self, clause: Clause, first: Group, second: Group) -> bool:
        """开展园区认定: the second verb is part of the first one's object."""
        between = self.text[first.end : second.start]
        pushed = any(first.end <= w.start < second.start and w.kinds & {"effort", "when"} for w in clause.words)
        return bool(between) and not pushed and first.side != "before" and not re.search(r"[并、且,”》]", between)

    def _denied(self, clause: Clause, group: Group) -> bool:
        text = self.text
        not_meant = group.start > clause.start and text[group.start - 1] in _NOT_BEFORE
        announced = _ANNOUNCED.match(text, clause.start, group.start)  # 现制定…工作要点: the document that says so
        kind = text.startswith("项目", group.end) and group.state in RANK  # 竣工项目: which projects
        forbidden = _NOT_MEANT.search(text, clause.start, group.start)
        if not_meant or announced or kind or forbidden or _DONE_BEFORE.match(text, group.end):
            return True
        left = [w for w in clause.words if w.end <= group.start and w.kinds & {"effort", "support", "habit"}]
        if not left:
            return False
        if "support" in left[-1].kinds and "effort" not in left[-1].kinds:
            return True
        return "habit" in left[-1].kinds and group.start - left[-1].end <= 1

    def _reached(
        self, clause: Clause, group: Group, left: int, right: int, previous: Reached | None, near: Near
    ) -> Reached | None:
        text = self.text
        before = object_before(text, left, group.start, clause.words)
        listed = text[group.end : group.end + 1] == "、"
        after = trim(text, group.end, group.end if listed else self._object_end(clause, group, right))
        rest = text[after[0] : after[1]]
        runs = group.side == "either" and _RUNS.match(rest)
        if group.side != "before" and rest and not runs and not (group.side == "either" and _WORK_AFTER.match(rest)):
            if any(after[0] <= s < after[1] for s, _ in near.taken):
                return None
            return self._deliver(group, before, after)
        placed = runs or (group.text[:2] in ("落地", "落户") and _PLACE_AFTER.match(rest))
        if group.side == "after" or (rest and not placed):
            return None
        thing = text[before[0] : before[1]]
        if not thing and (near.dated or (previous and len(group.text) > 2)):
            subject = (previous or near.spoken).meant if previous or near.spoken else (group.start, group.start)  # type: ignore[union-attr]
            return Reached(group.start, group.end, subject, group.state, "arrive", group.start)
        if near.spoken is not None and text[before[1] : before[1] + 1] == "并" and len(thing) >= 4:
            # 确定学院选址并正式 | 启动建设: the words before 并 are a sentence of their own
            return Reached(before[0], group.end, near.spoken.meant, group.state, "arrive", group.start)
        hastened = thing == "项目" and text.endswith(("加快", "促进", "推动", "推进", "加速"), 0, before[0])
        if thing in _NAMELESS and not hastened and (near.spoken is not None or near.dated):
            subject = near.spoken.meant if near.spoken else before
            return Reached(before[0], group.end, subject, group.state, "arrive", group.start)
        fits = _OPENED if group.text in ("开放", "对外开放") else _ROADS if group.text == "贯通" else None
        if fits and not (near.dated or fits.search(thing)):
            return None
        if not named(thing) or not a_thing(thing) or (group.text.startswith("落地") and not lands(thing)):
            return None
        if group.text == "落户" and (len(thing.rsplit("、", 1)[-1]) < 4 or _SETTLERS.search(thing)):
            return None
        return Reached(before[0], max(group.end, after[1]), before, group.state, "arrive", group.start)

    def _object_end(self, clause: Clause, group: Group, right: int) -> int:
        """An object ends before the conjunction that leads to the next verb, or with the clause."""
        text = self.text
        if right == clause.end:
            next_verb = [w for w in clause.words if w.start > group.end + 2 and text[w.start - 1] == "并"]
            return next_verb[0].start - 1 if next_verb else right
        joint = max(text.rfind("并", group.end, right), text.rfind("且", group.end, right))
        if joint > group.end and len(text[joint:right]) <= 8:
            return joint
        cut = right
        while cut > group.end and text[cut - 1] in "、和及":
            cut -= 1
        if cut < right or text[cut - 1] in "”》":
            return cut
        efforts = [w for w in clause.words if group.end < w.start < right and text[w.start - 1] in "并且、"]
        return efforts[0].start - 1 if efforts else clause.end

    def _deliver(self, group: Group, before: Span, after: Span) -> Reached | None:
        text = self.text
        follow = _FOLLOW.match(text[after[0] : after[1]])
        inner = (after[0] + follow.end(), after[1]) if follow else after
        thing = text[inner[0] : inner[1]]
        state = state_with(group.state, group.text, thing)
        first = amounts(text, inner[0], min(inner[1], inner[0] + 8))[:1] if thing[:1] in _NUMERALS else []
        if state is None or (first and first[0].start == inner[0] and first[0].kind != "year"):
            return None
        subject, start = self._bare(inner, state), group.start
        if thing in ("方案", "细则", "意见") and group.text.endswith("实施"):
            subject = inner[0] - 2, inner[1]  # 印发 | 实施方案
        led = text[before[0] : before[1]]
        if "建成" in group.text and "把" in text[max(0, before[0] - 2) : before[1]]:
            return None  # 把农业建成现代化大产业
        if state in ("establish", "hold", "publish") and _OTHERS.search(led) and not SPECIFIC.search(led + thing):
            return None
        owned = group.text == "完成" and len(led) >= 4 and named(led, 4) and _OWNER.search(led)
        if owned or (group.text.endswith("为") and len(led) >= 2):  # …镇创建为…乡镇
            subject, start = before, before[0]
        return Reached(start, after[1], subject, state, "deliver", group.start)

    def _bare(self, subject: Span, state: State) -> Span:
        """完成X建设, 启动X建设: X is the thing."""
        start, end = subject
        tail = re.search(r"建设(?:工作)?$", self.text[start:end]) if state in ("start", "complete") else None
        return (start, start + tail.start()) if tail and tail.start() > 3 else subject

    def _without_verb(self, clause: Clause, verbs: bool, near: Near) -> list[Reached]:
        """strive, pass, equip and cover: states without a verb of the tables."""
        if verbs or near.taken or not CUES.search(self.text, clause.start, clause.end):
            return []
        if any(w.kinds & {"support", "habit"} for w in clause.words):
            return []
        text = self.text
        start, end = trim(text, clause.start, clause.end)
        body = text[start:end]
        strive = next((w for w in clause.words if w.text in ("争取", "积极争取", "力争")), None)
        if strive:
            granted = trim(text, strive.end, end)
            into = _INTO.match(text[granted[0] : granted[1]])
            if into and named(into["thing"] or "它的名"):
                start, end = into.span("thing")
                subject = (granted[0] + start, granted[0] + end) if end > start else granted
                return [Reached(granted[0], granted[1], subject, "approve", "strive", strive.start)]
            if _STRIVEN.search(text[granted[0] : granted[1]]) and granted[1] - granted[0] >= 5:
                return [Reached(strive.start, granted[1], granted, "approve", "strive", strive.start)]
        passed = _PASS.search(body) if "通过" in body else None
        if passed:
            thing = object_before(text, start, start + passed.start("test") - 2, clause.words)
            subject = thing if thing[1] > thing[0] else (start + passed.start("test"), end)
            return [
                Reached(min(subject[0], start + passed.start("test") - 2), end, subject, "approve", "pass", subject[0])
            ]
        equip = _EQUIP.search(body) if "具备" in body else None
        if equip:
            thing = object_before(text, start, start + equip.start(), clause.words)
            if named(text[thing[0] : thing[1]]):
                return [Reached(thing[0], end, thing, "complete", "equip", start + equip.start())]
        return self._covered(clause, start, end)

    def _covered(self, clause: Clause, start: int, end: int) -> list[Reached]:
        text = self.text
        cover = _COVER.search(text[start:end]) if "实现" in text[start:end] else None
        if not cover:
            return []
        verb = start + cover.start()
        if cover["a"]:
            thing = trim(text, start + cover.start("a"), start + cover.end("a"))
            return [Reached(verb, end, thing, "complete", "cover", verb)] if named(text[slice(*thing)]) else []
        thing = object_before(text, start + cover.start("b"), start + cover.end("b"), clause.words)
        return [Reached(thing[0], end, thing, "complete", "cover", verb)] if named(text[slice(*thing)]) else []

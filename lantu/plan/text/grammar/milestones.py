"""Milestones: a named thing and the state it gets to.

deliver  verb and object       印发《…方案》, 完成…改造, 举办…论坛
arrive   object and verb       …大桥建成通车, …项目开工
strive   争取 and what is to be granted   争取…试点
equip    具备…条件             泵站具备通水条件
cover    实现…全覆盖 / …全部实现…化
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.plan.text import State
from lantu.plan.text.grammar.amounts import amounts
from lantu.plan.text.grammar.scanning import Clause, inside
from lantu.plan.text.grammar.subjects import object_before, trim

DOCUMENT = re.compile(
    r"(?:方案|办法|意见|措施|举措|规划|计划|政策|细则|条例|规定|标准|规范|指南|指引|清单|目录|文件|要点|导则|白皮书|蓝皮书|报告|规则|章程|准则|制度|指标体系|路线图|图|预案|规程|手册|条|策|法规|书|指数|负面清单|协议|》|”|名录|台账|体系|机制)"
)
INSTITUTION = re.compile(
    r"(?:专班|中心|库|基地|站|联盟|平台|基金|公司|集团|委员会|办公室|小组|实验室|研究院|学院|联合体|点|大厅|工作室|法庭|银行|学校|医院|协会|专区|窗口|园|馆|局|院|所|分会|试验区|示范区|队伍|队|档案|清单|目录|台账|名录|数据库|系统|网络?|办法|细则|日|公司等|服务专员机制|”机制)$"
)
EVENT = re.compile(
    r"(?:试点|普查|清查|比赛|大赛|赛事|活动|行动|周|节|论坛|大会|峰会|展|博览会|培训|测算|评估|评选|表彰|排查|试验|演练|体检|调查|审计|计划|招聘会|推介会|对接会|整治|督查|巡察|考核|监测|审查|清理|申报|直采|交易)(?:等?\S{0,6})$"
)
_NEVER = re.compile(
    r"^(?:一批|更多|各类|各项|新一批|若干|一系列|有关|相关)(?!\S*等)|^重点\S{0,8}项目$|^重大\S{0,8}项目$"
)
_GENERIC = re.compile(
    r"^(?:重大项目|重点项目|重大产业项目|重点产业|优质项目|新一批|相关|有关|一系列|若干|招商|企业|项目|工作|各部门|各单位|各地|各镇|各级|所有|条件成熟|\S{0,8}的)"
)
_GENERIC_WHOLE = re.compile(
    r"(?:加快|重大|重点|优质|一批|产业|外资|创新|基础设施|民生|工程|招商|大|好|高质量|在建|签约|续建|新建|储备|政策|措施|目标|任务|各项|工作|年度|所有|主要|指标|改革|\S{0,2}项目|试点|建设|既定|全部|阶段性)+"
)
_SPECIFIC = re.compile(r"[A-Za-z0-9“《\"]|等|、|号|期|首|第")
_NOT_BEFORE = frozenset("未拟不被待所已曾经若需再")
_TASK = re.compile(
    r"^(?:好|各项|年度|全年|上级|既定|目标|任务|指标|省市|工作|重点|约束性|各类|主要|预期|阶段性|\S{0,8}(?:目标任务|各项任务|指标任务|年度任务|工作任务|目标|任务)$)"
)
_ABSTRACT_END = re.compile(
    r"(?:高地|格局|生态|机制|体系|网络|环境|氛围|模式|优势|合力|态势|局面|链条|集群|标杆|样板|名片|品牌|闭环|中心城市|强市|强县|强省|社会|小康社会|能力|文化|意识|作用)$"
)
_OPENERS = (
    "以",
    "按照",
    "围绕",
    "针对",
    "依托",
    "通过",
    "根据",
    "结合",
    "随着",
    "聚焦",
    "对标",
    "坚持",
    "为",
    "利用",
    "运用",
    "发挥",
    "借助",
    "瞄准",
    "紧扣",
    "立足",
    "经",
    "凡",
    "对于",
    "如",
)
_JOINS = re.compile(r"\s?(?:并|和|及|、|且|并正式|后|即)?(?:正式|全面|同步)?\s?")
_FOLLOW = re.compile(r"^(?:并|和|及)\S{0,5}?(?:落实|实施|组织实施|执行|用好|推广)")
_PLACE_AFTER = re.compile(r"^\S{0,10}(?:区|市|县|镇|乡|园|城|港|省|州|街道|基地|高新|经开|本地|全|片|湾|岛)$")
_WORK_AFTER = re.compile(
    r"^(?:目标|工作|任务|条件|准备|手续|前期|后|前|率|情况|仪式|等|进度|以来|时|期间|效率|(?:机制|面积|规模|数|量|项目|企业)$)"
)
_STRIVEN = re.compile(r"(?:试点|资格|牌照|授牌|称号|立法权|示范区|先行区|示范城市|先导区|试验区)$")
_RANK = {"start": 0, "topped_out": 1, "complete": 2, "operate": 3}


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone found: span of quote and subject, state, rule, and where its verb stands."""

    start: int
    end: int
    subject: tuple[int, int]
    state: State
    rule: str
    verb: int


@dataclass(frozen=True, slots=True)
class Group:
    """State verbs that touch (竣工投用, 制定并发布): one state, the furthest."""

    start: int
    end: int
    state: State
    side: str
    text: str


def groups(text: str, clause: Clause, names: list[tuple[int, int]]) -> list[Group]:
    """The state verbs of a clause, joined where they touch."""
    made: list[Group] = []
    for word in clause.words:
        verb = word.verb
        if verb is None or verb.state is None or inside(names, word.start):
            continue
        last = made[-1] if made else None
        gap = text[last.end : word.start] if last else ""
        joins = last and _JOINS.fullmatch(gap) and (gap != "、" or last.end + 1 == word.start)
        if last and joins and (gap == "" or _related(last.state, verb.state)):
            furthest = verb.state if _RANK.get(verb.state, 9) >= _RANK.get(last.state, 9) else last.state
            if last.state in ("publish", "establish", "hold", "approve") and verb.state != last.state:
                furthest = last.state
            if last.text.endswith("启动") and verb.state in ("publish", "hold", "establish"):
                furthest = "start"
            made[-1] = Group(
                last.start, word.end, furthest, verb.side if verb.side != "either" else last.side, last.text + word.text
            )
            continue
        made.append(Group(word.start, word.end, verb.state, verb.side, word.text))
    return made


def _related(a: State, b: State) -> bool:
    return a == b or (a in _RANK and b in _RANK)


def named(text: str, minimum: int = 3) -> bool:
    """Whether the words name one thing a third party could look up, not a kind of thing (重大项目, 更多企业)."""
    if len(text) < minimum:
        return False
    if _GENERIC_WHOLE.fullmatch(text) or _NEVER.search(text):
        return False
    return not _GENERIC.match(text) or bool(_SPECIFIC.search(text))


class Milestones:
    """The milestones of a clause, given what quantities took already."""

    def __init__(self, text: str, names: list[tuple[int, int]]) -> None:
        self.text, self.names = text, names

    def of_clause(
        self, clause: Clause, taken: list[tuple[int, int]], previous: Reached | None, spoken: Reached | None
    ) -> list[Reached]:
        """What one clause promises; `taken` are spans of quantities in it, `previous` the milestone before in
        the sentence, `spoken` the last one of the stretch (项目 without a name is the one spoken of)."""
        text, found = self.text, []
        verbs = groups(text, clause, self.names)
        opener = text[clause.start : clause.end].lstrip()
        if opener.startswith(_OPENERS) and len(verbs) < 2 and not re.search(r"力争|确保", opener):
            return []
        left = clause.start
        for i, group in enumerate(verbs):
            right = verbs[i + 1].start if i + 1 < len(verbs) else clause.end
            if any(s < group.end and group.start < e for s, e in taken) or self._denied(clause, group):
                left = group.end
                continue
            made = self._reached(clause, group, left, right, previous, taken, spoken)
            if made:
                found.append(made)
                previous = made
            left = made.end if made else group.end
        return found or self._without_verb(clause, bool(verbs), taken)

    def _denied(self, clause: Clause, group: Group) -> bool:
        text = self.text
        if text.startswith(("的", "了", "过"), group.end) or (
            group.start > clause.start and text[group.start - 1] in _NOT_BEFORE
        ):
            return True
        left = [w for w in clause.words if w.end <= group.start and w.kinds & {"effort", "support", "habit"}]
        if not left:
            return False
        if "support" in left[-1].kinds and "effort" not in left[-1].kinds:
            return True
        return "habit" in left[-1].kinds and group.start - left[-1].end <= 1

    def _reached(
        self,
        clause: Clause,
        group: Group,
        left: int,
        right: int,
        previous: Reached | None,
        taken: list[tuple[int, int]],
        spoken: Reached | None,
    ) -> Reached | None:
        text = self.text
        before = object_before(text, left, group.start, clause.words)
        stop = group.end if text[group.end : group.end + 1] == "、" else self._object_end(clause, group, right)
        after = trim(text, group.end, stop)
        rest = text[after[0] : after[1]]
        if group.side != "before" and rest and not (group.side == "either" and _WORK_AFTER.match(rest)):
            if any(after[0] <= s < after[1] for s, _ in taken):
                return None
            return self._deliver(group, before, after)
        if group.side == "after":
            return None
        if rest and not (group.text[:2] in ("落地", "落户") and _PLACE_AFTER.match(rest)):
            return None
        if before[1] - before[0] < 2 and previous is not None and before[0] == before[1]:
            return (
                Reached(group.start, group.end, previous.subject, group.state, "arrive", group.start)
                if len(group.text) > 2
                else None
            )
        if spoken is not None and text[before[0] : before[1]] in ("项目", "工程"):
            return Reached(before[0], group.end, spoken.subject, group.state, "arrive", group.start)
        thing = text[before[0] : before[1]]
        if not named(thing) or (
            group.text.startswith("落地") and re.search(r"(?:政策|措施|举措|新政|环节项目)$", thing)
        ):
            return None
        return Reached(before[0], max(group.end, after[1]), before, group.state, "arrive", group.start)

    def _object_end(self, clause: Clause, group: Group, right: int) -> int:
        """An object ends at a list mark or conjunction before the next verb, or with the clause."""
        if right == clause.end:
            return right
        cut = right
        while cut > group.end and self.text[cut - 1] in "、并和及且":
            cut -= 1
        if cut < right or self.text[cut - 1] in "”》":
            return cut
        efforts = [w for w in clause.words if group.end < w.start < right and self.text[w.start - 1] in "并且、"]
        return efforts[0].start - 1 if efforts else clause.end

    def _deliver(self, group: Group, before: tuple[int, int], after: tuple[int, int]) -> Reached | None:
        text = self.text
        follow = _FOLLOW.match(text[after[0] : after[1]])
        inner = (after[0] + follow.end(), after[1]) if follow else after
        thing = text[inner[0] : inner[1]]
        state = self._state(group, thing)
        if (
            state is None
            or len(thing) < 2
            or thing.endswith("的")
            or (
                amounts(text, inner[0], min(inner[1], inner[0] + 8))[:1]
                and amounts(text, inner[0], min(inner[1], inner[0] + 8))[0].start == inner[0]
            )
        ):
            return None
        subject, start = inner, group.start
        led = text[before[0] : before[1]]
        if (
            group.text == "完成"
            and len(led) >= 4
            and named(led, 4)
            and re.search(r"[A-Za-z0-9站厂路桥园区院馆校期目程线]$", led)
        ):
            subject, start = before, before[0]
        return Reached(start, after[1], self._bare(subject, state), state, "deliver", group.start)

    def _bare(self, subject: tuple[int, int], state: State) -> tuple[int, int]:
        """完成X建设, 启动X建设: X is the thing."""
        start, end = subject
        tail = re.search(r"(?:工程)?建设(?:工作)?$", self.text[start:end]) if state in ("start", "complete") else None
        if tail and tail.start() > 3 and tail[0].startswith("建设"):
            return start, start + tail.start()
        return subject

    def _state(self, group: Group, thing: str) -> State | None:
        """The state that verb and object make together, None when nothing checkable is named."""
        state, verb = group.state, group.text
        if state == "publish":
            if not DOCUMENT.search(thing) or (_GENERIC.match(thing) and len(thing) < 6):
                return None
            loose = verb in ("形成", "推出", "起草")
            return (
                None
                if loose and not re.search(r"(?:方案|办法|细则|计划|清单|目录|报告|标准|规划|意见|指南|”|》)$", thing)
                else "publish"
            )
        if state == "establish":
            if verb in ("建立", "增设", "开设", "新设"):
                document = re.search(r"(?:办法|细则|清单|目录)$", thing)
                return "publish" if document else ("establish" if INSTITUTION.search(thing) else None)
            return (
                None
                if re.match(r"(?:机制|体系|制度|机构|各类|一批)", thing) or re.search(r"(?:机制|制度)$", thing)
                else "establish"
            )
        if state == "hold":
            if "开展" in verb:
                return "hold" if EVENT.search(thing) and not _GENERIC.match(thing) else None
            return "hold" if len(thing) >= 3 else None
        if state == "complete":
            return (
                None
                if _TASK.match(thing) or (_ABSTRACT_END.search(thing) and "完成" not in verb) or not named(thing)
                else state
            )
        if state == "sign":
            return state if named(thing, 2) or re.search(r"协议|合同|备忘录", thing) else None
        return state if named(thing, 2) else None

    def _without_verb(self, clause: Clause, verbs: bool, taken: list[tuple[int, int]]) -> list[Reached]:
        """strive, equip and cover: states without a verb of the tables."""
        if verbs or taken:
            return []
        text, start, end = self.text, clause.start, clause.end
        strive = next((w for w in clause.words if w.text in ("争取", "积极争取")), None)
        body = trim(text, start, end)
        if strive and not any("support" in w.kinds for w in clause.words):
            granted = trim(text, strive.end, end)
            listed = re.search(r"(\S{3,}?)纳入\S{3,}$", text[granted[0] : granted[1]])
            if listed and named(listed[1]):
                return [
                    Reached(
                        granted[0],
                        granted[1],
                        (granted[0], granted[0] + len(listed[1])),
                        "approve",
                        "strive",
                        strive.start,
                    )
                ]
            if _STRIVEN.search(text[granted[0] : granted[1]]) and granted[1] - granted[0] >= 5:
                return [Reached(strive.start, granted[1], granted, "approve", "strive", strive.start)]
        equip = re.search(r"具备\S{2,8}条件$", text[body[0] : body[1]])
        if equip:
            thing = object_before(text, body[0], body[0] + equip.start(), clause.words)
            if named(text[thing[0] : thing[1]]):
                return [Reached(thing[0], body[1], thing, "complete", "equip", body[0] + equip.start())]
        cover = re.search(r"实现(?P<a>\S{2,24}?)全覆盖$|(?P<b>\S{4,20})全部实现\S{2,8}化$", text[body[0] : body[1]])
        if cover and not any(w.kinds & {"support", "habit"} for w in clause.words):
            name = "a" if cover["a"] else "b"
            thing = trim(text, body[0] + cover.start(name), body[0] + cover.end(name))
            if name == "b":
                thing = object_before(text, *thing, clause.words)
            if named(text[thing[0] : thing[1]]):
                return [
                    Reached(
                        thing[0] if name == "b" else body[0] + cover.start(),
                        body[1],
                        thing,
                        "complete",
                        "cover",
                        body[0] + cover.start(),
                    )
                ]
        return []

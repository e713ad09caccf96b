"""What a state verb may take as its object: a thing a third party could look up, not a kind of thing or an effort."""

from __future__ import annotations

import re

from lantu.plan.text import State

_DOCUMENT = re.compile(
    r"(?:方案|办法|意见|措施|举措|规划|计划|政策|细则|条例|规定|标准|规范|指南|指引|清单|目录|文件|要点|导则|白皮书|蓝皮书|报告|规则|章程|准则|制度|指标体系|路线图|预案|规程|手册|条|策|法规|书|指数|》|”|名录|台账|体系|机制|图)"
)
_WRITTEN = re.compile(r"(?:方案|办法|细则|计划|清单|目录|报告|标准|规划|意见|指南|”|》)$")
_INSTITUTION = re.compile(
    r"(?:专班|中心|库|基地|站|联盟|平台|基金|公司|集团|委员会|办公室|小组|实验室|研究院|学院|联合体|点|大厅|工作室|法庭|银行|学校|医院|协会|专区|窗口|园|馆|局|院|所|分会|试验区|示范区|队|档案|名录|系统|网络?|日)$"
)
_EVENT = re.compile(
    r"(?:试点|普查|清查|比赛|大赛|赛事|活动|周|节|论坛|大会|峰会|(?<![拓发开扩进])展|博览会|培训|测算|评估|评选|表彰|排查|演练|体检|调查|审计|招聘会|推介会|对接会|整治|督查|巡察|考核|清理)(?:等?\S{0,6})$"
)
# 开展…行动 goes on without an end unless it is somebody's named programme (“菁英”训练计划).
_PROGRAMME = re.compile(r"(?:行动|计划|工程)(?:等?\S{0,6})$")
_QUOTED = re.compile(r"[“《\"]")
_DRAWN_UP = re.compile(r"(?:规划|方案|纲要|标准|》|”|导则|清单|目录|预案|报告)(?:的?编制|修编|修订|编修)(?:工作)?$")
_GATHERING = re.compile(r"(?:会|赛|赛事|节|(?<![拓发开扩进])展|周|季|月|活动|论坛|会议|”)(?:等\S{0,8})?$")
_AGREEMENT = re.compile(r"协议|合同|备忘录|责任书")
_TITLE = re.compile(r"(?:评级|资质|证书?|批复|许可|认证|资格|牌照|称号|授牌|名单|名录)$")
_NEVER = re.compile(
    r"^(?:一批|更多|若干|一系列|全流程|全周期)|^(?:各类|各项|新一批|有关|相关)(?!\S*等)|^重[点大]\S{0,8}项目$"
)
_GENERIC = re.compile(
    r"^(?:重大项目|重点项目|重大产业项目|重点产业|优质项目|招商|企业|项目|工作|各部门|各单位|各地|各镇|各级|所有|条件成熟|\S{0,8}的)"
)
_GENERIC_WHOLE = re.compile(
    r"(?:加快|重大|重点|优质|一批|产业|外资|创新|基础设施|民生|工程|招商|大|好|高质量|在建|签约|续建|新建|储备|政策|措施|目标|任务|各项|工作|年度|所有|主要|指标|改革|\S{0,2}项目|试点|建设|既定|全部|阶段性|总体|基本|竣工|开工|投产|落地|达产|早|快)+"
)
SPECIFIC = re.compile(r"[A-Za-z0-9“《\"]|等|、|号|期|首|第")
_TASK = re.compile(
    r"(?:目标|指标|年度任务|目标任务)$|^\S*下达|^(?:好|各项|年度|全年|上级|既定|目标|任务|指标|省市|工作|重点|约束性|各类|主要|预期|阶段性|\S{0,8}(?:目标任务|各项任务|指标任务|年度任务|工作任务|目标|任务)$)"
)
_ABSTRACT = re.compile(
    r"(?:高地|格局|生态|机制|体系|网络|环境|氛围|模式|优势|合力|态势|支点|大产业|都市|强区|强国|现代化国家|之城|局面|链条|集群|标杆|样板|名片|品牌|闭环|中心城市|强市|强县|强省|社会|能力|文化|意识|作用|新引擎|新增长点|共同体)$"
)
# 成立20周年, …的关键时期, …取得进展, 完成学业: no state of a thing.
_NO_STATE = re.compile(
    r"^(?:第?[\d一二三四五六七八九十百]+(?:个)?周年)|的(?:关键|重要|决定性|起步)\S{0,4}$|^上市|取得\S{0,6}(?:进展|成效|突破)$|^(?:如下|以下)|(?:转变|转型|格局)$|是\S{1,40}的\S{0,6}(?:行动|举措|要求|体现|抓手)$"
)
_SCHOOLING = re.compile(r"(?:学业|教育|学习|教学|人才培养|学时|课程|课业|实习)(?:后\S*)?$")
# What a place hopes to be to others, in one item of a list or all: 战略支点和综合枢纽, 具有全球影响力的….
_VISION = re.compile(
    r"(?:支点|高地|都市|强[市县省区国]|增长极|滨海新城)(?=$|[、和])|具有[^、]{0,12}(?:影响力|竞争力)的"
)
_MONEY_GIVEN = re.compile(r"^(?:补助|补贴|奖励|奖补|资金|经费)")
_POLICY_LANDS = re.compile(
    r"(?:政策|措施|举措|新政|环节项目|清单|事项|任务|改革|指南|方案|制度|规定|要求|精神|部署|转化|招引)$"
)


def named(text: str, minimum: int = 3) -> bool:
    """Whether the words name one thing a third party could look up, not a kind of thing (重大项目, 更多企业)."""
    if len(text) < minimum or _GENERIC_WHOLE.fullmatch(text) or _NEVER.search(text):
        return False
    last = text.rsplit("、", 1)[-1]
    if last != text and _GENERIC_WHOLE.fullmatch(last):
        return False  # 竣工项目、在建项目
    return not _GENERIC.match(text) or bool(SPECIFIC.search(text))


def a_thing(text: str) -> bool:
    """Whether a thing can be finished or opened, unlike a task that is fulfilled."""
    return not text.endswith(("任务", "目标", "工作"))


def lands(text: str) -> bool:
    """Whether a thing can be there or not (…中心落地), unlike a policy that is being carried out."""
    text = text.rsplit("、", 1)[-1]  # 谋划储备、洽谈招引、转化落地: a list of doings, not of things
    there = not text.endswith("》") and (
        SPECIFIC.search(text)
        or _INSTITUTION.search(text)
        or re.search(r"(?:总部|机构|牌照|机制|口岸|码头|港|(?:平台|中心|基地|总部)项目)$", text)
    )
    return bool(there) and not _POLICY_LANDS.search(text)


def _publishes(verb: str, thing: str) -> State | None:
    if not _DOCUMENT.search(thing) or (_GENERIC.match(thing) and len(thing) < 6):
        return None
    if verb in ("形成", "推出", "起草") and (thing.startswith("更多") or not _WRITTEN.search(thing)):
        return None
    return "publish"


def _establishes(verb: str, thing: str) -> State | None:
    if verb in ("建立", "增设", "开设", "新设"):
        if re.search(r"(?:办法|细则|清单|目录)$", thing):
            return "publish"
        return "establish" if _INSTITUTION.search(thing) else None
    unclear = re.match(r"(?:机制|体系|制度|机构|各类|一批)", thing) or re.search(r"(?:机制|制度|资金)$", thing)
    return None if unclear else "establish"


def state_with(state: State, verb: str, thing: str) -> State | None:
    """The state that a verb and its object make together, None when nothing checkable is named."""
    if len(thing) < 2 or thing.endswith("的") or _MONEY_GIVEN.match(thing) or _NO_STATE.search(thing):
        return None
    if state in ("complete", "hold") and _SCHOOLING.search(thing):
        return None
    if state == "publish":
        return _publishes(verb, thing)
    if state == "establish":
        return _establishes(verb, thing)
    if state == "hold":
        if not named(thing):
            return None
        if "开展" in verb:
            return "hold" if _EVENT.search(thing) or (_PROGRAMME.search(thing) and _QUOTED.search(thing)) else None
        return "hold" if verb != "办好" or _GATHERING.search(thing) else None
    if state == "complete":
        vague = (
            _TASK.search(thing)
            or ("建成" in verb and _VISION.search(thing))
            or (_ABSTRACT.search(thing) and "完成" not in verb and not thing.startswith("覆盖"))
        )
        if verb == "完成" and _DRAWN_UP.search(thing):
            return "publish"
        return None if vague or not named(thing) else state
    if state == "sign":
        return state if named(thing, 2) or _AGREEMENT.search(thing) else None
    if verb in ("取得", "获得"):
        return state if _TITLE.search(thing) else None
    return state if named(thing, 2) else None

"""Who answers: lines and bracketed tails that name organisations.

责任单位:市发展改革委、市财政局              owners
牵头单位:市教育局;配合单位:市财政局          lead; owners
(市教育局牵头,市财政局、各区政府配合)         lead; owners
(各有关部门按职责分工负责)                    owners
(市发展改革委、市财政局)                      owners: a list of nothing but organisations at the end of a paragraph
责任领导:某某   责任人:某某                   persons: cut out of the text, named nowhere
完成时限:6月底                                a due date for what carries none
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEAD = r"(?:牵头|主责|主办)(?:责任|负责)?(?:单位|部门|处室|科室|机构)?|(?:第一|首要)责任单位"
_OWNERS = (
    r"(?:(?:主要)?责任|配合|协同|协办|协助|协作|参与|参加|承办|落实|实施|执行|相关|成员|支持)(?:责任|落实|配合)?(?:单位|部门|主体|处室|科室|机构|地区)(?:和部门)?"
    r"|责任(?:处室|科室)|负责(?:单位|部门|处室|科室)|配合|协办"
)
_PERSON = r"(?:(?:市|县|区|镇|州|省)?(?:牵头|责任|分管|包保|联系|挂钩|督办|包联|负责)(?:县|市|区|校|院|局|镇)?(?:级)?(?:领导|人|责任人|同志)|责任领导|责任人员?)"
_DUE = r"(?:完成|办结|工作|整改)(?:时限|时间|期限|节点)|时间节点|时限要求|时限"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD})及?(?P<more>责任单位)?[:]|(?P<owners>{_OWNERS})[:]|(?P<person>{_PERSON})[:]|(?P<due>{_DUE})[:]"
)
_LABEL_LINE = re.compile(rf"[(\[]?(?:{_LEAD}|{_OWNERS}|{_PERSON}|{_DUE})(?:责任单位)?:")
_FURTHER = re.compile(r"[,;。] ?[一-鿿]{2,6}:.*")  # 负责部门:商务部,适用范围:全区
_TAIL_WORDS = re.compile(r"牵头|负责|配合|责任|分工|参与|协同|主办|落实|实施|指导")
_OFFICES = (
    "局|委|厅|(?<![举开承筹主协])办|处|政府|管委会|委员会|办事处|街道|部门|(?<![总乐])部|单位|领导小组|指挥部|专班|公司|集团|银行|法院|检察院"
    "|党工委|工会|残联|妇联|科协|工商联|团委|[支大总]队"
)
_OTHERS = "中心|科技园|园区|开发区|高新区|经开区|署|院|所|会|社|站|区|县|市|镇|乡|州|旗|盟|村|街|学校|学院|大学|科|队|校|馆|园|台|联|府"
_ORGANISATION = re.compile(
    rf"(?!.+[内可应]由)[一-鿿A-Za-z·“”\"()、]{{1,30}}(?:{_OFFICES}|{_OTHERS})(?:\([^()]{{1,20}}\))?(?:等)?\Z"
)
# What only an organisation is called; 某某园区 and 某某中心 may as well be what a task builds.
_SURE = re.compile(rf"[一-鿿()、]{{1,29}}(?:{_OFFICES})(?:\([^()]{{1,20}}\))?(?:等)?\Z")
_DOING = re.compile(
    r"推进|推动|加强|完善|提升|努力|打造|强化|优化|深化|加快|实施|实现|[的为]|建设(?![局委厅办部处科集公指管])"
)
_VERB = re.compile(
    r"(?P<names>[^,;。]*?)(?P<verb>牵头(?:负责|组织|推进|落实|实施|抓总)?|主责|主办|按(?:照)?(?:各自)?(?:职责|职能)(?:分工|任务)?(?:分别)?(?:负责|落实|抓好落实)?"
    r"|(?:等)?(?:分工|分别|共同|具体)?(?:负责|配合|参与|参加|指导|协同|协助|协办|落实|实施|支持){1,2})(?:\Z|(?=[,;。]))"
)
_LEVEL = "(?:县级市|[区县市州旗街]|乡镇|镇街|[镇乡]|街道)"
# 各区、县级市 and 各县(市、区)政府 are one group each, whatever stands between its kinds.
_GROUP = re.compile(
    rf"各{_LEVEL}(?:、{_LEVEL})+(?:人民政府|政府|党委政府|管委会)?(?![一-鿿])|各{_LEVEL}\({_LEVEL}(?:[、,]{_LEVEL})+\)"
)
_HELD = str.maketrans("、,", "\ue000\ue001")  # the marks inside a group while the list is split
_RELEASED = str.maketrans("\ue000\ue001", "、,")
_FIRST_LEADS = re.compile(
    r"[。;,、]?(?:注:)?(?:排|列|排名)(?:在)?(?:第一位?|首位|最前面?)的?(?:者|单位|部门)?(?:即)?为(?:牵头|主责|第一责任)(?:责任)?(?:单位|部门)?(?P<on>[,、]?下同)?[。.]?"
)
_SPLIT = re.compile(r"[、,;; ]+|(?<=[局委办厅会府心司部院队])(?:和|及|以及|与)(?=[一-鿿]{2,})")
_LAST_CELL = re.compile(r"(?<=[^ |])[ |]{1,20}([^ |。]{3,60})[ |]*\Z")  # 新建幼儿园3所  区教育局
_CLAUSE = re.compile(r"[,;。]+")
_NO_LIST = re.compile(r"[\d%。!?“]")
_MARKED = re.compile(
    r"(?P<name>[^、,;。 ()]{2,40})\((?P<role>(?:牵头|主责|主办|配合|协办|协同|协助|参与)(?:单位|部门)?)\)"
)
_LEADS = re.compile("牵头|主责|主办")
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(frozen=True, slots=True)
class Owners:
    """Who leads, who assists, and by when as written."""

    lead: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    due: str = ""

    def __add__(self, other: Owners) -> Owners:
        return Owners(
            tuple(dict.fromkeys(self.lead + other.lead)),
            tuple(dict.fromkeys(self.owners + other.owners)),
            self.due or other.due,
        )

    def __bool__(self) -> bool:
        return bool(self.lead or self.owners or self.due)


Said = tuple[Owners, list[tuple[int, int]]]


def owners_of(text: str) -> Said:
    """Who answers for a folded paragraph, and the stretches of it that say so (and carry no target)."""
    if _LABEL_LINE.match(text):
        end = _sentence_end(text)
        return _labelled(_unwrapped(text[:end])), [(0, end)]
    if len(text) <= 120 and _is_list(text):
        return Owners(owners=organisations(text)), [(0, len(text))]
    found = Owners()
    gaps: list[tuple[int, int]] = []
    for start, end in _brackets(text):
        inner = text[start + 1 : end - 1]
        said = _said(inner, at_end=not text[end:].strip("。;. "))
        if said is not None:
            found, gaps = found + said, [*gaps, (start, end)]
    cell = _LAST_CELL.search(text) if " " in text or "|" in text else None
    if cell and _is_list(cell[1]):
        found += Owners(owners=organisations(cell[1]))
        gaps.append((cell.start(), len(text)))
    label = _LABEL.search(text) if ":" in text else None
    if label and not any(start <= label.start() < end for start, end in gaps) and _opens(text, label.start()):
        gaps = [gap for gap in gaps if gap[1] <= label.start()]
        end = label.start() + _sentence_end(text[label.start() :])
        found += _labelled(text[label.start() : end])
        gaps.append((label.start(), end))
    return found, gaps


def owners_in_cell(text: str, role: str) -> Owners:
    """What a cell says, given what its column holds: lead, owners or due.

    Words in the cell win over the column: 市教育局(牵头)、各街道办事处(配合), or 牵头:市教育局;配合:各街道办事处.
    """
    if role == "due":
        return Owners(due=text)
    if _LABEL_LINE.match(text):
        return _labelled(text)
    found = Owners()
    for marked in _MARKED.finditer(text):
        names = organisations(marked["name"])
        found += Owners(lead=names) if _LEADS.match(marked["role"]) else Owners(owners=names)
    rest = organisations(_MARKED.sub("、", text))
    # Where the cell says itself who leads, the others assist, whatever the column is called.
    return found + (Owners(lead=rest) if role == "lead" and not found.lead else Owners(owners=rest))


def is_owner_line(text: str) -> bool:
    """Whether a line only names who answers (or a due date): labelled, or nothing but a list, bracketed or not."""
    if _LABEL_LINE.match(text):
        return _sentence_end(text) == len(text)
    if len(text) <= 120 and _is_list(text):
        return True
    return text[:1] in ("(", "[") and owners_of(text)[1] == [(0, len(text.rstrip("。")))]


def organisations(text: str) -> tuple[str, ...]:
    """The names in a list, as written, without 等部门 and the like."""
    names = []
    for name in _SPLIT.split(_GROUP.sub(lambda group: group.group().translate(_HELD), text)):
        plain = re.sub(r"^(?:由|会同|以及|及|和|:)+|等(?:有关|相关)?(?:部门|单位)?$|[。.:]+$", "", name).strip()
        if plain and (len(plain) > 1 or plain in ("各",)):
            names.append(plain.translate(_RELEASED))
    return tuple(dict.fromkeys(names))


def _sentence_end(text: str) -> int:
    """Where a sentence that says who answers ends: at its full stop, unless more of the same follows."""
    stop = text.find("。")
    while 0 <= stop < len(text) - 1 and _LABEL.match(text, stop + 1):
        stop = text.find("。", stop + 1)
    return len(text) if stop < 0 else stop + 1


def _opens(text: str, at: int) -> bool:
    """Whether a label stands where a sentence could end before it, not within one."""
    return at == 0 or text[at - 1] in "。;!?,) \n(["


def first_leads(text: str) -> str:
    """What a text says of the order of owners: "" nothing, "here" the first one leads, "on" the same from here on."""
    note = _FIRST_LEADS.search(text)
    return "" if note is None else "on" if note["on"] else "here"


def with_first_as_lead(said: Owners) -> Owners:
    """The first of those who answer as the lead, where none is named."""
    return said if said.lead else Owners(said.owners[:1], said.owners[1:], said.due)


def _said(inner: str, at_end: bool) -> Owners | None:
    if note := _FIRST_LEADS.search(inner):
        said = _said(inner[: note.start()] + inner[note.end() :], at_end)
        return with_first_as_lead(said) if said else None
    if _LABEL_LINE.match(inner):
        return _labelled(inner)
    if _TAIL_WORDS.search(inner) and len(inner) <= 300:
        said = _clauses(inner)
        if said:
            return said
    if at_end and _is_list(inner):
        return Owners(owners=organisations(inner))
    return None


def _clauses(inner: str) -> Owners:
    """市教育局牵头,市财政局、各区政府配合: every clause ends in what its organisations do."""
    found, waiting = Owners(), ""
    for clause in _CLAUSE.split(inner):
        verb = _VERB.match(clause.strip())
        if not verb:
            waiting += clause + "、"
            continue
        names = organisations(waiting + verb["names"])
        waiting = ""
        if not all(_ORGANISATION.match(name) for name in names):
            return Owners()
        found += Owners(lead=names) if re.match("牵头|主责|主办", verb["verb"]) else Owners(owners=names)
    rest = organisations(waiting)
    if rest and not all(_ORGANISATION.match(name) for name in rest):
        return Owners()
    return found + Owners(owners=rest)


def _is_list(inner: str) -> bool:
    if _NO_LIST.search(inner):
        return False
    names = organisations(inner)
    if not names or not all(_ORGANISATION.match(name) for name in names):
        return False
    if any(len(name) > 20 or _DOING.search(name) for name in names):
        return False
    return sum(bool(_SURE.match(name)) for name in names) * 2 >= len(names)


def _labelled(text: str) -> Owners:
    found = Owners()
    labels = list(_LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = _FURTHER.sub("", text[label.end() : following.start() if following else len(text)]).strip(" ;,。.、([")
        if label["lead"]:
            found += Owners(lead=organisations(value))
        elif label["owners"]:
            found += Owners(owners=organisations(value))
        elif label["due"]:
            found += Owners(due=value)
    return found


def _unwrapped(text: str) -> str:
    return text[1:].rstrip("。")[:-1] if text[0] in "([" else text


def _brackets(text: str) -> list[tuple[int, int]]:
    """Outermost bracketed stretches, in order."""
    found, depth, start = [], 0, 0
    for mark in _BRACKET.finditer(text):
        if mark.group() in "([":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, mark.end()))
    return found

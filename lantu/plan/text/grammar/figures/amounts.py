"""Numbers with their units: the candidates for quantities. Ordinals, years, model names and plots are left out here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from lantu.plan.text import Comparator
from lantu.plan.text.grammar.figures.numerals import NUMERAL, Numeral, exact, numeral
from lantu.plan.text.grammar.tables.comparators import after_words
from lantu.plan.text.grammar.tables.units import unit_at

_RANGE = re.compile(r"\s?(?:[-–—~]{1,2}|至|到)\s?")
# 第六届, T1, A0403, 物奉2#, v1.0: numbers of names. A hyphen after a letter or digit belongs to a plot (J05-01).
_NAME_BEFORE = re.compile(r"(?:第|[A-Za-z_#]|[A-Za-z]\d*[-—]|\d[-—.:/]|[./:])$")
# An index has no unit: 利用系数提高到0.62.
_REACHED = re.compile(
    r"(?:达到|达|提高到|提高至|提升到|提升至|降到|降至|下降到|控制在|不低于|不高于|不超过|保持在|压降至)\s?$"
)
_ALONE = re.compile(r"\s?(?:以上|以下|以内|左右|[,;。、)]|$)")
_NEXT = re.compile(r"\s?[、和及]\s?\d")
# 三四轮车, 五六百家: "three or four", no number that could be checked; nor 二次 (secondary; two of them are 两次).
_ABOUT = re.compile(r"(?:一二|[二两]三|三四|三五|四五|五六|六七|七八|八九)[十百千万亿]*|二")
_ROUND = re.compile(r"[百千万亿]+")
_AFTER = {first: sorted((w for w in after_words() if w[0] == first), key=len, reverse=True) for first in "以及之左上"}
# Words that begin with a unit's sign but are no unit: 三个人, 10条件, 5家庭.
_NOT_UNIT = re.compile(r"个人(?!次)|条件|家庭|项目|名单|人均|人才(?!次)|部门|部分|件事|场所|位置|位于|层面|组织|对接|队伍|批准|批复|次数|片区|天津|项规|度假|期间|期权|期满"
                       r"|台账|台州|张家[口港界川]|月度|周边|周期|周年|年度|米其林|类型|种子|点位|村级|门类|名城(?![市管乡区])|名校(?![长医级园外])|名企(?!业)|名家(?![政电庭长装具禽畜纺])|本级|本市|面积|面向|方面|方案|方式|方位|份额|节点|节能|节约|节水|堂课|步|期\s?(?:工程|项目)|(?:件件|个个|条条|项项|家家|户户|座座|张张|次次)|轮[车驱]|人制|人论坛|次(?:全会|全体会议|党代会|代表大会)|分钟[^,;。、]{0,8}圈")  # fmt: skip


@dataclass(slots=True)
class Amount:
    """A value or a range with its unit at `start` to `end`; `after` is the comparator behind it, `stop` where that ends."""

    start: int
    end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str
    kind: str
    more: bool
    arabic: bool
    after: Comparator | None
    stop: int
    rough: bool = False

    @property
    def size(self) -> int | float:
        """The value, or the upper end of the range."""
        return self.value if self.value is not None else (self.high or 0)


def skip_on(text: str, position: int, end: int) -> int:
    """The position after spaces."""
    while position < end and text[position] == " ":
        position += 1
    return position


def skip_back(text: str, position: int, start: int) -> int:
    """The position before spaces."""
    while position > start and text[position - 1] == " ":
        position -= 1
    return position


def _unit(text: str, number: Numeral, end: int) -> tuple[int, str, str] | None:
    if number.unit:
        return number.end, "%", "rate"
    at = skip_on(text, number.end, min(end, number.end + 1))
    if (
        number.arabic
        and _REACHED.search(text, max(0, number.start - 6), number.start)
        and _ALONE.match(text, number.end, end)
    ):
        return number.end, "", "index"
    if _NOT_UNIT.match(text, at, end):
        return None
    return unit_at(text, at, end)


def _after(text: str, position: int, end: int) -> tuple[Comparator | None, int]:
    at = skip_on(text, position, min(end, position + 1))
    for word in _AFTER.get(text[at : at + 1], ()):
        if text.startswith(word, at) and at + len(word) <= end:
            return after_words()[word], at + len(word)
    return None, position


def amounts(text: str, start: int, end: int) -> list[Amount]:
    """Every number with a unit between `start` and `end`, ranges joined, in order."""
    found: list[Amount] = []
    waiting: list[Numeral] = []
    pending: Numeral | None = None
    pending_unit = ""
    for match in NUMERAL.finditer(text, start, end):
        number = numeral(match)
        joined = pending and _RANGE.fullmatch(text, pending.end + len(pending_unit), number.start)
        unit = _unit(text, number, end)
        if joined and pending and unit and (not pending_unit or text.startswith(pending_unit, number.end)):
            if found and found[-1].start == pending.start:
                found.pop()
            after, stop = _after(text, unit[0], end)
            low, high = _spread(text, pending, number)
            if low < high and text[max(start, pending.start - 1) : pending.start] not in ("由", "从"):
                found.append(Amount(pending.start, unit[0], None, low, high, unit[1], unit[2], False, number.arabic,
                                    after, stop))  # fmt: skip
                pending = None
                continue
        named = _NAME_BEFORE.search(text, max(start, number.start - 4), number.start)
        if not number.arabic:
            named = named or _ABOUT.fullmatch(text, number.start, number.end)
        pending, pending_unit = (None, "") if named else (number, text[number.end : unit[0]] if unit else "")
        if not named and (not unit or not unit[1]) and _NEXT.match(text, number.end, end):
            waiting.append(number)
            continue
        if named or not unit:
            waiting = []
            continue
        for early in waiting:  # 分别达1.2万亿、8200亿元: the unit stands behind the last
            found.append(Amount(early.start, early.end, early.value, None, None, unit[1], unit[2], False, early.arabic,
                                None, early.end))  # fmt: skip
        waiting = []
        after, stop = _after(text, unit[0], end)
        level = text.startswith("级", unit[0]) and unit[2] != "rate"
        if level and not _REACHED.search(text, max(0, number.start - 6), number.start):
            continue  # 百吨级, 30万吨级: a class of things
        after, stop = ("~", stop + 1) if level else (after, stop)
        found.append(Amount(number.start, unit[0], number.value, None, None, unit[1], unit[2], number.more,
                            number.arabic, after, stop, bool(_ROUND.fullmatch(match[0]))))  # fmt: skip
    return [replace(a, kind="year") if a.unit == "年" and 1900 < a.size < 2200 else a for a in found]


def _spread(text: str, low: Numeral, high: Numeral) -> tuple[int | float, int | float]:
    """Both ends of a range; 3-5万 multiplies both."""
    scale = re.search(r"[万亿]+$", text[high.start : high.end])
    if scale and not re.search(r"[十百千万亿]", text[low.start : low.end]):
        factor = 1
        for char in scale[0]:
            factor *= {"万": 10_000, "亿": 100_000_000}[char]
        return exact(Fraction(str(low.value)) * factor), high.value
    return low.value, high.value

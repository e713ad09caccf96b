"""When: 年底前 · 上半年 · 一季度 · 6月底前 · 2025年底 · “十五五”期间 · 四周年前, as the last day the text names."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from lantu.plan.text.grammar.tables.anniversaries import ANNIVERSARIES, FESTIVALS

_NUMBER = {
    **{c: i for i, c in enumerate("一二三四五六七八九十", 1)},
    "十一": 11,
    "十二": 12,
    "十三": 13,
    "十四": 14,
    "十五": 15,
    "十六": 16,
}
_YEARS = r"(?P<from>20\d\d)年?(?:-|—|–|~|至|到){1,2}(?P<to>20\d\d)年"
_SO_FAR = r"(?P<sofar>1[-—~至到]{1,2}1?\d月份?)"
_PERIOD = r"“?(?P<period>十[二三四五六])五”?(?:规划)?(?:期间|时期|末|以来)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<tenth>[上中]旬)|底|末|下旬)?"
_QUARTER = r"第?(?P<quarter>[一二三四1-4])季度(?:底|末)?"
_PART = r"(?P<half>上半年|年中)|(?P<three>前三季度)|(?P<whole>下半年|年底|年末|年内|全年|年度)|(?<=年)(?P<end>底|末|内)"
_NTH = r"(?P<nth>[一二三四五六七八九十]+)周年之?前"
_FEAST = r"(?P<feast>" + "|".join(FESTIVALS) + r")节?之?前"


def _year(n: str) -> str:
    return rf"(?:(?P<reach{n}>到|至)?(?P<year{n}>20\d\d)年|(?P<this{n}>今年|本年度?|当年)|(?P<next{n}>明年))度?的?"


HORIZON = re.compile(
    r"(?=[\d“到至今本当明第上前下年全国五七一二三四六八九十])(?:"
    rf"{_YEARS}|{_SO_FAR}|{_PERIOD}|(?:{_year('')})?(?:{_MONTH}|{_QUARTER}|{_PART})(?:之前|以前|前|止)?"
    rf"|{_year('2')}(?:之前|以前|前|止)?|{_NTH}|{_FEAST})"
)
# A year, a quarter or a month inside such words names a document or a rhythm, not a date.
_NAME_AFTER = re.compile(r"(?:版|度?工作要点|度?重点工作|度?计划|度?方案|级|届|以上|以来)")
_NAME_BEFORE = re.compile(r"(?:每|近|跨|历|往|多|上一|前|周|半|中|去|上|[一二三四五六七八九十两\d])$")
_PLANNED = re.compile(r"目标|任务|计划(?!完成|投资|新)")
_PROMISING = re.compile(r"(?:确保|力争|争取|推动|推进|促进|加快|力促|抓好|做好|保障|督促)$")
_WHICH = re.compile(
    r"度?\s?(?:已)?(?:(?:新?签约|结转|续建|跨年度?|落地|入库|摘牌|供地|立项|下达|遗留|未完工|在建|已批|获批)的?[^,;。:的]{0,8}?(?:项目|工程|道路|企业|任务|房屋|小区)"
    r"|(?:新?开工|启动|竣工|引进|实施|谋划|建成|新建)的)"
)
_LEADING = re.compile(
    r"[\s、,:;()0-9.]*(?:全[市省县区州]|集团|公司|我[市省县区]|建议|关于|推动|推进|实现|完成|力争|确保|争取|计划|并|在|于|力争在|其中|[一二三四五六七八九十]是|要)?\s*"
)


@dataclass(slots=True)
class Horizon:
    """A stretch that names a time and its last day. `past`: before the plan's year. `leads`: it opens its clause."""

    start: int
    end: int
    due: date | None
    past: bool = False
    leads: bool = False


def says_which(text: str, start: int, after: int) -> bool:
    """确保2024年签约项目开工, 2023年续建的道路: the year says which things are meant, it tells no past."""
    return bool(_PROMISING.search(text, max(0, start - 4), start) or _WHICH.match(text, after))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER[text]


def _due(match: re.Match[str], year: int) -> date:
    if match["month"]:
        end = last_day(year, _number(match["month"]))
        wanted = int(match["day"]) if match["day"] else {"上旬": 10, "中旬": 20}.get(match["tenth"] or "", end.day)
        return end.replace(day=min(wanted, end.day))
    if match["quarter"]:
        return last_day(year, 3 * _number(match["quarter"]))
    if match["half"]:
        return date(year, 6, 30)
    return date(year, 9, 30) if match["three"] else date(year, 12, 31)


def _feast(match: re.Match[str], year: int | None) -> date | None:
    month, day = FESTIVALS[match["feast"]]
    return date.fromordinal(date(year, month, day).toordinal() - 1) if year else None


def _anniversary(match: re.Match[str], text: str, title: str) -> date | None:
    before = text[max(0, match.start() - 12) : match.start()]
    for founding in ANNIVERSARIES:
        if founding.place in title + before and any(name in before for name in founding.names):
            return founding.on.replace(year=founding.on.year + _number(match["nth"]))
    return None


def _leads(text: str, start: int, position: int) -> bool:
    """Whether only small words stand between the last comma and the date."""
    cut = max(text.rfind(mark, start, position) for mark in ",;。:\n()、")
    return bool(_LEADING.fullmatch(text, max(start, cut + 1), position))


def _span(match: re.Match[str], text: str, year: int | None, leads: bool) -> tuple[date | None, bool]:
    """(last day, whether it is past) of a match with a year, a month or a part of a year."""
    written = match["year"] or match["year2"]
    named = int(written) if written else year and year + bool(match["next"] or match["next2"])
    if not named:
        return None, False
    if year and named < year:
        return None, not says_which(text, match.start(), match.end())
    bare = bool(match["year2"]) and not match["reach2"] and match[0][-1] not in "前止"
    embedded = (bare or match["whole"] == "年度") and not leads
    named_thing = (bare or match["whole"] == "年度") and _NAME_AFTER.match(text, match.end())
    planned = match["whole"] in ("全年", "年度") and _PLANNED.match(text, match.end())
    return (None if embedded or named_thing or planned else _due(match, named)), False


def horizons(text: str, start: int, end: int, year: int | None, title: str) -> list[Horizon]:
    """Every time named between `start` and `end`, in order. Without a plan year only full dates have a day."""
    found = []
    for match in HORIZON.finditer(text, start, end):
        if _NAME_BEFORE.search(text, max(start, match.start() - 2), match.start()):
            continue
        leads = _leads(text, max(start, match.start() - 60), match.start())
        due: date | None
        past = False
        if match["sofar"]:
            due, past = None, True
        elif match["nth"]:
            due = _anniversary(match, text, title)
        elif match["feast"]:
            due = _feast(match, year)
        elif match["to"] or match["period"]:
            last = int(match["to"]) if match["to"] else 2015 + 5 * (_number(match["period"]) - 12)
            past = bool(year and last < year) and not match["to"]
            due = (
                date(last, 12, 31) if year and last >= year and not text.startswith(("度", "《"), match.end()) else None
            )
        else:
            due, past = _span(match, text, year, leads)
        found.append(Horizon(*match.span(), due, past, leads))
    return found

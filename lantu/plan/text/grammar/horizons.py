"""When: 年底前 · 上半年 · 一季度 · 6月底前 · 2025年底 · 四周年前, as the last day of the period the text names."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from lantu.plan.text.grammar.anniversaries import ANNIVERSARIES

_YEAR = r"(?:到|至)?(?P<year>20\d\d)年|(?P<this>今年|本年度?|当年)|(?P<next>明年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<tenth>[上中]旬))?(?:底|末|下旬)?"
_QUARTER = r"(?:第)?(?P<quarter>[一二三四1-4])季度(?:底|末)?"
_HALF = (
    r"(?P<half>上半年|年中)|(?P<three>前三季度)|(?P<whole>下半年|年底|年末|年内|全年|年度)|(?<=年)(?P<end>底|末|内|度)"
)
HORIZON = re.compile(r"(?P<from>20\d\d)年?(?:-|—|–|~|至|到){1,2}(?P<to>20\d\d)年"
                     rf"|(?:(?:{_YEAR})度?(?:的)?)(?:{_MONTH}|{_QUARTER}|{_HALF})?(?:之前|以前|前|止)?"
                     rf"|(?:{_MONTH.replace('month', 'm2').replace('day', 'd2').replace('tenth', 't2')}"
                     rf"|{_QUARTER.replace('quarter', 'q2')}"
                     r"|(?P<h2>上半年|年中)|(?P<three2>前三季度)|(?P<w2>下半年|年底|年末|年内|全年|年度|本年))(?:之前|以前|前|止)?"
                     r"|(?P<nth>[一二三四五六七八九十]+)周年(?:之前|前)")  # fmt: skip
_NUMBER = {**{c: i for i, c in enumerate("一二三四五六七八九十", 1)}, "十一": 11, "十二": 12}
# A year, a quarter or a month inside such words names a document or a rhythm, not a date.
_NAME_AFTER = re.compile(r"(?:版|度?工作要点|度?重点工作|度?计划|度?方案|级|届|以上|以来|的|年度)|[-—~至到]20\d\d年")
_NAME_BEFORE = re.compile(r"(?:每|近|跨|历|往|多|上一|前|周|半|中|去|上)$")


@dataclass(frozen=True, slots=True)
class Horizon:
    """A stretch that names a time and its last day; `past` when it lies before the plan's year, `plain` for a bare year."""

    start: int
    end: int
    due: date | None
    past: bool = False
    plain: bool = False


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER[text]


def _due(match: re.Match[str], year: int) -> date | None:
    groups = match.groupdict()
    month, day = groups["month"] or groups["m2"], groups["day"] or groups["d2"]
    quarter, tenth = groups["quarter"] or groups["q2"], groups["tenth"] or groups["t2"]
    if month:
        end = last_day(year, _number(month))
        if day or tenth:
            wanted = int(day) if day else {"上旬": 10, "中旬": 20}[tenth]
            return end.replace(day=min(wanted, end.day))
        return end
    if quarter:
        return last_day(year, 3 * _number(quarter))
    if groups["half"] or groups["h2"]:
        return date(year, 6, 30)
    if groups["three"] or groups["three2"]:
        return date(year, 9, 30)
    return date(year, 12, 31)


def _anniversary(match: re.Match[str], text: str, title: str) -> date | None:
    for founding in ANNIVERSARIES:
        before = text[max(0, match.start() - 12) : match.start()]
        if any(name in before for name in founding.names) and founding.place in title + before:
            return founding.on.replace(year=founding.on.year + _number(match["nth"]))
    return None


def horizons(text: str, start: int, end: int, year: int | None, title: str) -> list[Horizon]:
    """Every time named between `start` and `end`, in order. Without a plan year only full dates have a day."""
    found = []
    for match in HORIZON.finditer(text, start, end):
        if _NAME_BEFORE.search(text, max(start, match.start() - 2), match.start()):
            continue
        if match["nth"]:
            found.append(Horizon(*match.span(), _anniversary(match, text, title)))
            continue
        if match["to"]:
            to = int(match["to"])
            due = (
                date(to, 12, 31) if year and to >= year and text[match.end() : match.end() + 1] not in "度《" else None
            )
            found.append(Horizon(*match.span(), due))
            continue
        named = int(match["year"]) if match["year"] else year and year + bool(match["next"])
        plain = bool(match["year"]) and match[0].endswith("年") and not match[0].startswith(("到", "至"))
        past = bool(named and year and named < year)
        name = _NAME_AFTER.match(text, match.end(), end) if plain or match["w2"] == "年度" else None
        due = None if name or past or not named else _due(match, named)
        found.append(Horizon(*match.span(), due, past, plain))
    return found

"""The plan's year, and due dates that stand in a column or behind a label (完成时限:6月底)."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "O": "0"}
_CN_YEAR = re.compile(r"二[〇零O][一二三四五六七八九〇零O]{2}(?=年)")
_SPAN = re.compile(r"(20\d\d)年?\s*[-—–~至到]+\s*(20\d\d)")
_YEAR = re.compile(r"(20\d\d)\s*年")
_PLAN_YEAR = re.compile(
    r"(?<![到至])(20\d\d)年,?(?:是|度?(?:全|我|市|区|县|省|经济|政府|工作|重点|目标|主要|为民|民生|各项|发展))"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DUE = (
    (re.compile(rf"(?:(?P<year>20\d\d)[-./年]|(?<!\d)){_MONTH}[-./月](?P<day>3[01]|[12]\d|0?[1-9])(?:日|$|\D)"), "day"),
    (re.compile(rf"(?:(?P<year>20\d\d)年|(?<!\d)){_MONTH}月(?:份|底|末|上旬|中旬|下旬)?"), "month"),
    (re.compile(rf"(?P<year>20\d\d)[-./]{_MONTH}(?!\d)"), "month"),
    (
        re.compile(
            r"(?:(?P<year>20\d\d)年)?(?:度)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年)|(?:前|头)(?P<quarters>[一二三])季度)"
        ),
        "quarter",
    ),
    (re.compile(r"(?:(?P<year>20\d\d)年)(?:底|末|年底|内|全年|\Z|前|度)"), "year"),
    (re.compile(r"年底|年末|年内|全年|下半年|当年|本年|长期|常年|持续"), "end"),
)
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OPEN_ENDED = re.compile(r"长期|常年|持续")


def plan_years(title: str, headings: list[str], opening: str) -> tuple[int | None, int | None]:
    """The first and the last year of the plan (2023—2025年; usually the same one).

    From its title, else the latest in its headings, else the first one its opening is about; (None, None) when a text,
    a policy say, has none.
    """
    title = _digits(title)
    if span := _SPAN.search(title):
        return int(span[1]), int(span[2])
    review = [int(year) for heading in headings for year in _YEAR.findall(_digits(heading))] if "总结" in title else []
    if review:
        return max(review), max(review)
    if years := _YEAR.findall(title) or re.findall(r"(20\d\d)(?=\D|$)", title):
        return int(years[-1]), int(years[-1])
    later = [int(year) for heading in headings for year in _YEAR.findall(_digits(heading))]
    if later:
        return max(later), max(later)
    opening = _digits(opening)
    found = _PLAN_YEAR.search(opening)
    return (int(found[1]), int(found[1])) if found else (None, None)


def due_date(written: str, year: int | None) -> date | None:
    """The last day of what a time-limit cell says; None for what names no day (长期) or no year is known for."""
    text = _digits(written).replace(" ", "")
    until = re.split(r"[—–~至]+|(?<=[日月底年])-", text)[-1]
    if until != text and (last := due_date(until, year)):
        return last
    if _OPEN_ENDED.search(text):
        return None
    for pattern, grain in _DUE:
        found = pattern.search(text)
        if not found:
            continue
        given = found.groupdict().get("year")
        in_year = int(given) if given else year
        return _last_day(found, grain, in_year) if in_year else None
    return None


def _last_day(found: re.Match[str], grain: str, year: int) -> date | None:
    parts = found.groupdict()
    if grain in ("year", "end"):
        return date(year, 12, 31)
    if grain == "quarter":
        quarter = 2 if parts["half"] else _QUARTER[parts["quarter"] or parts["quarters"]]
        month = 3 * quarter
    else:
        month = int(parts["month"])
    last = calendar.monthrange(year, month)[1]
    if grain != "day":
        tail = found.group()
        return date(year, month, 10 if tail.endswith("上旬") else 20 if tail.endswith("中旬") else last)
    day = int(parts["day"])
    return date(year, month, day) if day <= last else None


def _digits(text: str) -> str:
    """二〇二四年 as 2024年."""
    return _CN_YEAR.sub(lambda found: "2" + "".join(_DIGIT.get(c, c) for c in found.group()[1:]), text)

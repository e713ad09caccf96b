"""The plan's year, and due dates that stand in a column or behind a label (完成时限:6月底)."""

from __future__ import annotations

import re
from datetime import date

from ..grammar.horizons import horizons

_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "O": "0"}
_CN_YEAR = re.compile(r"二[〇零O][一二三四五六七八九〇零O]{2}(?=年)")
_SPAN = re.compile(r"(20\d\d)年?\s*[-—–~至到]+\s*(20\d\d)")
_YEAR = re.compile(r"(20\d\d)\s*年")
_PLAN_YEAR = re.compile(
    r"(?<![到至])(20\d\d)年,?(?:是|度?(?:全|我|市|区|县|省|经济|政府|工作|重点|目标|主要|为民|民生|各项|发展))"
)
_OPEN_ENDED = re.compile(r"长期|常年|持续")
_QUARTER = re.compile(r"[Qq]([1-4])(?!\d)")  # Q2
_UNTIL = re.compile(r"[—–~至]+|(?<=[日月底年度])-|(?<!\d)\d{1,2}-(?=\d{1,2}月)")
_DAY = re.compile(r"(\d{1,2})日")
# 2024-06-30, 2024/6, 6.30: how a column writes what a sentence writes as 2024年6月30日.
_DOTTED = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)[-./](?P<in>1[0-2]|0?[1-9])(?:[-./](?P<on>3[01]|[12]\d|0?[1-9]))?"
    r"|(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9]))(?![\d月])日?"
)


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
    """The last day of what a time-limit cell says; None for what names no day (长期) or no year is known for.

    The times are those of sentences (`grammar.horizons`); of a span (5月28日—6月10日) it is the end, of a list the first.
    """
    text = _DOTTED.sub(_spelt, _QUARTER.sub(r"\1季度", _digits(written).replace(" ", "")))
    if _OPEN_ENDED.search(text):
        return None
    years = _YEAR.findall(text)
    named = int(years[-1]) if years else year
    for part in (_UNTIL.split(text)[-1], text):
        for time in horizons(part, 0, len(part), named, ""):
            day = _DAY.search(part, time.start, time.end)
            if time.due and (day is None or int(day[1]) == time.due.day):  # 2月30日 names no day
                return time.due
    return None


def _spelt(found: re.Match[str]) -> str:
    year, month, day = found["year"], found["in"] or found["month"], found["on"] or found["day"]
    return (f"{year}年" if year else "") + f"{int(month)}月" + (f"{int(day)}日" if day else "")


def _digits(text: str) -> str:
    """二〇二四年 as 2024年."""
    return _CN_YEAR.sub(lambda found: "2" + "".join(_DIGIT.get(c, c) for c in found.group()[1:]), text)

"""What a reading must be before it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lantu.engines.measures import Refused, Said, Series
from lantu.ground.period import Period

from .units import Inexact, convert


def checked(said: Said, series: Series, today: date) -> Said:
    """The reading in its series' unit, with its period and expectation written as `Period` writes them. Raises Refused."""
    if said.as_of > today:
        raise _refused(
            "future",
            series,
            f"截止日 {said.as_of} 在今天（{today}）之后；请改为已经过去的日期",
            f"it speaks of {said.as_of}, and today is {today}; name a day that has passed",
        )
    if series.starts and said.as_of < series.starts:
        raise _refused(
            "before_start",
            series,
            f"截止日 {said.as_of} 早于起始日 {series.starts}；请改日期，或更正指标的起始日",
            f"it speaks of {said.as_of}, and the series starts on {series.starts}; correct one of the two",
        )
    said = replace(said, period=_period(said, series), expected=_written(said.expected, series))
    if [said.value is not None, bool(said.state), bool(said.expected)].count(True) != 1:
        raise _refused(
            "empty",
            series,
            "须且只须给出数值、状态、预计三者之一",
            "give one of a value, a state and an expected period, and only one",
        )
    wrong = said.state if series.form == "quantity" else said.value
    if wrong is not None and wrong != "":
        form = {"quantity": ("数值", "a value"), "state": ("状态", "a state")}[series.form]
        raise _refused("form", series, f"须填{form[0]}，不是“{wrong}”", f"it takes {form[1]}, not {wrong}")
    return _in_unit(said, series)


def _in_unit(said: Said, series: Series) -> Said:
    if said.value is None:
        return replace(said, unit="")
    try:
        return replace(said, value=convert(said.value, said.unit, series.unit), unit=series.unit)
    except Inexact:
        raise _refused(
            "unit",
            series,
            f"{said.value:f} {said.unit or '（无单位）'} 不能准确换算为 {series.unit or '无单位'}；请核对单位后重新填写",
            f"{said.value:f} {said.unit or '(no unit)'} does not convert exactly into {series.unit or 'no unit'}; check the unit",
        ) from None


def _period(said: Said, series: Series) -> str:
    period = _written(said.period, series) or said.as_of.isoformat()
    if said.as_of not in Period.parse(period):
        raise _refused(
            "period",
            series,
            f"截止日 {said.as_of} 不在期间 {period} 之内；请更正其一",
            f"{said.as_of} is not in {period}; correct one of the two",
        )
    return period


def _written(period: str, series: Series) -> str:
    try:
        return str(Period.parse(period)) if period else ""
    except ValueError as error:
        en, _, zh = str(error).partition(" / ")
        raise _refused("period", series, zh, en) from None


def _refused(code: str, series: Series, zh: str, en: str) -> Refused:
    name = series.name or series.key
    return Refused(code, f"指标“{name}”的读数未保存：{zh}", f"The reading of {name!r} was not kept: {en}")

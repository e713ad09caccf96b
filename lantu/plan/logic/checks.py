"""What a person types for a target is checked as strictly as what the reader finds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from lantu.ground import strings
from lantu.plan import Refused
from lantu.plan.text import Basis, Comparator, Kind, State

from .items import FACTS

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "comparator": get_args(Comparator),
    "basis": get_args(Basis),
    "state": get_args(State),
}
DESCRIBED = ("title", "issuer", "year", "starts", "ends")
LARGEST = 1e18
LONGEST = {"subject": 400, "unit": 40}
ORGANISATIONS, NAME_LENGTH = 60, 120
NUMBERS = ("value", "low", "high")


def checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Whole, canonical facts of one target; what does not belong to its kind is emptied. Raises Refused with a sentence."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise _refused(f"没有字段 {'、'.join(sorted(unknown))}", f"there is no field {', '.join(sorted(unknown))}")
    said = {name: facts.get(name) for name in FACTS}
    for name, choices in CHOICES.items():
        said[name] = said[name] or ""
        if said[name] and said[name] not in choices:
            raise _refused(f"{_called(name)}只能是 {'、'.join(choices)}", f"{name} must be one of {', '.join(choices)}")
    for name, most in LONGEST.items():
        said[name] = _words(name, said[name], most)
    for name in NUMBERS:
        said[name] = _number(name, said[name])
    if said["due"] is not None and type(said["due"]) is not date:
        raise _refused("完成日期应为年-月-日", "due must be a date")
    if said["kind"] == "milestone":
        return _milestone(said)
    if said["kind"] == "quantity":
        return _quantity(said)
    raise _refused("请选择类型：数量或里程碑", "choose a kind: quantity or milestone")


def _milestone(said: dict[str, Any]) -> dict[str, Any]:
    if not said["state"]:
        raise _refused("里程碑须选择状态，例如“建成”", "a milestone needs a state, such as completed")
    return said | {"value": None, "low": None, "high": None, "unit": "", "comparator": "", "basis": ""}


def _quantity(said: dict[str, Any]) -> dict[str, Any]:
    value, low, high = (said[name] for name in NUMBERS)
    if value is None and low is not None and high is not None:
        if low > high:
            raise _refused("区间的下限大于上限", "the range begins above its end")
        return said | {"state": "", "comparator": "range"}
    if value is None or low is not None or high is not None:
        raise _refused(
            "数量目标须填一个数值，或区间的下限与上限", "a quantity needs one value, or both ends of a range"
        )
    if said["comparator"] == "range":
        raise _refused("区间须填下限与上限", "a range needs both its ends")
    return said | {"state": "", "comparator": said["comparator"] or "="}


def _number(name: str, value: Any) -> float | int | None:
    if value is None:
        return None
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or abs(value) > LARGEST
    ):
        raise _refused(
            f"{_called(name)}应为绝对值不超过 {LARGEST:.0e} 的数", f"{name} must be a number up to {LARGEST:.0e}"
        )
    return int(value) if float(value).is_integer() else value


def _words(name: str, value: Any, most: int) -> str:
    words = str(value or "").strip()
    if len(words) > most or not words.isprintable():
        raise _refused(
            f"{_called(name)}应为一行、不超过 {most} 字", f"{name} must be one line of up to {most} characters"
        )
    return words


def checked_plan(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan says of itself. Raises Refused with a sentence."""
    unknown = set(facts) - set(DESCRIBED)
    if unknown:
        raise _refused(f"没有字段 {'、'.join(sorted(unknown))}", f"there is no field {', '.join(sorted(unknown))}")
    said = {"title": _words("title", facts.get("title"), 200), "issuer": _words("issuer", facts.get("issuer"), 200)}
    if not said["title"]:
        raise _refused("计划名称不能为空", "a plan needs a title")
    year, starts, ends = (facts.get(name) for name in ("year", "starts", "ends"))
    if year is not None and (type(year) is not int or not 1949 <= year <= 2200):
        raise _refused("年份应在 1949 至 2200 之间", "the year must be between 1949 and 2200")
    if any(day is not None and type(day) is not date for day in (starts, ends)):
        raise _refused("起止日期应为年-月-日", "first and last day must be dates")
    if starts and ends and starts > ends:
        raise _refused("开始日期晚于结束日期", "the first day is after the last")
    return said | {"year": year, "starts": starts, "ends": ends}


def checked_organisations(names: Any) -> tuple[str, ...]:
    """Names of organisations, each once, in the order given."""
    kept = tuple(dict.fromkeys(name for name in (_words("organisation", name, NAME_LENGTH) for name in names) if name))
    if len(kept) > ORGANISATIONS:
        raise _refused(f"责任单位不能超过 {ORGANISATIONS} 个", f"no more than {ORGANISATIONS} organisations can answer")
    return kept


def _called(name: str) -> str:
    """A field's name in Chinese."""
    return strings.say(f"plan.field.{name}", "zh")


def _refused(zh: str, en: str) -> Refused:
    return Refused("invalid", f"{zh}；请更正后再提交", f"{en[0].upper()}{en[1:]}; correct it and submit again")

"""One cell: from what is written to what it lets through, and what two cells have in common.

Days are compared as their ordinals, so that an open bound can be moved to the next day and an empty stretch is seen.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from lantu.engines.decisions import Allowed, Column, Interval, Value

ANY = "-"
TRUE, FALSE = "yes", "no"
_TRUTH = {"yes": TRUE, "true": TRUE, "是": TRUE, "no": FALSE, "false": FALSE, "否": FALSE}
_COMPARISON = re.compile(r"(>=|<=|>|<)\s*(.+)")
_RANGE = re.compile(r"([\[(])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])])")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")  # a spreadsheet turns 2023-01-05 into 2023/1/5


class Unclear(Exception):
    """A cell that means nothing: why and what to write instead, in zh and en."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def condition(written: str, column: Column) -> Allowed:
    """What a condition's cell lets through. Raises Unclear."""
    if not written:
        raise Unclear("是空的；什么都可以时写 -", "is empty; write - where anything will do")
    if written == ANY:
        return None
    parts = [part.strip() for part in written.split("|")]
    if column.type in ("text", "boolean"):
        return frozenset(str(_named(part, column)) for part in parts)
    return tuple(_stretch(_plain(part), column) for part in parts)


def output(written: str, column: Column) -> Value:
    """The value in an output's cell, None for `-`. Raises Unclear."""
    if not written:
        raise Unclear("是空的；没有值时写 -", "is empty; write - where there is no value")
    if written == ANY:
        return None
    if column.type == "text":
        return _named(written, column)
    if column.type == "boolean":
        return _named(written, column) == TRUE
    return day(_plain(written)) if column.type == "date" else number(_plain(written), column.unit)


def day(written: str) -> date:
    """A day written 2023-06-30. Raises Unclear."""
    found = _DAY.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Unclear(
            f"“{written}”不是日期；请写成 2023-06-30", f"{written!r} is not a day; write 2023-06-30"
        ) from None


def number(written: str, unit: str) -> Decimal:
    """A number, with or without its column's own unit behind it. Raises Unclear."""
    bare = written.removesuffix(unit).strip() if unit else written
    try:
        found = Decimal(bare.replace(",", ""))
        if not found.is_finite():
            raise InvalidOperation
    except InvalidOperation:
        zh = f"“{written}”不是数" + (f"，或单位不是本列的“{unit}”" if unit else "（本列没有单位）")
        en = f"{written!r} is not a number" + (
            f" in this column's unit {unit}" if unit else " (this column has no unit)"
        )
        raise Unclear(f"{zh}；请写成 20、>= 20、[1..5) 或 1|3", f"{en}; write 20, >= 20, [1..5) or 1|3") from None
    return found


def lets_through(allowed: Allowed, value: str | Decimal) -> bool:
    """Whether a fact (text, yes or no, a number, a day's ordinal) is among what a condition allows."""
    if allowed is None:
        return True
    if isinstance(allowed, frozenset):
        return value in allowed
    return isinstance(value, Decimal) and any(_within(value, one) for one in allowed)


def meet(one: Allowed, other: Allowed) -> bool:
    """Whether some fact is let through by both."""
    if one is None or other is None:
        return True
    if isinstance(one, frozenset):
        return not one.isdisjoint(other)
    return any(not empty(_common(a, b)) for a in one for b in other if isinstance(b, Interval))


def covers(wide: Allowed, narrow: Allowed, column: Column) -> bool:
    """Whether `wide` lets through whatever `narrow` does; stretches that only together cover are not joined."""
    if wide is None:
        return True
    if isinstance(wide, frozenset):
        all_there_is = frozenset(column.values or ((TRUE, FALSE) if column.type == "boolean" else ()))
        return (
            (frozenset(str(one) for one in narrow) <= wide)
            if narrow is not None
            else bool(all_there_is) and all_there_is <= wide
        )
    inner = (Interval(),) if narrow is None else narrow
    return all(any(_holds(a, b) for b in wide) for a in inner if isinstance(a, Interval))


def empty(found: Interval) -> bool:
    """Whether nothing lies between the bounds."""
    if found.low is None or found.high is None:
        return False
    return found.low > found.high or (found.low == found.high and (found.low_open or found.high_open))


def _named(written: str, column: Column) -> str:
    if column.type == "boolean":
        if written.lower() not in _TRUTH:
            raise Unclear(
                f"“{written}”不是 是/否；请写 yes 或 no", f"{written!r} is neither yes nor no; write one of them"
            )
        return _TRUTH[written.lower()]
    if column.values and written not in column.values:
        known = "|".join(column.values)
        raise Unclear(
            f"“{written}”不在本列的取值之内（{known}）；请改用其中之一，或先在表头增加",
            f"{written!r} is not among this column's values ({known}); use one of them or add it to the header",
        )
    if not written:
        raise Unclear("列表中有空值；请写成 a|b", "holds an empty value in its list; write a|b")
    return written


def _stretch(written: str, column: Column) -> Interval:
    if found := _COMPARISON.fullmatch(written):
        sign, bound = found[1], _bound(found[2], column)
        made = (
            Interval(low=bound, low_open=sign == ">") if sign[0] == ">" else Interval(high=bound, high_open=sign == "<")
        )
    elif found := _RANGE.fullmatch(written):
        made = Interval(_bound(found[2], column), _bound(found[3], column), found[1] == "(", found[4] == ")")
    else:
        bound = _bound(written, column)
        made = Interval(bound, bound)
    made = _closed(made) if column.type == "date" else made
    if empty(made):
        raise Unclear(
            f"“{written}”中没有任何值；请把下限写在前、上限写在后，如 [1..5)",
            f"{written!r} holds nothing; write the lower bound first, as in [1..5)",
        )
    return made


def _bound(written: str, column: Column) -> Decimal:
    return Decimal(day(written).toordinal()) if column.type == "date" else number(written, column.unit)


def _closed(days: Interval) -> Interval:
    return Interval(
        days.low + 1 if days.low is not None and days.low_open else days.low,
        days.high - 1 if days.high is not None and days.high_open else days.high,
    )


def _common(one: Interval, other: Interval) -> Interval:
    low = max((one, other), key=lambda x: (x.low is not None, x.low or 0, x.low_open))
    high = min((one, other), key=lambda x: (x.high is None, x.high or 0, not x.high_open))
    return Interval(low.low, high.high, low.low_open, high.high_open)


def _within(value: Decimal, bounds: Interval) -> bool:
    low, high = bounds.low, bounds.high
    return (low is None or value > low or (value == low and not bounds.low_open)) and (
        high is None or value < high or (value == high and not bounds.high_open)
    )


def _holds(inner: Interval, outer: Interval) -> bool:
    return _common(inner, outer) == inner


def _plain(written: str) -> str:
    """Full-width signs and ≥ ≤, which a Chinese keyboard gives, as the plain ones."""
    return unicodedata.normalize("NFKC", written).replace("≥", ">=").replace("≤", "<=").strip()

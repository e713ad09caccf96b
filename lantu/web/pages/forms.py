"""What people type about a target, as facts. Pure; the spine checks them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lantu.plan import Refused
from lantu.plan.text.grammar.figures.numerals import NUMERAL, numeral

FIELDS = ("kind", "subject", "value", "low", "high", "unit", "comparator", "basis", "state", "due")
NUMBERS = ("value", "low", "high")
SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(万亿|万|亿)?")


def changes(form: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a form; fields that it does not hold stay as they are. Raises Refused for what is no number or date."""
    said: dict[str, Any] = {name: form[name].strip() for name in FIELDS if name in form}
    for name in NUMBERS:
        if name in said:
            said[name] = number(said[name])
    if "due" in said:
        said["due"] = day(said["due"])
    if said.get("low") is not None and said.get("high") is not None:
        said["value"], said["comparator"] = None, "range"
    elif said.get("comparator") == "range" and said.get("value") is not None:
        said["comparator"] = "="
    return said


def number(words: str) -> float | int | None:
    """57000000000, 570亿, 三千, 1,200 or nothing."""
    plain = words.replace(",", "").replace("，", "").replace(" ", "")
    if not plain:
        return None
    found = NUMBER.fullmatch(plain)
    written = None if found else NUMERAL.fullmatch(plain)
    if written and not written["percent"]:
        return numeral(written).value
    if found is None:
        raise Refused(
            "number", f"“{words}”不是数；请填 1200、570亿 这样的数", f"{words!r} is not a number; write 1200 or 3.5"
        )
    value = float(found[1]) * SCALES.get(found[2] or "", 1)
    return int(value) if value.is_integer() else value


def day(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refused(
            "due", f"“{words}”不是日期；请写成 2023-06-30", f"{words!r} is not a date; write 2023-06-30"
        ) from None


def names(words: str) -> list[str]:
    """Organisations as people list them: 、 , ; or a line each."""
    return [name.strip() for name in re.split(r"[、,，;；\n]+", words) if name.strip()]


def whole(words: str) -> int:
    """A position in the text; -1, which is none, for anything else."""
    return int(words) if words.isdecimal() and len(words) < 12 else -1


def edition(form: Mapping[str, str]) -> int:
    """The edition that the person saw; 0, which never exists, when the form names none."""
    return max(whole(form.get("edition", "")), 0)

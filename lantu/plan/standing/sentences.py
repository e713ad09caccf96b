"""The sentence behind a standing, in zh and en; built when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from lantu.engines.measures import NOT_YET, Counted, Reading
from lantu.ground import strings
from lantu.ground.period import Period
from lantu.ground.strings import keys

from . import Aim, Standing

# (value, unit, language) -> the number as people read it; pages hand in their own.
Figure = Callable[[Decimal, str, str], str]
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈"}


def plain(value: Decimal, unit: str, lang: str) -> str:
    """A number with its unit: 570亿元 in zh, in en without 万 and 亿."""
    for size, word in ((8, "亿"), (4, "万")) if lang == "zh" else ():
        short = value.scaleb(-size)
        if abs(short) >= 1 and short == round(short, 2):
            return f"{short.normalize():f}{word}{unit}"
    gap = "" if lang == "zh" or unit in ("", "%") else " "
    return f"{value:,f}{gap}{unit}" if lang == "en" else f"{value:f}{unit}"


def sentence(standing: Standing, lang: str, figure: Figure = plain) -> str:
    """Why it stands so: what was read, what was aimed at or due by then, in one sentence."""
    counted, expected = standing.found.counted, standing.expected
    values = {
        "said": said(counted.reading, standing.aim, lang, figure) if counted else "",
        "aim": aimed(standing.aim, lang, figure),
        "due": standing.aim.due or "–",
        "progress": share(standing.found.progress),
        "due_by_now": share(standing.found.due_by_now),
        "expected": period_words(expected.reading.expected, lang) if expected else "",
        "stated": expected.reading.as_of if expected else "",
    }
    return strings.say(f"standing.because.{because(standing)}", lang, **values)


def because(standing: Standing) -> str:
    """Which sentence: the facts decide, so that a table with other row names still has one."""
    facts, found = standing.facts, standing.found
    paced = "pace" if found.progress is not None and found.due_by_now is not None else "aim"
    match standing.word:
        case "met":
            return "reached"
        case "met late":
            return "reached_late"
        case "missed":
            return "not_reached" if facts.evidence == "decisive" else "expected_late_over"
        case "behind":
            return f"behind_{paced}"
        case "at risk":
            return facts.doubt if facts.doubt != "none" else "expected_late_ahead"
        case "on course":
            return f"keeps_{paced}" if facts.evidence == "fresh" else "expected_in_time"
    if facts.evidence == "undecided":
        return f"undecided_{'over' if facts.due == 'over' else 'ahead'}"
    return "other" if facts.evidence in ("fresh", "decisive") else facts.evidence


def evidence(counted: Counted, lang: str) -> str:
    """Where the reading can be looked up: its source, who published it, under what title."""
    reading = counted.reading
    return strings.say(
        "standing.evidence.line",
        lang,
        source=strings.say(f"standing.source.{reading.source}", lang),
        publisher=f" · {reading.evidence.publisher}" if reading.evidence.publisher else "",
        title=f" · {reading.evidence.title}" if reading.evidence.title else "",
    )


def said(reading: Reading, aim: Aim, lang: str, figure: Figure = plain) -> str:
    """What a reading says: 截至 2023-06-30 为 52%."""
    if reading.value is not None:
        return strings.say("standing.said.value", lang, day=reading.as_of, value=figure(reading.value, aim.unit, lang))
    return strings.say("standing.said.state", lang, day=reading.as_of, state=_state(reading.state, lang))


def aimed(aim: Aim, lang: str, figure: Figure = plain) -> str:
    """What is aimed at: 目标 ≥20%."""
    if aim.kind == "milestone":
        return strings.say("standing.aim.milestone", lang, aim=_state(aim.state, lang))
    if aim.low is not None and aim.high is not None:
        words = f"{figure(aim.low, '', lang)}–{figure(aim.high, aim.unit, lang)}"
    else:
        words = SIGNS.get(aim.comparator, "") + figure(aim.value or Decimal(0), aim.unit, lang)
    return strings.say("standing.aim.quantity", lang, aim=words)


def period_words(period: str, lang: str) -> str:
    """A period as people say it: 2024年上半年."""
    found = Period.parse(period)
    if lang == "en" or found.kind == "day":
        return period
    year, month = found.start.year, found.start.month
    part = {"half": "上半年" if month < 7 else "下半年", "quarter": f"第{(month + 2) // 3}季度", "month": f"{month}月"}
    return f"{year}年{part.get(found.kind, '')}"


def share(value: Decimal | None) -> str:
    """Per cent with one place, as the published practice writes it (91.7)."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def _state(state: str, lang: str) -> str:
    if state == NOT_YET:
        return strings.say("standing.state.not_yet", lang)
    key = f"plan.state.{state}"
    return strings.say(key, lang) if key in keys() else state

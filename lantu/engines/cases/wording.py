"""Cases in words: what a page, a notice or an export says of them, in zh or en."""

from __future__ import annotations

from lantu.ground.strings import say

from . import CaseView, NoticeView, Passage


def state(case: CaseView, lang: str) -> str:
    """Open, stopped, closed or cancelled."""
    return say(f"cases.state.{case.state}", lang)


def step(case: CaseView, lang: str) -> str:
    """The step it is at."""
    return case.step_zh if lang == "zh" else case.step_en


def term(case: CaseView, lang: str) -> str:
    """Until when, and whether that is past; why not, where there is no day."""
    if case.stopped_on is not None:
        return say("cases.due.stopped", lang, since=case.stopped_on, reason=case.stopped_for)
    if case.due is None:
        return say("cases.due.uncovered" if case.uncovered else "cases.due.none", lang)
    return say("cases.due.late" if case.late else "cases.due.by", lang, due=case.due)


def outcome(key: str, lang: str) -> str:
    """What a button for this outcome says."""
    return say(f"cases.outcome.{key}", lang)


def passage(entry: Passage, lang: str) -> str:
    """What somebody did: the outcome where there is one, else the verb."""
    return (
        outcome(entry.outcome, lang) if entry.outcome else say(f"cases.verb.{entry.verb.removeprefix('case.')}", lang)
    )


def notice(said: NoticeView, lang: str) -> str:
    """The clock's sentence."""
    return say(f"cases.notice.{said.kind}", lang, title=said.title, due=said.due)

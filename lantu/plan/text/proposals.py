"""A narrow port: another reader may propose targets, and only what stands in the text is admitted.

Nothing here calls out and nothing calls this by default. Whoever runs another reader (a language model on the office's own
server, say) hands in what it proposed; the quote must be a piece of the text, and its place must be beyond doubt.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from lantu.plan.text import Basis, Comparator, State, Target
from lantu.plan.text.grammar.figures.numerals import NUMERAL, numeral
from lantu.plan.text.grammar.scanning import fold


@dataclass(frozen=True, slots=True)
class Proposal:
    """What another reader saw: the exact words, which occurrence of them (`nth`, from 1), and the target's fields.

    `reader` names who proposed it and becomes part of the target's `rule`; `confidence` is that reader's own.
    """

    quote: str
    subject: str
    nth: int | None = None
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str = ""
    comparator: Comparator | None = None
    basis: Basis | None = None
    state: State | None = None
    due: date | None = None
    reader: str = "proposed"
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that was not admitted, and why, in zh and en."""

    proposal: Proposal
    code: str
    zh: str
    en: str


_REASONS = {
    "quote-empty": ("引文为空;请给出原文中的确切文字。", "The quote is empty; give the exact words of the text."),
    "quote-absent": ("引文不在原文中;请逐字引用。", "The quote is not in the text; quote it word for word."),
    "quote-ambiguous": (
        "引文在原文中不止一处;请用 nth 指明第几处。",
        "The quote occurs more than once; say which occurrence with nth.",
    ),
    "nth-absent": ("原文中没有这么多处引文;请核对 nth。", "The quote does not occur that often; check nth."),
    "subject-absent": (
        "对象不在原文中;请逐字引用,没有则留空。",
        "The subject is not in the text; quote it or leave it empty.",
    ),
    "fields": (
        "字段不成目标:数量需要数值(或上下限)和比较词,节点需要状态,二者只能居其一。",
        "The fields make no target: a quantity needs a value (or low and high) and a comparator, a milestone a state, not both.",
    ),
    "number-absent": (
        "引文中没有这个数;数值必须由引文得出。",
        "The quote does not say this number; the value must follow from it.",
    ),
}


def _places(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _numbers(proposal: Proposal) -> list[int | float]:
    given = (proposal.value, proposal.low, proposal.high)
    return [number for number in given if number is not None]


def _well_formed(proposal: Proposal) -> bool:
    numbers = _numbers(proposal)
    if not all(isinstance(n, (int, float)) and math.isfinite(n) for n in numbers):
        return False
    if proposal.state is not None:
        return proposal.state in get_args(State) and not numbers
    single = proposal.value is not None and proposal.low is None and proposal.high is None
    pair = proposal.value is None and proposal.low is not None and proposal.high is not None
    ordered = not pair or (proposal.low or 0) <= (proposal.high or 0)
    known = proposal.basis is None or proposal.basis in get_args(Basis)
    return (single or pair) and ordered and known and proposal.comparator in get_args(Comparator)


def _says(quote: str, number: int | float) -> bool:
    """Whether some numeral of the quote, alone or times the scale of another (3-5万), is the number."""
    found = [numeral(match) for match in NUMERAL.finditer(fold(quote))]
    scales = {1, 10_000, 100_000_000} if any(c in quote for c in "万亿") else {1}
    return any(math.isclose(n.value * scale, number, rel_tol=1e-9) for n in found for scale in scales)


def _why_not(text: str, proposal: Proposal, places: list[int]) -> str | None:
    if not proposal.quote:
        return "quote-empty"
    if not places:
        return "quote-absent"
    if proposal.nth is None and len(places) > 1:
        return "quote-ambiguous"
    if proposal.nth is not None and not 1 <= proposal.nth <= len(places):
        return "nth-absent"
    if proposal.subject and proposal.subject not in text:
        return "subject-absent"
    if not _well_formed(proposal):
        return "fields"
    return None if all(_says(proposal.quote, number) for number in _numbers(proposal)) else "number-absent"


def admit(text: str, proposals: Iterable[Proposal]) -> tuple[tuple[Target, ...], tuple[Refusal, ...]]:
    """The proposals that stand in the text as targets, in the order of the text, and the others with the reason."""
    accepted: list[Target] = []
    refused: list[Refusal] = []
    for proposal in proposals:
        places = _places(text, proposal.quote) if proposal.quote else []
        reason = _why_not(text, proposal, places)
        if reason:
            refused.append(Refusal(proposal, reason, *_REASONS[reason]))
            continue
        start = places[(proposal.nth or 1) - 1]
        target = Target(
            "milestone" if proposal.state else "quantity",
            start,
            start + len(proposal.quote),
            proposal.quote,
            proposal.subject,
        )
        fields = ("value", "low", "high", "unit", "comparator", "basis", "state", "due")
        given = {name: getattr(proposal, name) for name in fields}
        confidence = min(1.0, max(0.0, proposal.confidence))
        accepted.append(replace(target, **given, rule=f"proposed: {proposal.reader}", confidence=confidence))
    return tuple(sorted(accepted, key=lambda target: (target.start, target.end))), tuple(refused)

"""How a standing is shown: a mark, a colour and a word, its sentence and where it comes from; and the moment it is shown for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.http import HttpRequest
from django.utils import timezone

from lantu.engines.measures import Reading
from lantu.ground import strings
from lantu.plan.standing import Standing, Word
from lantu.plan.standing.rolling import RollUp
from lantu.plan.standing.sentences import evidence, said, sentence

from .amounts import number_text

MARKS: dict[Word, str] = {
    "met": "✔",
    "met late": "✔◷",
    "on course": "●",
    "at risk": "▲",
    "behind": "◆",
    "missed": "✕",
    "unknown": "–",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a page speaks of, and the day by whose end it was known (None: now)."""

    as_of: date
    known_on: date | None
    moved: bool

    @property
    def known_at(self) -> datetime | None:
        if self.known_on is None:
            return None
        return timezone.make_aware(datetime.combine(self.known_on, time.max))

    @property
    def query(self) -> dict[str, str]:
        """What links carry on; nothing when the page speaks of today."""
        known = {"known_at": self.known_on.isoformat()} if self.known_on else {}
        return ({"as_of": self.as_of.isoformat()} if self.moved else {}) | known


def moment_of(request: HttpRequest) -> Moment:
    """`?as_of=2023-12-31&known_at=2024-01-31`; what is no day is left aside, as unknown filters are."""
    today = timezone.localdate()
    as_of, known_on = (_day(request.GET.get(name, "")) for name in ("as_of", "known_at"))
    return Moment(as_of or today, known_on, as_of not in (None, today))


@dataclass(frozen=True, slots=True)
class Mark:
    """`name` is for style sheets, `mark` and `word` for people; one never goes without the other."""

    name: str
    mark: str
    word: str
    count: int = 0
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A reading that a standing rests on, or that says something else."""

    line: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands beside a standing: the sentence, the readings, the rule with its source."""

    mark: Mark
    sentence: str
    sources: tuple[Source, ...]
    beside: tuple[str, ...]
    rule: str
    rule_source: str


def mark_of(word: Word, lang: str, count: int = 0, *, simulated: bool = False) -> Mark:
    return Mark(word.replace(" ", "-"), MARKS[word], strings.say(f"standing.word.{word}", lang), count, simulated)


def marks_of(rolled: RollUp, lang: str) -> list[Mark]:
    """A group's counts, the worst first."""
    return [mark_of(word, lang, count) for word, count in rolled.counts]


def worst_of(rolled: Mapping[str, RollUp], name: str, lang: str) -> Mark | None:
    """The worst of a group; None for a group without targets."""
    found = rolled.get(name)
    return mark_of(found.worst, lang, simulated=found.simulated) if found and found.worst else None


def reason_of(standing: Standing, lang: str) -> Reason:
    """Everything that the detail of a target says about its standing."""
    shown = dict.fromkeys(one for one in (standing.found.counted, standing.expected) if one is not None)
    beside = [(one, other) for one in shown for other in one.beside]
    return Reason(
        mark=mark_of(standing.word, lang, simulated=standing.simulated),
        sentence=sentence(standing, lang, figure_text),
        sources=tuple(
            Source(evidence(one, lang), _safe(one.reading), one.reading.note if lang == "en" else "") for one in shown
        ),
        beside=tuple(said(other, standing.aim, lang, figure_text) for _, other in beside),
        rule=standing.row.name if standing.row else "",
        rule_source=standing.row.source if standing.row else "",
    )


def figure_text(value: Decimal, unit: str, lang: str) -> str:
    """A number as every page shows it."""
    plain = int(value) if value == value.to_integral_value() else float(value)
    return number_text(plain, unit, lang)


def _safe(reading: Reading) -> str:
    """An address that a link may lead to."""
    return reading.evidence.url if reading.evidence.url.startswith(("https://", "http://")) else ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None

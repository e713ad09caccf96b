"""Parts of a target that pages show: its number, its due date, what was said of it. No page prints them otherwise."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any, get_args

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantu.ground import strings
from lantu.ground.strings import keys
from lantu.plan import ChangedTarget, DiffView, TargetView
from lantu.plan.text import Basis, Comparator, State

from ..figures import basis_words, figure
from ..pages.forms import FIELDS
from ..pages.source import find
from ..pages.sureness import rule_words, sureness
from ..standings import Mark

register = template.Library()
VERDICT_BADGES = {"accepted": "good", "edited": "accent", "added": "accent", "rejected": "bad", "proposed": ""}


def _lang(context: template.Context) -> str:
    return str(context.get("lang") or "zh")


@register.simple_tag(takes_context=True)
def word(context: template.Context, family: str, name: Any) -> str:
    """The word for a code: `{% word "kind" target.kind %}`; a code without a word is shown as it is."""
    known = keys()
    key = next((key for key in (f"plan.{family}.{name}", f"web.{family}.{name}") if key in known), "")
    return strings.say(key, _lang(context)) if key else str(name or "")


@register.simple_tag(takes_context=True)
def number(context: template.Context, target: TargetView, *, evident: bool = False) -> SafeString:
    """The one way a target's number is shown; `evident` with its source and the way back to its sentence."""
    lang = _lang(context)
    said = figure(target, lang)
    shown = {"lang": lang, "number": said, "evident": evident, "evidence": f"#w-{target.key}"}
    return SafeString(render_to_string("parts/number.html", shown).strip())


@register.simple_tag(takes_context=True)
def due(context: template.Context, target: TargetView) -> SafeString:
    """A target's due date, and a mark where the document gives none."""
    lang = _lang(context)
    if target.due is None:
        return format_html("<span>{}</span>", strings.say("web.due.none", lang))
    if target.due_assumed:
        why = strings.say("web.due.assumed", lang)
        return format_html(
            '<span class="assumed" title="{}">{}<span class="unseen"> {}</span></span>',
            why,
            strings.say("web.due.assumed_short", lang),
            why,
        )
    return format_html(
        '<time datetime="{0}" title="{0}">{1}</time>', target.due.isoformat(), day_words(target.due, lang)
    )


def day_words(day: date, lang: str) -> str:
    """A day as short as a column allows: 6月30日, 30 Jun."""
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day:%-d %b}"


@register.simple_tag(takes_context=True)
def day(context: template.Context, day: date) -> str:
    """A day with its year: 2023年6月30日, 30 Jun 2023."""
    lang = _lang(context)
    return f"{day.year}年{day_words(day, lang)}" if lang == "zh" else f"{day_words(day, lang)} {day.year}"


@register.simple_tag(takes_context=True)
def review_word(context: template.Context, target: TargetView) -> SafeString:
    """A target's verdict in the list: what still waits stays quiet, unless the machine was unsure."""
    if target.review != "proposed":
        return verdict(context, target.review)
    lang = _lang(context)
    if sureness(target.confidence) == "sure_low":
        return format_html('<span class="badge warn">{}</span>', strings.say("web.verdict.check", lang))
    return format_html('<span class="pending">{}</span>', strings.say("web.verdict.waiting", lang))


@register.simple_tag(takes_context=True)
def standing(context: template.Context, target: TargetView) -> SafeString:
    """A target's standing in the list: mark and word; what is unknown stays quiet, with its word for those who ask or listen."""
    found: Mark | None = (context.get("marks") or {}).get(target.key)
    if found is None:
        return SafeString("")
    words = '<span class="{}">{}</span>' if found.name == "unknown" else '<span class="{}"> {}</span>'
    said = format_html(words, "unseen" if found.name == "unknown" else "word", found.word)
    return format_html('<span class="standing {}" title="{}">{}{}</span>', found.name, found.word, found.mark, said)


@register.simple_tag(takes_context=True)
def verdict(context: template.Context, review: str) -> SafeString:
    """What people said of a target so far."""
    said = strings.say(f"plan.review.{review}", _lang(context))
    return format_html('<span class="badge {}">{}</span>', VERDICT_BADGES.get(review, ""), said)


@register.filter
def percent(value: float) -> int:
    """A share between 0 and 1 in whole per cent."""
    return round(value * 100)


@register.simple_tag(takes_context=True)
def t_error(context: template.Context, name: str, part: str) -> str:
    """A sentence of an error page; kinds without one of their own use those of a refusal."""
    key = f"web.error.{name}_{part}"
    return strings.say(key if key in keys() else f"web.error.refused_{part}", _lang(context))


@register.simple_tag(takes_context=True)
def rule_said(context: template.Context, rule: str) -> str:
    """A reading rule in plain words."""
    return rule_words(rule, _lang(context))


@register.simple_tag(takes_context=True)
def basis_said(context: template.Context, target: TargetView) -> str:
    """What a target's number counts; a fall is called one."""
    return basis_words(target, _lang(context))


@register.simple_tag(takes_context=True)
def version_state(context: template.Context, state: str) -> SafeString:
    """Where a version stands."""
    tone = {"adopted": "good", "draft": "warn", "failed": "bad"}.get(state, "")
    return format_html('<span class="badge {}">{}</span>', tone, strings.say(f"plan.version.{state}", _lang(context)))


@register.simple_tag(takes_context=True)
def said(context: template.Context, note: dict[str, str]) -> str:
    """What a note, an error or a refusal says in the reader's language."""
    return note.get(_lang(context), "")


@register.filter
def told_once(notes: tuple[dict[str, str], ...]) -> list[dict[str, str]]:
    """Notes from reading, each kind once: two rules may see the same thing."""
    return list({note.get("code", note["zh"]): note for note in reversed(notes)}.values())[::-1]


@register.simple_tag(takes_context=True)
def figure_words(context: template.Context, target: TargetView) -> str:
    """A target's figure in words alone, for a version that has no page to lead back to."""
    return str(figure(target, _lang(context)))


@register.simple_tag(takes_context=True)
def changed_facts(context: template.Context, change: ChangedTarget, side: str) -> SafeString:
    """What differs between two views of a target, from one side: only the fields that changed."""
    lang = _lang(context)
    target = change.before if side == "before" else change.after
    return format_html_join(
        mark_safe("<br>"),
        "<del>{}</del>" if side == "before" else "<ins>{}</ins>",
        ((text,) for text in dict.fromkeys(fact_words(target, name, lang) for name in change.fields)),
    )


NUMERIC = ("value", "low", "high", "unit", "comparator", "basis", "state")


def fact_words(target: TargetView, name: str, lang: str) -> str:
    """One field of a target as people read it."""
    if name in NUMERIC:
        return str(figure(target, lang))
    value = getattr(target, name, "")
    if name == "kind":
        return strings.say(f"plan.kind.{value}", lang)
    if isinstance(value, tuple):
        return "、".join(value) or "–"
    return str(value or "–")


@register.simple_tag(takes_context=True)
def said_of(context: template.Context, refusal: Any) -> str:
    """What a refusal says in the reader's language."""
    return str(getattr(refusal, _lang(context)))


@register.inclusion_tag("parts/fields.html", takes_context=True)
def target_fields(context: template.Context, target: TargetView | None = None, typed: Any = None) -> dict[str, Any]:
    """The fields of a target's form: what was typed, else what stands, else nothing."""
    shown = dict.fromkeys(FIELDS, "")
    if target is not None:
        shown |= {name: _plain(getattr(target, name)) for name in FIELDS}
        shown["due"] = "" if target.due_assumed else shown["due"]
    shown |= {name: typed[name] for name in FIELDS if typed and name in typed}
    return {
        "lang": _lang(context),
        "f": shown,
        "kinds": ("quantity", "milestone"),
        "comparators": get_args(Comparator),
        "bases": get_args(Basis),
        "states": get_args(State),
    }


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


@register.simple_tag
def marked(text: str, words: str = "") -> SafeString | str:
    """A text with the words that were searched for marked in it."""
    spans = find(text, words or "") if words else []
    if not spans:
        return text
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[a:b] for a, b in itertools.pairwise(edges)]
    return format_html_join(
        "",
        "{}",
        ((format_html('<mark class="hit">{}</mark>', piece) if at % 2 else piece,) for at, piece in enumerate(pieces)),
    )


@register.simple_tag(takes_context=True)
def diff_words(context: template.Context, diff: DiffView) -> str:
    """What a version brings, in one sentence that leaves out what there is none of."""
    lang = _lang(context)
    counts = {name: len(getattr(diff, name)) for name in ("added", "removed", "changed", "moved")}
    parts = [strings.say(f"web.diff.n_{name}", lang, n=count) for name, count in counts.items() if count]
    return strings.say("web.diff.and", lang).join(parts)


@register.simple_tag(takes_context=True)
def who(context: template.Context, name: str) -> str:
    """A person's name; what the package itself brought is by "sample"."""
    return strings.say("web.versions.who_sample", _lang(context)) if name == "sample" else name

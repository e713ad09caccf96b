"""Parts of a target that pages show: its number, its due date, what was said of it. No page prints them otherwise."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lantu.ground import strings
from lantu.plan import TargetView

from ..figures import figure

register = template.Library()
VERDICT_BADGES = {"accepted": "good", "edited": "accent", "added": "accent", "rejected": "bad", "proposed": ""}


def _lang(context: template.Context) -> str:
    return str(context.get("lang") or "zh")


@register.simple_tag(takes_context=True)
def word(context: template.Context, family: str, name: Any) -> str:
    """The word for a code: `{% word "kind" target.kind %}`; a code without a word is shown as it is."""
    key = f"web.{family}.{name}"
    return strings.say(key, _lang(context)) if name and key in strings.keys() else str(name or "")


@register.simple_tag(takes_context=True)
def number(context: template.Context, target: TargetView, anchor: str = "") -> SafeString:
    """The one way a target's number is shown, with its source and the way back to its sentence."""
    lang = _lang(context)
    said = figure(target, lang)
    evidence = f"{anchor}#w-{target.key}"
    return mark_safe(  # noqa: S308  # the template escapes what goes in
        get_template("parts/number.html").template.render(  # type: ignore[attr-defined]
            template.Context({"lang": lang, "number": said, "evidence": evidence})
        ).strip()
    )


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
    return format_html('<time datetime="{}">{}</time>', target.due.isoformat(), target.due.isoformat())


@register.simple_tag(takes_context=True)
def verdict(context: template.Context, review: str) -> SafeString:
    """What people said of a target so far."""
    said = strings.say(f"web.verdict.{review}", _lang(context))
    return format_html('<span class="badge {}">{}</span>', VERDICT_BADGES.get(review, ""), said)


@register.filter
def percent(value: float) -> int:
    """A share between 0 and 1 in whole per cent."""
    return round(value * 100)

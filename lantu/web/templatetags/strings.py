"""`{% t "web.plan.count" n=tasks %}`: a sentence in the reader's language. Built in: no template needs to load it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from lantu.ground import strings

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: template.Context, key: str, **values: Any) -> SafeString:
    """`lang` of the context decides, else the request. Values are escaped; the sentence itself is ours."""
    lang = context.get("lang") or (strings.language(context["request"]) if "request" in context else "zh")
    escaped = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(strings.say(key, lang, **escaped))  # noqa: S308  # every value was escaped one line above

"""Reading rules in the words of people."""

from __future__ import annotations

from lantu.ground import strings


def rule_words(rule: str, lang: str) -> str:
    """The longest part of a rule's name that has words; the name itself where none has."""
    known = strings.keys()
    parts = rule.replace("-", "_").split(".")
    while parts:
        key = f"web.rule.{'.'.join(parts)}"
        if key in known:
            return strings.say(key, lang)
        parts.pop()
    return rule

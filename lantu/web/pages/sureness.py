"""How sure the machine is of a find, and by which rule, in words. The highest bound also decides what is accepted all at once."""

from __future__ import annotations

from lantu.ground import strings

CERTAIN = 0.9
BOUNDS = ((CERTAIN, "sure_high"), (0.7, "sure_middle"), (0.0, "sure_low"))


def sureness(confidence: float) -> str:
    """The word for a confidence between 0 and 1."""
    return next(word for bound, word in BOUNDS if confidence >= bound)


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

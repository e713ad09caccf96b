"""How sure the machine is of a find, in a word. The highest bound also decides what can be accepted all at once."""

from __future__ import annotations

CERTAIN = 0.9
BOUNDS = ((CERTAIN, "sure_high"), (0.7, "sure_middle"), (0.0, "sure_low"))


def sureness(confidence: float) -> str:
    """The word for a confidence between 0 and 1."""
    return next(word for bound, word in BOUNDS if confidence >= bound)

"""How sure a rule is."""

from __future__ import annotations

RIGHT = {"growth": 0.97}


def confidence(rule: str) -> float:
    """Between 0 and 1."""
    return RIGHT.get(rule, 0.9)

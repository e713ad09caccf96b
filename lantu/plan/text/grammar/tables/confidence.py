"""How sure a rule is: what became of the targets it made on annotated texts.

`COUNTS` holds, for each rule, how many of its targets were right and how many it made on the project's annotated examples
and documents and on the Lingang plan. The confidence is (right + 1) / (made + 2), Laplace's rule of succession: a rule that
was hardly seen stays near a half. When the annotated texts grow, count again (docs/reading.md says how).
"""

from __future__ import annotations

COUNTS = {
    "growth": (70, 70),
    "reach": (146, 146),
    "count": (383, 384),
    "moved": (21, 21),
    "portion": (5, 5),
    "listed": (104, 105),
    "bound": (22, 22),
    "dated": (4, 4),
    "phrase": (3, 3),
    "scale": (2, 2),
    "deliver": (144, 146),
    "arrive": (106, 106),
    "strive": (5, 5),
    "pass": (3, 3),
    "equip": (1, 1),
    "cover": (1, 1),
}


def confidence(rule: str) -> float:
    """Between 0 and 1."""
    right, made = COUNTS[rule]
    return round((right + 1) / (made + 2), 3)

"""Which way a growth goes. Facts keep how far something moves (下降3% has the value 3), the quote keeps which way."""

from __future__ import annotations

import re

_FALLS = ["下降", "降低", "减少", "压减", "缩减", "压缩", "缩短", "压降", "削减", "降幅", "精简", "下调", "调减"]
_RISES = ["增长", "增加", "增幅", "提高", "提升", "上升", "上调", "扩大", "延长", "增", "升"]
_MOVES = re.compile("|".join([*_FALLS, *_RISES]))


def falls(basis: str | None, value: float | int | None, quote: str) -> bool:
    """Whether a growth goes down, as its quote says: the word of movement that stands last decides."""
    moves = _MOVES.findall(quote)
    return basis == "growth" and (value or 0) >= 0 and bool(moves) and moves[-1] in _FALLS

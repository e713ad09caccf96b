"""Anniversaries that plans use as dates ("四周年前"): one line each, with the day it counts from and where that is said."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Founding(NamedTuple):
    """`names` stand before the anniversary in the text, `place` in the document's title or just before."""

    names: tuple[str, ...]
    place: str
    on: date
    source: str


ANNIVERSARIES = (
    Founding(("新片区", "临港", "揭牌"), "临港", date(2019, 8, 20), "临港新片区 2019-08-20 揭牌 (新华社, 2019-08-20)"),
)

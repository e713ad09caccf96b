"""Anniversaries and fixed feasts that plans use as dates (四周年前, 国庆节前): one line each."""

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

# Statutory feasts on a fixed day of the solar calendar (全国年节及纪念日放假办法), and 七一: month, day.
FESTIVALS = {"国庆": (10, 1), "五一": (5, 1), "七一": (7, 1)}

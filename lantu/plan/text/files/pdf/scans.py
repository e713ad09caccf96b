"""Pages without a text layer, through optical character recognition (RapidOCR, an optional extra; works offline)."""

from __future__ import annotations

import importlib
import importlib.util
import statistics
from dataclasses import replace
from typing import Any

from lantu.plan.text.files.pdf.lines import Line

_DPI = 200  # a 10.5 pt character is 29 pixels high, enough for the recognition models
_SURE = 0.5  # lines recognised with less are guesses
_LETTER = 0.8  # of the height of a recognised line: its box keeps a margin
_SHORT = 4  # boxes of so few letters keep a wider margin: their size is that of the line above
_engine: list[Any] = []


def available() -> bool:
    """Whether the recognition extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def lines(page: Any, number: int) -> list[Line]:
    """The recognised lines of a pdfplumber page, from top to bottom."""
    if not _engine:
        _engine.append(importlib.import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"}))
    picture = page.to_image(resolution=_DPI).original.convert("RGB")
    found = _engine[0](importlib.import_module("numpy").asarray(picture))
    if found.boxes is None:
        return []
    scale, height = 72 / _DPI, float(page.height)
    out: list[Line] = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score >= _SURE and text.strip():
            (left, top), (right, bottom) = (box.min(axis=0) * scale).tolist(), (box.max(axis=0) * scale).tolist()
            out.append(Line(text.strip(), number, height, left, right, top, bottom, _LETTER * (bottom - top)))
    usual = statistics.median([line.size for line in out]) if out else 1
    out.sort(key=lambda line: (round(line.top / usual), line.left))
    for at, line in enumerate(out[1:], start=1):
        if len(line.text) < _SHORT:
            out[at] = replace(line, size=out[at - 1].size)
    return out

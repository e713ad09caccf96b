"""Pages without a text layer, through optical character recognition (RapidOCR, an optional extra; works offline)."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from lantu.plan.text.files.pdf.lines import Line

_DPI = 200  # a 10.5 pt character is 29 pixels high, enough for the recognition models
_SURE = 0.5  # lines recognised with less are guesses
_engine: list[Any] = []


def available() -> bool:
    """Whether the recognition extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def lines(page: Any, number: int) -> list[Line]:
    """The recognised lines of a pdfplumber page, from top to bottom."""
    if not _engine:
        _engine.append(importlib.import_module("rapidocr").RapidOCR())
    picture = page.to_image(resolution=_DPI).original.convert("RGB")
    found = _engine[0](importlib.import_module("numpy").asarray(picture))
    if found.boxes is None:
        return []
    scale, height = 72 / _DPI, float(page.height)
    out = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score >= _SURE and text.strip():
            across, down = [float(x) * scale for x, _ in box], [float(y) * scale for _, y in box]
            size = max(down) - min(down)
            out.append(Line(text.strip(), number, height, min(across), max(across), min(down), max(down), size * 0.8))
    return sorted(out, key=lambda line: (round(line.top / max(line.size, 1)), line.left))

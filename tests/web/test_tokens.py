"""The colours can be read: contrast of every pair that carries text, in light and dark (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lantu.web

CSS = Path(lantu.web.__file__).parent / "static" / "css"
TEXT = {
    "paper": (
        "ink",
        "quiet",
        "accent",
        "second",
        "warn",
        "bad",
        "good",
        "met",
        "on-course",
        "at-risk",
        "behind",
        "missed",
        "unknown",
    ),
    "ground": ("ink", "quiet", "accent"),
    "sunken": ("ink", "quiet"),
    "accent-soft": ("ink", "accent", "quiet"),
    "second-soft": ("ink", "second"),
    "accent": ("accent-ink",),
    "second": ("paper",),
    "hit": ("hit-ink",),
    "warn-soft": ("ink", "warn"),
    "bad-soft": ("ink", "bad"),
    "good-soft": ("ink", "good"),
}


def blocks() -> dict[str, dict[str, str]]:
    """The variables of each colour scheme by its selector; dark ones stand on the light ones."""
    found: dict[str, dict[str, str]] = {}
    text = (CSS / "tokens.css").read_text("utf-8")
    for selector, body in re.findall(r"(:root[^{]*)\{([^}]*)\}", text):
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", body))
        if colours:
            found[" ".join(selector.split())] = colours
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", blocks())
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    colours = blocks()[scheme]
    weak = [
        f"{ink} on {paper}: {contrast(colours[ink], colours[paper]):.2f}"
        for paper, inks in TEXT.items()
        for ink in inks
        if contrast(colours[ink], colours[paper]) < 4.5
    ]
    assert weak == []
    # Borders of fields must be seen, too (1.4.11).
    assert contrast(colours["line-strong"], colours["paper"]) >= 3


def test_dark_by_choice_and_dark_by_the_system_are_the_same() -> None:
    chosen, system = list(blocks().values())[1:]
    assert chosen == system


def test_style_sheets_name_only_variables_that_exist() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in CSS.glob("*.css")}
    known = set(re.findall(r"(--[\w-]+):", sheets["tokens.css"]))
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[\w-]+)\)", text)}
    assert used <= known
    # Colours live among the tokens and in print, nowhere else.
    for name, text in sheets.items():
        if name not in ("tokens.css", "screens.css"):
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", text) == []

"""The flows and tables that come with the spine: files found by name, the file's name being the key."""

from __future__ import annotations

from pathlib import Path

from lantu.engines.cases import actions as cases
from lantu.engines.decisions import actions as decisions
from lantu.ground.people import SYSTEM

RULES = Path(__file__).resolve().parents[1] / "rules"


def take_rules() -> None:
    """Put in use what this version brings, unless an office put its own in use. Doing it again changes nothing."""
    for file in sorted((RULES / "flows").glob("*.csv")):
        cases.take(SYSTEM, file.stem, file.read_text("utf-8"))
    for file in sorted((RULES / "tables").glob("*.csv")):
        decisions.take(SYSTEM, file.stem, file.read_text("utf-8"))

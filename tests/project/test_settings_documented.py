"""The documentation of the environment is complete, and names nothing that is not read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read_variables() -> set[str]:
    """Every name of a variable that code of the package asks its environment for."""
    found = set()
    for file in (ROOT / "lantu").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"^(LANTU_[A-Z_]+|DATABASE_URL)$", node.value))
    return found


def test_every_variable_is_in_the_table_of_settings() -> None:
    section = (ROOT / "docs/running.md").read_text("utf-8").split("## Settings")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", section, re.MULTILINE))
    assert documented == read_variables()

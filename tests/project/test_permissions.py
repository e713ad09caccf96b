"""The table of permissions answers every question that code asks, and keeps the three administrators apart."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

LANTU = Path(__file__).resolve().parents[2] / "lantu"
ASKING = ("may", "ask", "_ask", "asks")


def table() -> dict[str, dict[str, str]]:
    with (LANTU / "project/permissions.csv").open(encoding="utf-8") as lines:
        return {row["verb"]: row for row in csv.DictReader(lines)}


def asked() -> dict[str, str]:
    found = {}
    for file in LANTU.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ASKING:
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                found |= dict.fromkeys(words, str(file.relative_to(LANTU)))
    return found


def test_every_verb_that_code_asks_for_has_a_row() -> None:
    assert asked()
    assert {verb: file for verb, file in asked().items() if verb not in table()} == {}


def test_administrators_decide_nothing_about_plans_and_share_no_power() -> None:
    separated = ("system_admin", "security_admin", "auditor")
    for verb, row in table().items():
        if verb.startswith("plan."):
            assert not any(row[role] for role in separated), verb
    powers = {role: {verb for verb, row in table().items() if row[role]} for role in separated}
    assert powers["system_admin"] & powers["security_admin"] == set()
    assert powers["security_admin"] & powers["auditor"] == {"people.list"}
    assert powers["system_admin"] & powers["auditor"] == {"journal.verify"}


def test_the_public_may_only_look() -> None:
    assert {verb for verb, row in table().items() if row["public"]} <= {"plan.read", "plan.export"}

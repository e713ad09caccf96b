"""The house's own rules: sizes, names, locks and links. docs/house.md says why; one test holds each."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("lantu", "tests", "benchmarks")
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION, FULLEST_FOLDER, DEEPEST = 350, 60, 40, 14, 4
# Folders that hold many of one kind by nature; the root holds what tools look for there.
MANY = re.compile(
    r"^\.$|^docs$|^(docs/choices|lantu/scenes|lantu/plans)$|/(pages|templates|migrations|examples|documents|commands)(/|$)"
)
VAGUE = {"util", "utils", "helper", "helpers", "base", "manager", "managers", "service", "services", "common", "misc"}
LINE_ENDS = (".py", ".html", ".css", ".js", ".toml", ".yaml", ".md")


def tracked() -> list[str]:
    """What git knows or would add: the project as a colleague gets it."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(name for name in listing.stdout.decode().split("\0") if name and (ROOT / name).is_file())


FILES = tracked()
PYTHON = [name for name in FILES if name.endswith(".py")]
LOCKS = [name for name in FILES if re.search(r"(^|/)requirements[a-z-]*\.lock$", name)]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def functions(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text(name))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_stay_short():
    sizes = {name: text(name).count("\n") for name in PYTHON if "/migrations/" not in name}
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_FILE} == {}


def test_functions_stay_short():
    sizes = {f"{file}:{name}": lines for file in PYTHON for name, lines in functions(file)}
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_FUNCTION} == {}
    assert statistics.median(sizes.values()) <= MEDIAN_FUNCTION / 2


def test_folders_stay_small_and_shallow():
    entries: dict[str, set[str]] = {}
    for name in FILES:
        for parent in Path(name).parents:
            child = Path(name).relative_to(parent).parts[0]
            if child != "__init__.py":
                entries.setdefault(str(parent), set()).add(child)
    full = {name: len(has) for name, has in entries.items() if len(has) > FULLEST_FOLDER and not MANY.search(name)}
    # A folder of nothing but data is many of one kind.
    assert {
        name: many for name, many in full.items() if any(Path(child).suffix in ("", ".py") for child in entries[name])
    } == {}
    deep = {name for name in PYTHON if name.startswith("lantu/") and len(Path(name).parts) - 2 > DEEPEST}
    assert deep == set()


def test_names_say_what_is_inside():
    parts = {name: {Path(part).stem for part in Path(name).parts} for name in FILES if name.startswith(CODE)}
    assert {name: words & VAGUE for name, words in parts.items() if words & VAGUE} == {}


def test_no_module_is_named_like_one_of_the_standard_library():
    modules = {name: Path(name).stem for name in PYTHON if name.startswith("lantu/")}
    packages = {
        name: Path(name).parent.name for name in PYTHON if name.startswith("lantu/") and name.endswith("__init__.py")
    }
    known = set(sys.stdlib_module_names) - {"__init__", "__main__"}
    # `calendar` or `html` inside a package shadows nothing; a reader of `from .html import …` still has to look twice.
    assert {name: word for name, word in {**modules, **packages}.items() if word in known} == {}


def test_every_code_folder_of_the_package_is_a_package():
    """import-linter sees only packages: without `__init__.py` a folder's imports would go unchecked."""
    folders = {Path(name).parent for name in PYTHON if name.startswith("lantu/")}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").is_file()] == []


def test_nothing_unfinished_is_kept():
    # Written in pieces, so that this file may hold the words it looks for.
    words = "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "raise Not" + "Implemented" + "Error", "lorem" + " ipsum"])
    found = {name: re.findall(rf"\b({words})\b", text(name)) for name in FILES if name.endswith((*LINE_ENDS, "run"))}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_registry_host_and_no_path_of_one_machine_is_kept():
    hosts = "|".join(
        ["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.org", "npm" + "mirror", "tuna" + r"\.tsinghua"]
    )
    pattern = re.compile(rf"({hosts}|(?<![\w.])/(?:home|Users|root|work)/[\w.-]+)")
    found = {
        name: pattern.findall(text(name))
        for name in FILES
        if not name.endswith((".gz", ".png", ".pdf", ".docx", ".xlsx"))
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_uv_keeps_no_lock_of_its_own():
    assert "uv.lock" not in FILES


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_with_hashes_and_names_no_place(name):
    pins = re.sub(r" \\\n\s+", " ", text(name)).strip().splitlines()
    assert pins
    assert [
        pin for pin in pins if not re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", pin)
    ] == []
    assert [pin for pin in pins if "://" in pin or " @ " in pin or "--index" in pin] == []


def test_the_page_assets_are_pinned_with_hashes_and_without_places():
    import json

    packages = json.loads(text("package-lock.json"))["packages"]
    del packages[""]
    assert packages
    assert [name for name, facts in packages.items() if not facts.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, facts in packages.items() if "resolved" in facts] == []


def test_every_page_of_the_docs_is_linked_and_every_link_leads_somewhere():
    index = text("docs/index.md")
    pages = [name for name in FILES if name.startswith("docs/") and name.endswith(".md")]
    assert [name for name in pages if name != "docs/index.md" and f"({name.removeprefix('docs/')})" not in index] == []
    broken = []
    for name in [*pages, "README.md", "README.zh.md", "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(name)):
            if "://" not in target and not ((ROOT / name).parent / target).exists():
                broken.append(f"{name}: {target}")
    assert broken == []


def test_every_command_is_documented():
    running = text("docs/running.md")
    commands = [
        Path(name).stem for name in FILES if name.startswith("lantu/project/commands/") and name.endswith(".py")
    ]
    verbs = [verb.replace("_", " ") for verb in commands if not verb.startswith("_")]
    assert [verb for verb in verbs if f"run.py {verb}" not in running] == []


# The rules between rooms are held by import-linter; what is held here is that it would notice.


@pytest.fixture
def copy(tmp_path):
    """The package and its contracts, to plant something in."""
    for name in FILES:
        if name.startswith("lantu/") and name.endswith(".py"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={"PATH": ""})


def test_the_rooms_keep_their_rules(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("place", "line", "broken"),
    [
        ("lantu/cellar/__init__.py", "", "Rooms stand on the rooms below"),
        ("lantu/ground/planted.py", "import lantu.plan", "Rooms stand on the rooms below"),
        ("lantu/plan/text/planted.py", "import django", "What only thinks"),
        ("lantu/plan/logic/planted.py", "import sqlite3", "What only thinks"),
        ("lantu/plan/text/planted.py", "import lantu.plan.models", "What only thinks"),
        ("lantu/web/planted.py", "import lantu.plan.models", "The plan's tables"),
        ("lantu/plan/planted.py", "import lantu.ground.people.models", "The people's tables"),
        ("lantu/plan/planted.py", "import lantu.ground.journal.models", "The journal's tables"),
        ("lantu/ground/planted.py", "import lantu.engines", "Rooms stand on the rooms below"),
        ("lantu/engines/cellar/__init__.py", "", "Engines stand on the engines below"),
        ("lantu/engines/decisions/logic/planted.py", "import django", "What only thinks"),
        ("lantu/engines/decisions/planted.py", "import lantu.engines.cases", "Engines stand on the engines below"),
        ("lantu/plan/planted.py", "import lantu.engines.decisions.models", "The decisions' tables"),
        ("lantu/plan/planted.py", "import lantu.engines.cases.models", "The cases' tables"),
        ("lantu/plan/planted.py", "import ninja", "Databases are opened through Django"),
    ],
)
def test_a_planted_breach_is_noticed(copy, place, line, broken):
    planted = copy / place
    for folder in planted.parents:
        if folder.is_relative_to(copy / "lantu"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").touch()
    planted.write_text(line + "\n", encoding="utf-8")
    for room in ("plan", "engines/cases", "engines/decisions", "ground/people", "ground/journal"):
        (copy / "lantu" / room / "models.py").touch()
    done = lint(copy)
    assert done.returncode != 0
    assert re.search(rf"{re.escape(broken)}.* BROKEN", done.stdout), done.stdout

"""`run.py test` and `run.py check`: style, types, rules between rooms, pytest, and with `--all` everything else.

Run from the project's folder with the Python of .venv.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", LINT_IMPORTS],
}


def main(words: list[str]) -> int:
    """`check`, or `test [--all] [pytest words]`. With words of its own pytest runs alone, without the checks."""
    verb, *words = words
    everything = "--all" in words
    words = [word for word in words if word != "--all"]
    steps: dict[str, bool] = {}
    if not words:
        for name, command in CHECKS.items():
            run(steps, name, command)
    if verb == "test":
        run(steps, "pytest", ["-m", "pytest", "--durations=10", *([] if everything else ["-m", "not slow"]), *words])
    if verb == "test" and everything:
        test_on_postgres(steps, words)
        if not words:
            run_benchmarks(steps)
    print()
    for name, passed in steps.items():
        print("✔" if passed else "✕", name)
    return 0 if all(steps.values()) else 1


def test_on_postgres(steps: dict[str, bool], words: list[str]) -> None:
    """Whatever touches the database once more, on the PostgreSQL that TEST_DATABASE_URL names."""
    name = "pytest on PostgreSQL"
    url = os.environ.get("TEST_DATABASE_URL")
    if url:
        run(steps, name, ["-m", "pytest", "-m", "database", *words], DATABASE_URL=url)
    else:
        print("PostgreSQL was left out: TEST_DATABASE_URL names none.", flush=True)
        if os.environ.get("CI") == "true":
            steps[name] = False


def run_benchmarks(steps: dict[str, bool]) -> None:
    """Every benchmark in its small form, held against what it promises."""
    from benchmarks.__main__ import names

    for name in names():
        run(steps, f"bench {name}", ["-m", "benchmarks", name, "--check", "--small"])


def run(steps: dict[str, bool], name: str, command: list[str], **variables: str) -> None:
    """Run one step with this Python and note whether it passed."""
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **variables}, check=False)
    steps[name] = done.returncode == 0
    print(f"-- {name}: {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

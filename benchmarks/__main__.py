"""`run.py bench NAME`: measures, prints a table (or JSON), and with --check exits 1 naming what falls short."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks import figures

HERE = Path(__file__).resolve().parent
NOT_BENCHMARKS = {"__init__", "__main__", "figures"}


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main(words: list[str] | None = None) -> int:
    """Runs one benchmark; 1 when --check is given and a figure falls short."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("name", choices=names(), metavar="NAME", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else on standard output")
    parser.add_argument("--check", action="store_true", help="exit 1 when a figure falls short of its promise")
    parser.add_argument("--small", action="store_true", help="less data and fewer runs")
    args = parser.parse_args(words)
    module = importlib.import_module(f"benchmarks.{args.name}")
    results: list[figures.Result] = []
    for result in module.measure(small=args.small):
        results.append(result)
        print(figures.table([result]), file=sys.stderr if args.json else sys.stdout, flush=True)
    if args.json:
        print(figures.as_json(results))
    short = figures.short(results) if args.check else []
    for sentence in short:
        print(sentence, file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())

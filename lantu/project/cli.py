"""The command line: `lantu VERB …`. A verb is a module of `commands` with `add(parser)` and `run(args)`, found by name.

Only the verb that is asked for is imported, so that `lantu plan read` does not wait for a web server.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from lantu.project import commands


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code. Ctrl-C and a closed pipe end quietly."""
    words = sys.argv[1:] if words is None else list(words)
    verbs = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    parser = argparse.ArgumentParser(prog="lantu", description="蓝图 Lantu")
    below = parser.add_subparsers(dest="verb", required=True, metavar="{" + ",".join(verbs) + "}")
    for verb in verbs:
        if not words or words[0] in (verb, "-h", "--help"):
            module = importlib.import_module(f"lantu.project.commands.{verb}")
            module.add(below.add_parser(verb, help=(module.__doc__ or "").splitlines()[0], description=module.__doc__))
    args = parser.parse_args(words)
    try:
        return int(importlib.import_module(f"lantu.project.commands.{args.verb}").run(args) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0

"""`lantu VERB …`: a thin table of verbs. Each is a module of lantu.project.commands, found by its name.

A verb's module has `SUMMARY` (zh, en), `add(parser)` for its arguments and `run(args) -> int` for the exit status. It
imports what it needs inside `run`, so that `lantu --help` and reading a plan start neither Django nor a store.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from lantu import __version__
from lantu.project import commands

BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
CLOSED = 141  # 128 + SIGPIPE


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks zh and en."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "参数 arguments", "选项 options"
        self.add_argument("-h", "--help", action="help", help="显示本说明 · show this help")

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the words given and how to see what is possible; exit status 2."""
        self.exit(
            BAD_INPUT,
            f"命令写得不对：{message}。用法见 {self.prog} --help。\nThe command is wrong: {message}. See {self.prog} --help.\n",
        )


def verbs() -> list[str]:
    """The verbs there are, by the names of their modules."""
    return sorted(name for _, name, _ in pkgutil.iter_modules(commands.__path__) if not name.startswith("_"))


def parser(only: str | None = None) -> Parser:
    """The parser of all verbs, or of one alone: the modules of the others are then not imported."""
    top = Parser(
        prog="lantu",
        description="蓝图：读懂一份政府年度工作计划，把每个可核对的目标留在原句旁边。\n"
        "Lantu reads a government's yearly work plan and keeps every checkable target beside its source sentence.",
        epilog="某个命令的用法 · help on one command: lantu VERB --help",
    )
    top.add_argument("--version", action="version", version=f"lantu {__version__}", help="显示版本 · show the version")
    group = top.add_subparsers(title="命令 commands", dest="verb", metavar="VERB", required=True)
    for name in [only] if only else verbs():
        module = _module(name)
        zh, en = module.SUMMARY
        verb = group.add_parser(name, help=f"{zh} · {en}", description=f"{zh}\n{en}")
        module.add(verb)
        verb.set_defaults(run=module.run)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit status; 2 for input that cannot be used."""
    words = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = parser(words[0] if words and words[0] in verbs() else None).parse_args(words)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{commands.__name__}.{name.replace('-', '_')}")


if __name__ == "__main__":
    sys.exit(main())

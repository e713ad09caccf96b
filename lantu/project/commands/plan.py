"""`lantu plan read FILE`: a document's areas, tasks and targets, as a tree, as JSON or counted."""

from __future__ import annotations

import argparse
import sys

from lantu.project.cli import BAD_INPUT, Parser

SUMMARY = ("读计划：从文件里找出任务和可核对的目标", "read a plan: find its tasks and checkable targets")

_EXAMPLES = """例子 examples
  lantu plan read 工作要点.docx              看任务和目标 · see tasks and targets
  lantu plan read 工作要点.pdf --json > a.json  交给别的程序 · for another program
  lantu plan read - --stats < plan.txt       从标准输入读并计数 · read standard input and count"""


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `plan` and of what can be done with one."""
    deeds = parser.add_subparsers(
        title="动作 actions", dest="deed", metavar="ACTION", required=True, parser_class=Parser
    )
    zh, en = "读一个文件，不保存任何东西", "read one file; nothing is stored"
    read = deeds.add_parser("read", help=f"{zh} · {en}", description=f"{zh}\n{en}", epilog=_EXAMPLES)
    read.add_argument(
        "file",
        metavar="FILE",
        help=".txt .md .html .docx .pdf .xlsx .csv；- 为标准输入 · - is standard input",
    )
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出 JSON，别无其他 · print JSON and nothing else")
    form.add_argument("--stats", action="store_true", help="只输出数量 · print counts only")
    read.add_argument(
        "--year",
        type=int,
        metavar="N",
        help="计划年度，标题里没有时给出 · the plan's year, where its title does not say",
    )


def run(args: argparse.Namespace) -> int:
    """Reads the file and prints what was found; 2 when it cannot be read, with the reason on standard error."""
    from lantu.plan.text import Unreadable
    from lantu.plan.text.files import open_document
    from lantu.plan.text.reading import read_document
    from lantu.project import plan_printing

    try:
        document = open_document(*_load(args.file))
    except Unreadable as error:
        print(error.zh, error.en, sep="\n", file=sys.stderr)
        return BAD_INPUT
    reading = read_document(document, year=args.year)
    if args.json:
        print(plan_printing.as_json(document, reading))
    elif args.stats:
        print(plan_printing.as_counts(document, reading))
    else:
        print(plan_printing.as_tree(document, reading, plan_printing.Paper.of(sys.stdout)))
    return 0


def _load(file: str) -> tuple[str, bytes]:
    """A file's name and bytes, never more than the limit. Raises Unreadable when it cannot be opened."""
    from pathlib import Path

    from lantu.plan.text.files import limits, refusals, too_big

    path = Path(file)
    if file == "-":
        return "stdin", sys.stdin.buffer.read(limits.BYTES + 1)
    try:
        with path.open("rb") as stream:
            too_big(path.name, path.stat().st_size)
            return path.name, stream.read(limits.BYTES + 1)
    except OSError as error:
        code = {FileNotFoundError: "not_there", IsADirectoryError: "a_folder"}.get(type(error), "not_opened")
        raise refusals.refuse(code, file, where=error.strerror or type(error).__name__) from error

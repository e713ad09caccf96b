"""Reading a plan: speed beside a segmenter on the same text in the same minute, growth, the cold command, the scores."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.figures import RUNS, Figure, Result, Skipped, best, seconds, slowness
from benchmarks.peers import python_of
from lantu.plan.text import Reading
from lantu.plan.text.files import open_document
from lantu.plan.text.reading import read_document

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "lantu" / "plans" / "lingang-2023" / "document.txt"
SHARED = ROOT.parent / "shared"
COMMAND = [sys.executable, "-c", "import sys; from lantu.project.cli import main; sys.exit(main())"]
_NUMBER = re.compile(r"^(\d+)\.", re.MULTILINE)
TIMES_FASTER = 3.0
GROWTH = 1.3
COLD_SECONDS = 1.0
# Line of the scorer's output, its field, what is promised.
SCORES = (
    ("Lingang quantities right, F1", r"^quantity right\b.*F1 ([\d.]+)", 0.98),
    ("Lingang milestones found, F1", r"^milestone found\b.*F1 ([\d.]+)", 0.93),
    ("Lingang overall, F1", r"^F1 ([\d.]+)", 0.95),
)


def measure(small: bool) -> Iterator[Result]:
    """All figures of reading; `small` takes a tenth of the data."""
    data = PLAN.read_bytes()
    yield from _beside_jieba(data, runs=3 if small else RUNS)
    yield from _growth((1, 3, 10) if small else (1, 10, 100))
    yield _cold()
    yield from _scores()


def read_whole(data: bytes) -> Reading:
    """The whole reader: from a file's bytes to targets."""
    return read_document(open_document("plan.txt", data))


def _beside_jieba(data: bytes, runs: int) -> Iterator[Result]:
    """Both in turn and in computing time, both on one core; jieba has its dictionary loaded and segments once before."""
    name = "whole reader"
    read_whole(data)
    characters = len(data.decode())
    peer = Path(__file__).parent / "peers" / "jieba" / "peer.py"
    ours, theirs = [], []
    with subprocess.Popen(
        [python_of("jieba"), peer, PLAN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(runs):
            ours.append(seconds(lambda: read_whole(data), process_time))
            process.stdin.write("again\n")
            process.stdin.flush()
            theirs.append(float(process.stdout.readline()))
        process.stdin.close()
    yield Figure(name, characters / min(ours), "characters/s")
    yield Figure("jieba 0.42.1 posseg, the same text", characters / min(theirs), "characters/s")
    yield Figure(
        "whole reader beside jieba posseg", min(theirs) / min(ours), "×", at_least=TIMES_FASTER, against="as fast"
    )


def longer(text: str, times: int) -> str:
    """The plan with its body `times` over. The numbers of the tasks go on for six bodies, up to 900, as one plan's might:

    repeated as they are, the first copies would be taken for the highlights that some sites print before a plan.
    """
    head, first, body = text.partition("一、")
    bodies = []
    for copy in range(times):
        added = 150 * (copy % 6)
        bodies.append(_NUMBER.sub(lambda match, added=added: f"{int(match[1]) + added}.", first + body))  # type: ignore[misc]
    return head + "".join(bodies)


def _growth(sizes: tuple[int, ...]) -> Iterator[Result]:
    text = PLAN.read_text(encoding="utf-8")
    each: dict[int, float] = {}
    tasks: dict[int, int] = {}
    for size in sizes:
        many = longer(text, size)
        data = many.encode()
        tasks[size] = len(read_whole(data).tasks)
        each[size] = best(lambda data=data: read_whole(data), 3 if size == sizes[-1] else RUNS, process_time) / len(
            many
        )  # type: ignore[misc]
        yield Figure(f"time at {size}× the plan", each[size] * 1e6, "µs/character")
    *_, middle, large = sizes
    name = f"time per character, {large}× beside {middle}×"
    yield Figure(name, each[large] / each[middle], "×", at_most=GROWTH, against="linear is 1")
    yield Figure(f"tasks read at {large}× beside 1×", tasks[large] / tasks[1], "×", at_least=large, against="none lost")


def _cold() -> Figure:
    """A process that starts, reads the plan and prints JSON; the limit grows with a machine slower than ours."""
    command = [*COMMAND, "plan", "read", str(PLAN), "--json"]
    allowed = COLD_SECONDS * slowness()
    took = best(lambda: subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True))
    return Figure("`lantu plan read FILE --json`, a new process", took, "s", at_most=allowed)


def _scores() -> Iterator[Result]:
    scorer, plans = SHARED / "eval" / "score_plan.py", SHARED / "plans"
    text, gold = plans / "lingang-2023.txt", plans / "lingang-2023.gold.json"
    if not (scorer.is_file() and text.is_file() and gold.is_file()):
        yield Skipped("scores on Lingang 2023", "no ../shared with the annotated plan beside this checkout")
        return
    found = subprocess.run([*COMMAND, "plan", "read", text, "--json"], cwd=ROOT, capture_output=True, check=True)
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        out.write(found.stdout)
        out.flush()
        command = [sys.executable, scorer, gold, out.name, "--text", text]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name, pattern, promised in SCORES:
        match = re.search(pattern, said, re.MULTILINE)
        yield Figure(name, float(match[1]) if match else 0.0, "", at_least=promised)
    tasks, areas = len(json.loads(found.stdout)["tasks"]), re.search(r"(\d+) areas \((\d+)\)", said)
    exact = "same numbers in order: True" in said and areas is not None and areas[1] == areas[2]
    yield Figure(f"Lingang structure exact ({tasks} tasks)", float(exact), "", at_least=1)

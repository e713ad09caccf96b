"""Reading in a process of its own, so that a hostile or broken file can neither stop nor fill the server.

    python -m lantu.plan.child FILE NAME OUT [YEAR]

Writes OUT as JSON: {"document", "reading"} or {"error"}. Prints how far it is, a fraction a line. Knows no Django.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from lantu.plan.text import Document, Note, Place, Reading, Target, Task, Unreadable

CPU_SECONDS = 120
MEMORY_BYTES = 3 * 1024**3  # of address space; recognising scans maps large models
RESULT_BYTES = 512 * 1024**2
# No database keeps all of these; a sign of one character in their place keeps every position.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

TOO_MUCH = {
    "code": "too_much_memory",
    "zh": "读取此文件需要的内存超过限制；请只保留计划文本，另存为较小的 docx 或 txt 后重新上传",
    "en": "Reading this file needs more memory than allowed; keep the plan's text only, save it smaller as docx or txt and "
    "upload again",
}
TOO_LONG = {
    "code": "too_long",
    "zh": "读取此文件用时超过限制；请只保留计划文本，另存为 docx 或 txt 后重新上传",
    "en": "Reading this file takes longer than allowed; keep the plan's text only, save it as docx or txt and upload again",
}


def limit() -> None:
    """Bounds that the system holds, whatever the reader does."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, RESULT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read(path: Path, name: str, progress: Callable[[float], None], year: int | None = None) -> dict[str, Any]:
    """What the file says, as JSON facts; a file that cannot be read yields its error's sentence.

    `year` is the plan's as people said it; it counts where the text names none.
    """
    from lantu.plan.text.files import open_document
    from lantu.plan.text.reading import read_document

    try:
        document = open_document(name, path.read_bytes())
        document = replace(document, text=UNSTORABLE.sub("\ufffd", document.text))
        progress(0.4)
        reading = read_document(document)
        if reading.year is None and year is not None:
            reading = read_document(document, year)
        progress(0.9)
    except Unreadable as error:
        return {"error": {"code": error.code, "zh": error.zh, "en": error.en}}
    except MemoryError:
        return {"error": TOO_MUCH}
    return {"document": asdict(document) | {"rows": []}, "reading": asdict(reading)}


def main(arguments: list[str]) -> int:
    limit()
    source, name, out, *rest = arguments
    result = read(Path(source), name, lambda part: print(part, flush=True), int(rest[0]) if rest else None)
    part = Path(out + ".part")
    part.write_text(json.dumps(result, default=date.isoformat), "ascii")
    os.replace(part, out)
    return 0


def decode(result: dict[str, Any]) -> tuple[Document, Reading]:
    """The words of reading from their JSON facts."""
    document, reading = result["document"], result["reading"]
    return (
        Document(
            name=document["name"],
            form=document["form"],
            text=document["text"],
            places=tuple(Place(**place) for place in document["places"]),
            notes=_notes(document["notes"]),
        ),
        Reading(
            title=reading["title"],
            year=reading["year"],
            tasks=tuple(_task(task) for task in reading["tasks"]),
            targets=tuple(_target(target) for target in reading["targets"]),
            notes=_notes(reading["notes"]),
        ),
    )


def _notes(notes: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(**note) for note in notes)


def _task(facts: dict[str, Any]) -> Task:
    words = {name: tuple(facts[name]) for name in ("heading", "lead", "owners")}
    return Task(**(facts | words | {"targets": tuple(_target(target) for target in facts["targets"])}))


def _target(facts: dict[str, Any]) -> Target:
    due = date.fromisoformat(facts["due"]) if facts["due"] else None
    return Target(**(facts | {"due": due, "lead": tuple(facts["lead"]), "owners": tuple(facts["owners"])}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""From a file's bytes to a Document. Pure: takes bytes, touches no disk. What is read and refused: docs/files.md.

One short module a form; a library that a form needs is imported in that module only, so a plain text costs nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from lantu.plan.text import Document, Note, Unreadable
from lantu.plan.text.files import limits
from lantu.plan.text.files.refusals import refuse
from lantu.plan.text.files.sniffing import BY_EXTENSION, Form, extension, form_of

_READERS: dict[Form, str] = {
    "text": "plain",
    "markdown": "plain",
    "html": "webpage",
    "docx": "office.word",
    "xlsx": "office.workbook",
    "pdf": "pdf.pages",
    "csv": "separated",
}


def open_document(name: str, data: bytes) -> Document:
    """The text of a file called `name` with the content `data`, with where each piece stands and what to know about it.

    Raises Unreadable, and nothing else, when the file cannot be read.
    """
    if not data:
        raise refuse("empty", name)
    too_big(name, len(data))
    with _damage_refused(name, extension(name) or "?"):
        form = form_of(name, data)
    read = _reader(form)
    with _damage_refused(name, form):
        document = read(name, data)
    if not document.text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise refuse("no_text", name)
    return replace(document, notes=(*document.notes, *_remarks(document)))


def too_big(name: str, size: int) -> None:
    """Raises Unreadable when a file of `size` bytes is above the limit; ask it before a file is loaded."""
    if size > limits.BYTES:
        megabytes, limit = -(-size // limits.MEGABYTE), limits.BYTES // limits.MEGABYTE
        raise refuse("too_big", name, size=megabytes, limit=limit)


@contextmanager
def _damage_refused(name: str, form: str) -> Iterator[None]:
    """Whatever a library stumbles over in a damaged file ends here, and only here."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        raise refuse(
            "malformed", name, form=form, where=("内部结构读不通", "its inner structure does not hold")
        ) from error


def _reader(form: Form) -> Callable[[str, bytes], Document]:
    """The reader of a form; only now is its library imported."""
    module = importlib.import_module(f"{__name__}.{_READERS[form]}")
    read: Callable[[str, bytes], Document] = module.read
    return read


def _remarks(document: Document) -> list[Note]:
    notes = []
    named = BY_EXTENSION.get(extension(document.name))
    if named and named != document.form:
        zh = f"文件名说是 {named}，内容是 {document.form}，已按 {document.form} 读。"
        en = f"The name says {named}, the content is {document.form}; it was read as {document.form}."
        notes.append(Note("other_content", zh, en))
    return notes

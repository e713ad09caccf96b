"""From a file's bytes to a Document. Pure: takes bytes, touches no disk. What is read and refused: docs/files.md.

One short module a form; a library that a form needs is imported in that module only, so a plain text costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lantu.plan.text import Document, Note, Unreadable
from lantu.plan.text.files import limits
from lantu.plan.text.files.refusals import refuse
from lantu.plan.text.files.sniffing import BY_EXTENSION, Form, extension, form_of

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE_FROM = 0.2  # share of Han among letters; a Chinese text full of model names and C919s stays far above


def open_document(name: str, data: bytes) -> Document:
    """The text of a file called `name` with the content `data`, with where each piece stands and what to know about it.

    Raises Unreadable, and nothing else, when the file cannot be read.
    """
    if not data:
        raise refuse("empty", name)
    too_big(name, len(data))
    form: str = extension(name) or "?"
    try:
        form = form_of(name, data)
        document = _read(form, name, data)
    except Unreadable:
        raise
    except Exception as error:  # whatever a library stumbles over in a damaged file ends here, and only here
        raise refuse("malformed", name, form=form, where=type(error).__name__) from error
    if not document.text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise refuse("no_text", name)
    return replace(document, notes=(*document.notes, *_remarks(document)))


def too_big(name: str, size: int) -> None:
    """Raises Unreadable when a file of `size` bytes is above the limit; ask it before a file is loaded."""
    if size > limits.BYTES:
        megabytes, limit = -(-size // limits.MEGABYTE), limits.BYTES // limits.MEGABYTE
        raise refuse("too_big", name, size=megabytes, limit=limit)


def _read(form: Form, name: str, data: bytes) -> Document:
    if form == "docx":
        from lantu.plan.text.files.office import word

        return word.read(name, data)
    if form == "pdf":
        from lantu.plan.text.files.pdf import pages

        return pages.read(name, data)
    if form == "xlsx":
        from lantu.plan.text.files.office import workbook

        return workbook.read(name, data)
    if form == "html":
        from lantu.plan.text.files import webpage

        return webpage.read(name, data)
    if form == "csv":
        from lantu.plan.text.files import separated

        return separated.read(name, data)
    from lantu.plan.text.files import plain

    return plain.read(name, data, form)


def _remarks(document: Document) -> list[Note]:
    notes = []
    named = BY_EXTENSION.get(extension(document.name))
    if named and named != document.form:
        zh = f"文件名说是 {named}，内容是 {document.form}，已按 {document.form} 读。"
        en = f"The name says {named}, the content is {document.form}; it was read as {document.form}."
        notes.append(Note("other_content", zh, en))
    han, latin = len(_HAN.findall(document.text)), len(_LATIN.findall(document.text))
    if han < _CHINESE_FROM * (han + latin) or not han:
        zh = "这份文件几乎没有中文，不像中文计划，读出的目标会很少或没有。请核对是否选对了文件。"
        en = "This file holds almost no Chinese, so it is hardly a Chinese plan and few or no targets will be found."
        notes.append(Note("not_chinese", zh, en + " Check that it is the right file."))
    return notes

"""Plain text and Markdown: the text is the file, character by character."""

from __future__ import annotations

from lantu.plan.text import Document
from lantu.plan.text.files.charsets import decode
from lantu.plan.text.files.sniffing import extension


def read(name: str, data: bytes) -> Document:
    """The file as it is. Raises Unreadable when it is no text."""
    text, notes = decode(name, data)
    form = "markdown" if extension(name) in ("md", "markdown") else "text"
    return Document(name, form, text, notes=notes)

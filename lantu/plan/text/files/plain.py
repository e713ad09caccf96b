"""Plain text and Markdown: the text is the file, character by character."""

from __future__ import annotations

from lantu.plan.text import Document
from lantu.plan.text.files.charsets import decode


def read(name: str, data: bytes, form: str = "text") -> Document:
    """The file as it is. Raises Unreadable when it is no text."""
    text, notes = decode(name, data)
    return Document(name, form, text, notes=notes)

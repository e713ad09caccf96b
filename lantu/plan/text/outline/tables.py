from .. import Document
from . import Outline, outline


def document_outline(document: Document, year: int | None) -> Outline:
    return outline(document.text, year)

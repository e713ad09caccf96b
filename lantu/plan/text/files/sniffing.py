"""What a file is, by its content first and its name last: a PDF that somebody called .docx is still a PDF."""

from __future__ import annotations

import re
from typing import Literal

from lantu.plan.text.files.office import package
from lantu.plan.text.files.refusals import refuse

Form = Literal["text", "markdown", "html", "docx", "pdf", "xlsx", "csv"]

BY_EXTENSION: dict[str, Form] = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "html": "html", "htm": "html",
    "docx": "docx", "pdf": "pdf", "xlsx": "xlsx", "csv": "csv", "tsv": "csv",
}  # fmt: skip

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_ARCHIVES = (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: the signature of a compound file
# Names of streams in a compound file's directory are UTF-16 ([MS-CFB] 2.6.1).
_OLE_STREAMS = (
    ("WordDocument", "Word (.doc / .wps)", ".docx"),
    ("PowerPoint Document", "PowerPoint (.ppt)", ".pdf"),
    ("Workbook", "Excel (.xls / .et)", ".xlsx"),
    ("Book", "Excel (.xls)", ".xlsx"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def extension(name: str) -> str:
    """The part after the last dot, in small letters; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def form_of(name: str, data: bytes) -> Form:
    """The form in which to read `data`. Raises Unreadable for what is known and not read."""
    if data.startswith(_OLE):
        raise _compound(name, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return package.form_of(name, data)
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-") or _late_pdf(name, data):
        return "pdf"
    if data.startswith(_ARCHIVES):
        raise refuse("archive", name)
    if data.startswith(_PICTURES) and b"\x00" in data[:64]:
        raise refuse("picture", name)
    if data.startswith(b"{\\rtf"):
        raise refuse("other_form", name, what="RTF 文件", what_en="an RTF file", become=".docx")
    if b'progid="Word.Document"' in data[:2048] or b'progid="Excel.Sheet"' in data[:2048]:
        raise refuse(
            "other_form",
            name,
            what="Office 2003 的 XML 文件",
            what_en="an Office 2003 XML file",
            become=".docx / .xlsx",
        )
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    named = BY_EXTENSION.get(extension(name), "text")
    if named in ("docx", "pdf", "xlsx"):
        if _looks_like_text(data):
            return "text"
        raise refuse(
            "malformed", name, form=named, where=("开头的格式标记不对", "its first bytes are not those of this form")
        )
    return named


def _late_pdf(name: str, data: bytes) -> bool:
    """Some scanners put their own lines before the header; readers accept it within the first 1,024 bytes."""
    return extension(name) == "pdf" and b"%PDF-" in data[:1024]


def _looks_like_text(data: bytes) -> bool:
    return b"\x00" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _compound(name: str, data: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refuse("password", name)
    for stream, what, become in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return refuse("old_office", name, what=what, become=become)
    return refuse("old_office", name, what="Office", become=".docx / .xlsx")

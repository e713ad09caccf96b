"""The zip package around docx and xlsx: looked at from outside, and refused before anything dangerous is inflated.

Sizes come from the zip directory; `zipfile` never inflates an entry beyond the size stated there, so a false one is caught
as damage. Packages inside a package (embedded files) are never opened.
"""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from lantu.plan.text.files import limits
from lantu.plan.text.files.refusals import refuse

_NOT_READ = {
    "ppt/presentation.xml": ("PowerPoint 文件", "a PowerPoint file", ".pdf"),
    "OFD.xml": ("OFD 版式文件", "an OFD file", ".pdf"),
    "content.xml": ("OpenDocument 文件", "an OpenDocument file", ".docx / .xlsx"),
    "xl/workbook.bin": ("Excel 二进制文件（.xlsb）", "a binary Excel file (.xlsb)", ".xlsx"),
}
_DECLARATIONS = tuple(mark.encode(c) for mark in ("<!DOCTYPE", "<!ENTITY") for c in ("ascii", "utf-16-le", "utf-16-be"))


def form_of(name: str, data: bytes) -> Literal["docx", "xlsx"]:
    """Which Office form the package holds. Raises Unreadable for other archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise refuse(
            "malformed", name, form="docx / xlsx", where=("压缩包结构读不通", "its zip structure does not hold")
        ) from error
    for entry, (what, what_en, become) in _NOT_READ.items():
        if entry in entries:
            raise refuse("other_form", name, what=what, what_en=what_en, become=become)
    if "word/document.xml" in entries:
        return "docx"
    if "xl/workbook.xml" in entries:
        return "xlsx"
    if "[Content_Types].xml" in entries:
        raise refuse(
            "malformed",
            name,
            form="docx / xlsx",
            where=("缺少 word/document.xml 或 xl/workbook.xml", "word/document.xml or xl/workbook.xml is missing"),
        )
    raise refuse("archive", name)


def check(name: str, data: bytes) -> None:
    """Raises Unreadable when the package is a bomb, locked, carries macros or declares XML entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_sizes(name, entries)
        for entry in entries:
            if entry.flag_bits & 0x1:  # APPNOTE 4.4.4: bit 0, the entry is encrypted
                raise refuse("password", name)
            if entry.filename.lower().endswith("vbaproject.bin"):
                raise refuse("macros", name, where=entry.filename)
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                part = archive.read(entry)
                # Open Packaging Conventions (ECMA-376 part 2) forbid document type declarations in parts.
                if any(mark in part for mark in _DECLARATIONS):
                    raise refuse("entities", name, where=entry.filename)


def _check_sizes(name: str, entries: list[zipfile.ZipInfo]) -> None:
    limit = limits.INFLATED // limits.MEGABYTE
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in entries) > limits.INFLATED:
        raise refuse("bomb", name, where=(f"{len(entries)} 个部件", f"{len(entries)} parts"), limit=limit)
    for entry in entries:
        if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * max(1, entry.compress_size):
            raise refuse("bomb", name, where=entry.filename, limit=limit)

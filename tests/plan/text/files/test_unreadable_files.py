"""Bad files: always a sentence that says what, where, why and what to do; never another error."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
import zlib

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantu.plan.text import Document, Unreadable
from lantu.plan.text.files import limits, open_document
from tests.plan.text.files import made_files as made

EXTENSIONS = ("txt", "md", "html", "docx", "pdf", "xlsx", "csv", "doc", "")
PDF = made.pdf([[(72, 700, 12, "新增企业10家")], made.ruled_table(made.TABLE, 72, 700)])
WORD = made.word_table()
BOOK = made.workbook(made.TABLE)
PAGE = ("<table>" + "".join("<tr><td>" + "<td>".join(row) for row in made.TABLE) + "</table>").encode()
SEPARATED = "\n".join(",".join(row) for row in made.TABLE).encode("gb18030")


def refusal(name: str, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_document(name, data)
    error = caught.value
    for sentence in (error.zh, error.en):
        assert name in sentence
        assert not re.search(r"[{}]|Traceback|Error\(", sentence)
    assert re.search("请", error.zh)
    ours = error.zh.replace(name, "")
    assert not re.search(r"Error|Exception|[一-鿿],|[一-鿿] (?:pages?|lines?|rows?|tables?|parts|file)\b", ours)
    assert not re.search(r"[一-鿿]", error.en)
    assert re.search(r"[一-鿿]", error.zh)
    assert re.search(r"\. [A-Z]", error.en)  # what happened, then what to do
    return error


def deep_tables(levels: int) -> bytes:
    """A Word document with a table in a table in a table …"""
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    for _ in range(levels - 1):
        cell = cell.add_table(1, 1).cell(0, 0)
    cell.text = "新增企业10家"
    return made.saved(word)


def renamed_inside(data: bytes, old: str, new: str, more: dict[str, bytes | str] | None = None) -> bytes:
    """A package in which a word of every XML part is replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).replace(old.encode(), new.encode()) for name in archive.namelist()}
    return made.packed(parts | (more or {}))


ENTITY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "{0}">]>'
BOMB = made.packed({"word/document.xml": b"<w>" + b" " * (20 * limits.MEGABYTE) + b"</w>"})
WIDE = made.repacked(WORD, {f"word/part{n}.xml": b"" for n in range(limits.PARTS)})

CASES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("plan.txt", b"", "empty"),
    "only blanks": ("plan.txt", "\ufeff \r\n\u3000\n".encode(), "no_text"),
    "no words in a docx": ("plan.docx", made.saved(docx.Document()), "no_text"),
    "a program": ("plan.txt", bytes(range(256)) * 8, "binary"),
    "zeros": ("plan.csv", bytes(1000), "binary"),
    "too large": ("plan.txt", bytes(limits.BYTES + 1), "too_big"),
    "too much text": ("plan.txt", b"a" * (limits.CHARACTERS + 1), "too_long"),
    "a PDF with a password": ("plan.pdf", made.locked_pdf(), "password"),
    "a docx with a password": ("plan.docx", made.compound("EncryptionInfo", "EncryptedPackage"), "password"),
    "an old Word file": ("plan.doc", made.compound("WordDocument"), "old_office"),
    "an old Word file renamed": ("plan.docx", made.compound("WordDocument"), "old_office"),
    "an old Excel file": ("plan.xls", made.compound("Workbook"), "old_office"),
    "a WPS file": ("plan.wps", made.compound("WordDocument", "WpsCustomData"), "old_office"),
    "an unknown compound file": ("plan.doc", made.compound("Something"), "old_office"),
    "a zip bomb": ("plan.docx", BOMB, "bomb"),
    "a zip bomb in a docx": ("plan.docx", made.repacked(WORD, {"word/media/a.xml": b" " * (9 * limits.MEGABYTE)}), "bomb"),
    "a docx of many parts": ("plan.docx", WIDE, "bomb"),
    "zips in a zip": ("plan.zip", made.packed({"a.zip": made.packed({"b.zip": BOMB})}), "archive"),
    "zips in a zip, renamed": ("plan.xlsx", made.packed({"a.zip": BOMB}), "archive"),
    "an internal entity": ("plan.docx", made.repacked(WORD, {"word/document.xml": ENTITY.format("x") + "<w>&a;</w>"}), "entities"),
    "an external entity": (
        "plan.xlsx",
        made.repacked(BOOK, {"xl/sharedStrings.xml": '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><s>&a;</s>'}),
        "entities",
    ),
    "an entity in UTF-16": (
        "plan.docx",
        made.repacked(WORD, {"docProps/app.xml": ENTITY.format("x").encode("utf-16")}),
        "entities",
    ),
    "macros": ("plan.docx", made.repacked(WORD, {"word/vbaProject.bin": b"x"}), "macros"),
    "macros in a sheet": ("plan.xlsm", made.repacked(BOOK, {"xl/vbaProject.bin": b"x"}), "macros"),
    "tables nested deeply": ("plan.docx", deep_tables(limits.NESTED_TABLES + 1), "nested"),
    "web tables nested deeply": ("plan.html", b"<html>" + b"<table><tr><td>" * 40 + b"x", "nested"),
    "a web page nested deeply": ("plan.html", b"<html>" + b"<div>" * 5000 + b"x", "nested"),
    "a PDF of 5,000 pages": ("plan.pdf", made.pdf([[(72, 700, 12, "新")]] * 5000), "too_many_pages"),
    "a PDF that is cut off": ("plan.pdf", PDF[: len(PDF) // 2], "malformed"),
    "a PDF that only says so": ("plan.pdf", b"%PDF-1.7\nnothing follows", "malformed"),
    "a PDF bomb": ("plan.pdf", made.pdf([[]], extra=[made.stream(bytes(limits.PDF_STREAM + 1))]), "bomb"),
    "a PDF bomb in two layers": (
        "plan.pdf",
        made.pdf([[]], extra=[made.stream(zlib.compress(bytes(limits.PDF_STREAM + 1)))]),
        "bomb",
    ),
    "a PDF page without end": ("plan.pdf", made.pdf([["q Q " * (limits.PAGE_CONTENT // 4 + 1)]]), "bomb"),
    "a docx that is cut off": ("plan.docx", WORD[:-200], "malformed"),
    "a docx without a body": ("plan.docx", made.packed({"[Content_Types].xml": "<Types/>"}), "malformed"),
    "a docx of broken XML": ("plan.docx", made.repacked(WORD, {"word/document.xml": "<w:document><w:body>"}), "malformed"),
    "an xlsx of broken XML": ("plan.xlsx", made.repacked(BOOK, {"xl/workbook.xml": "<workbook><sheets>"}), "malformed"),
    "a sheet full of cells": (
        "plan.csv",
        ("," * 999 + "\n").encode() * (limits.CELLS // 1000 + 1),
        "too_many_cells",
    ),
    "a picture": ("plan.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "picture"),
    "a picture called docx": ("plan.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64), "picture"),
    "slides": ("plan.pptx", made.packed({"ppt/presentation.xml": "<p/>"}), "other_form"),
    "an OFD": ("plan.ofd", made.packed({"OFD.xml": "<o/>"}), "other_form"),
    "an OpenDocument": ("plan.odt", made.packed({"content.xml": "<o/>", "mimetype": "x"}), "other_form"),
    "RTF": ("plan.doc", rb"{\rtf1\ansi x}", "other_form"),
    "a RAR archive": ("plan.rar", b"Rar!\x1a\x07\x00" + bytes(20), "archive"),
    "a broken docx": ("plan.docx", b"\x00\x01\x02" * 30, "malformed"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_files_are_refused_in_words(case):
    name, data, code = CASES[case]
    assert refusal(name, data).code == code


def test_an_encrypted_pdf_that_opens_without_a_password_is_read():
    assert "新增企业10家".encode("utf-16-be").hex().encode() not in made.locked_pdf("")
    assert open_document("plan.pdf", made.locked_pdf("")).text == "新增企业10家\n"


def test_a_zip_that_lies_about_its_sizes_is_never_inflated_beyond_them():
    data = bytearray(made.repacked(WORD, {"word/document.xml": b"<w>" + b" " * limits.MEGABYTE + b"</w>"}))
    central = data.index(b"PK\x01\x02")
    while b"word/document.xml" not in data[central + 46 : central + 46 + 17]:
        central = data.index(b"PK\x01\x02", central + 1)
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    assert refusal("plan.docx", bytes(data)).code == "malformed"


def test_an_xlsx_that_merges_every_cell_there_is_reads_at_once():
    everything = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    data = renamed_inside(made.workbook([["新增企业10家"], ["建成园区"]]), "</worksheet>", everything)
    assert "新增企业10家" in open_document("plan.xlsx", data).text


def test_an_xlsx_that_claims_every_row_there_is_reads_what_it_has():
    data = renamed_inside(made.workbook([["新增企业10家"], ["建成园区"]]), 'r="2"', 'r="1048576"')
    assert open_document("plan.xlsx", data).text == "新增企业10家\n建成园区\n"


def scan() -> bytes:
    return made.pdf([["q 500 0 0 700 40 60 cm /Im1 Do Q"]])


def test_a_scan_says_which_extra_reads_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as if it were not installed
    error = refusal("plan.pdf", scan())
    assert error.code == "scan"
    assert "python3 run.py up --ocr" in error.zh
    assert "python3 run.py up --ocr" in error.en
    assert "第 1 页" in error.zh
    assert "page 1" in error.en


def known(name: str, data: bytes) -> None:
    """Whatever the bytes, there is a Document or a refusal with sentences."""
    try:
        outcome: Document | Unreadable = open_document(name, data)
    except Unreadable as error:
        outcome = error
    if isinstance(outcome, Unreadable):
        assert outcome.code
        assert outcome.zh
        assert outcome.en
    else:
        spans = [(cell.start, cell.end) for row in outcome.rows for cell in row.cells]
        assert all(0 <= start < end <= len(outcome.text) for start, end in spans)
        assert all(note.at is None or 0 <= note.at < len(outcome.text) for note in outcome.notes)


@given(data=st.binary(max_size=3000), extension=st.sampled_from(EXTENSIONS))
def test_random_bytes_are_a_document_or_refused(data, extension):
    known(f"a.{extension}", data)


@given(data=st.data(), extension=st.sampled_from(EXTENSIONS))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_behind_a_known_beginning_are_a_document_or_refused(data, extension):
    head = data.draw(
        st.sampled_from([b"%PDF-1.5\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf", b"BM"])
    )
    known(f"a.{extension}", head + data.draw(st.binary(max_size=1000)))


@given(
    data=st.data(),
    valid=st.sampled_from([("a.docx", WORD), ("a.xlsx", BOOK), ("a.pdf", PDF), ("a.html", PAGE), ("a.csv", SEPARATED)]),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_are_a_document_or_refused(data, valid):
    name, content = valid
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        change = data.draw(st.sampled_from(["set", "cut", "copy"]))
        if change == "set":
            damaged[at] = data.draw(st.integers(0, 255))
        elif change == "cut" and len(damaged) > 200:
            del damaged[at : at + data.draw(st.integers(1, 100))]
        else:
            damaged[at:at] = damaged[max(0, at - 50) : at]
    known(name, bytes(damaged))


@given(
    data=st.data(),
    valid=st.sampled_from([("a.docx", WORD, "word/document.xml"), ("a.xlsx", BOOK, "xl/worksheets/sheet1.xml")]),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_package_with_shuffled_xml_is_a_document_or_refused(data, valid):
    name, content, part = valid
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pieces = re.split(rb"(?<=>)", archive.read(part))
    at, to = data.draw(st.integers(0, len(pieces) - 1)), data.draw(st.integers(0, len(pieces) - 1))
    if data.draw(st.booleans()):
        pieces[at], pieces[to] = pieces[to], pieces[at]
    else:
        pieces[at : at + 1] = [pieces[to].replace(b'"1"', b'"99999999999999"').replace(b'r="A', b'r="ZZZ')]
    known(name, made.repacked(content, {part: b"".join(pieces)}))

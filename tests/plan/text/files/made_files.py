"""Files built for the tests, byte by byte where no library would write them so badly."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw, ImageFont

TABLE = (
    ("序号", "工作任务", "责任单位", "完成时限"),
    ("1", "建成南湖大桥", "市交通局", "6月底前"),
    ("2", "开工学校3所", "市教育局", "年底前"),
)

Mark = tuple[float, float, float, str]  # left, from the bottom, size, text


def pdf(
    pages: Sequence[Sequence[Mark | str]], *, trailer: bytes = b"", extra: Sequence[bytes] = (), key: bytes = b""
) -> bytes:
    """A PDF whose pages show marks (or raw drawing instructions); `extra` objects are added, unreferenced.

    With a `key` its streams and strings are encrypted.
    """
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/FontDescriptor 5 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120/CapHeight 880/StemV 93/ItalicAngle 0"
        b"/FontBBox[-25 -254 1000 880]>>",
    ]
    kids = []
    for page in pages:
        objects.append(stream(b"\n".join(_drawn(mark) for mark in page)))
        resources = b"<</Font<</F1 3 0 R>>/XObject<</Im1 %d 0 R>>>>" % (len(objects) + 2)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>" % (resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
        picture = b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
        objects.append(stream(bytes(64), picture))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects += extra
    return _bound(
        [_locked(at, content, key) for at, content in enumerate(objects, start=1)] if key else objects, trailer
    )


def _locked(number: int, content: bytes, key: bytes) -> bytes:
    """An object with its strings and its stream encrypted (PDF 1.7, 7.6.2, algorithm 1; the generation is 0)."""
    own = hashlib.md5(key + struct.pack("<I", number)[:3] + bytes(2)).digest()[: len(key) + 5]
    head, opening, rest = content.partition(b"\nstream\n")
    head = re.sub(rb"\((\w+)\)", lambda found: b"<%s>" % _rc4(own, found[1]).hex().encode(), head)
    body, closing, _ = rest.rpartition(b"\nendstream")
    return head + opening + _rc4(own, body) + closing


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, deflated."""
    packed = zlib.compress(content)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _drawn(mark: Mark | str) -> bytes:
    if isinstance(mark, str):
        return mark.encode()
    left, up, size, text = mark
    return f"BT /F1 {size} Tf {left} {up} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def _bound(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + head + tail


def locked_pdf(password: str = "secret") -> bytes:
    """A PDF encrypted with a password (an empty one opens it for anybody): the standard handler's second revision (PDF 1.7, 7.6.3; RC4, 40 bits)."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    padded = (password.encode() + padding)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    file_id, permissions = b"0123456789abcdef", -44
    key = hashlib.md5(padded + owner + struct.pack("<i", permissions) + file_id).digest()[:5]
    user = _rc4(key, padding)
    handler = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (
        owner.hex().encode(),
        user.hex().encode(),
        permissions,
    )
    return pdf(
        [[(72, 700, 12, "新增企业10家")]], trailer=handler + b"/ID[<%s><%s>]" % ((file_id.hex().encode(),) * 2), key=key
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def ruled_table(
    rows: Sequence[Sequence[str]], left: float, up: float, wide: float = 120, high: float = 30
) -> list[Mark | str]:
    """Marks and rules of a table in a PDF, its upper left corner at (left, up)."""
    right, down = left + wide * len(rows[0]), up - high * len(rows)
    marks: list[Mark | str] = [
        f"{left + wide * n} {up} m {left + wide * n} {down} l S" for n in range(len(rows[0]) + 1)
    ]
    marks += [f"{left} {up - high * n} m {right} {up - high * n} l S" for n in range(len(rows) + 1)]
    for number, row in enumerate(rows):
        marks += [(left + wide * at + 5, up - high * number - 20, 12, text) for at, text in enumerate(row)]
    return marks


def packed(parts: dict[str, bytes | str], *, squeeze: bool = True) -> bytes:
    """A zip archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | str]) -> bytes:
    """An archive with some entries changed or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | changes)


def compound(*streams: str) -> bytes:
    """The beginning of an OLE compound file whose directory names these streams."""
    directory = b"".join(stream.encode("utf-16-le").ljust(128, b"\x00") for stream in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + directory


def saved(thing: docx.document.Document | openpyxl.Workbook) -> bytes:
    """A document or workbook as the bytes of its file."""
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


class WordFile:
    """A Word document with lists that number themselves."""

    def __init__(self) -> None:
        self.document = docx.Document()
        numbers = self.document.part.numbering_part.element
        levels = (
            ("chineseCountingThousand", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimalEnclosedCircle", "%4"),
        )
        xml = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (form, text) in enumerate(levels)
        )
        numbers.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{xml}</w:abstractNum>'))
        for number, override in (
            (70, ""),
            (71, '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride>'),
        ):
            link = '<w:abstractNumId w:val="70"/>'
            numbers.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{link}{override}</w:num>'))

    def paragraph(self, text: str, level: int | None = None, number: int = 70) -> docx.text.paragraph.Paragraph:
        """Adds a paragraph, an item of a list when `level` is given."""
        added = self.document.add_paragraph(text)
        if level is not None:
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            added._p.get_or_add_pPr().append(parse_xml(xml))
        return added

    def xml(self, content: str) -> None:
        """Adds raw XML at the end of the last paragraph."""
        for element in list(parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>")):
            self.document.paragraphs[-1]._p.append(element)

    def data(self) -> bytes:
        """The file."""
        return saved(self.document)


def word_table() -> bytes:
    """A document with the table of tasks."""
    made = docx.Document()
    made.add_paragraph("2024年重点任务分解表")
    table = made.add_table(len(TABLE), len(TABLE[0]))
    for number, row in enumerate(TABLE):
        for at, text in enumerate(row):
            table.cell(number, at).text = text
    return saved(made)


def workbook(rows: Sequence[Sequence[object]], *merged: str) -> bytes:
    """A workbook of one sheet, called 年度任务."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "年度任务"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(made)


def scanned(lines: Sequence[str]) -> bytes:
    """A PDF of one page that is a picture of these lines: Latin letters, for which Pillow brings a font."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 80 * number), line, fill=0, font=ImageFont.load_default(40))
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()

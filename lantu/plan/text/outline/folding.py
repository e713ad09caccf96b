"""One character for one character: the forms a reader of structure need not tell apart.

Full-width letters, digits and punctuation become half-width, the radicals that PDF files carry instead of characters
become those characters, odd blanks become blanks. The length never changes, so a position in the folded text is a
position in the original.
"""

from __future__ import annotations

import unicodedata


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in range(0x2E80, 0x2FE0):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table |= {ord(blank): " " for blank in "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff\t\v\f"}
    table |= {ord(mark): "\n" for mark in "\r\u2028\u2029\u0085"}
    table |= {ord("○"): "〇", ord("◯"): "〇", ord("〔"): "[", ord("〕"): "]", ord("【"): "[", ord("】"): "]"}
    table |= {ord("﹒"): ".", ord("﹙"): "(", ord("﹚"): ")", ord("︰"): ":", ord("∶"): ":"}
    return table


_TABLE = _table()


def fold(text: str) -> str:
    """The text with every character in its plainest form; same length."""
    return text.translate(_TABLE)

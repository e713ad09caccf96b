"""Bytes to characters: UTF-8 with or without a mark, UTF-16 with one, GB18030 (and with it GBK and GB2312)."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from lantu.plan.text import Note
from lantu.plan.text.files import limits
from lantu.plan.text.files.refusals import refuse

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LOST = re.compile("\ufffd")
_LINES_NAMED = 5
# GBK text taken for UTF-8 loses more than half of its Chinese characters, damaged UTF-8 a few.
_STILL_UTF8 = 0.1


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, tuple[Note, ...]]:
    """The characters of `data`, newlines kept. A UTF-8 mark stays the first character, as in Python's `open(newline="")`.

    `declared` is a charset that the file itself names. Bytes that fit no character become U+FFFD and a note says where
    the first one is. Raises Unreadable when too little of it is text.
    """
    text, lost = _characters(data, declared)
    limit = limits.CHARACTERS
    if len(text) > limit:
        raise refuse("too_long", name, limit=limit)
    replaced = text.count("\ufffd") if lost else 0
    control = _CONTROL.search(text)
    many_controls = control and len(_CONTROL.findall(text)) > limits.CONTROLS * len(text)
    if replaced > max(1, limits.REPLACED * len(text)) or many_controls:
        at = text.index("\ufffd") if replaced else control.start() if control else 0
        raise refuse("binary", name, where=(f"第 {at + 1} 个字符起", f"from character {at + 1}"))
    if not replaced:
        return text, ()
    at = text.index("\ufffd")
    lines = list(dict.fromkeys(text.count("\n", 0, found.start()) + 1 for found in islice(_LOST.finditer(text), 50)))
    more = len(lines) > _LINES_NAMED or replaced > 50
    where = "、".join(map(str, lines[:_LINES_NAMED])) + (" 等" if more else "")
    where_en = ", ".join(map(str, lines[:_LINES_NAMED])) + (" and others" if more else "")
    note = Note(
        "broken_bytes",
        f"有 {replaced} 处字节损坏，已用 \ufffd 代替，在第 {where} 行。请对照原件核对这些地方。",
        f"{replaced} broken bytes were replaced by \ufffd, in line {where_en}. Compare these places with the original.",
        at,
    )
    return text, (note,)


def _characters(data: bytes, declared: str) -> tuple[str, bool]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _attempt(data, "utf-16")
    if declared:
        try:
            return data.decode(declared), False
        except (LookupError, UnicodeError, ValueError):
            pass  # a page may name a charset it is not written in
    text, lost = _attempt(data, "utf-8")
    if not lost:
        return text, False
    if text.count("\ufffd") <= _STILL_UTF8 * len(_BEYOND_ASCII.findall(text)):
        return text, True
    return _attempt(data, "gb18030")


def _attempt(data: bytes, charset: str) -> tuple[str, bool]:
    try:
        return data.decode(charset), False
    except UnicodeDecodeError:
        return data.decode(charset, errors="replace"), True

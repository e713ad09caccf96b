"""How documents number their parts: one row a style, from the highest rank to the lowest.

The ranks follow GB/T 9704-2012 7.3.3 (一、 (一) 1. (1)), with 编 章 部分 节 条 above and 第一, ① 一是 below. A style that a
document uses is one level of its tree; which level carries the tasks is decided in `levels`, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CN = "[一二三四五六七八九十百零〇两]{1,6}"
_NUMBER = rf"(?:{_CN}|\d{{1,3}})"
_SPACED = r"(?:[一二三四五六七八九十百零〇两](?: ?[一二三四五六七八九十百零〇两]){0,5}|\d(?: ?\d){0,2})"  # 第 1 5 条, as text from PDF files has it

# style, rank, pattern (group 1 is the number). A digit after the mark makes it a decimal or a list, not a number.
_STYLES = (
    ("编", 0.0, rf"第 ?({_SPACED}) ?[编篇]"),
    ("章", 1.0, rf"第 ?({_SPACED}) ?章"),
    ("部分", 1.0, rf"第 ?({_SPACED}) ?部分[:、. ]?"),
    ("节", 2.0, rf"第 ?({_SPACED}) ?节"),
    ("条", 3.0, rf"第 ?({_SPACED}) ?条(?!款|例|第|规定)[:、. ]?"),
    ("一、", 4.0, rf"({_CN})(?: ?[、.](?![一二三四五六七八九十]+[、.])| +(?=[一-鿿]{{3}}))"),
    ("(一)", 5.0, rf"[(\[] ?({_CN}) ?[)\]][、.]?"),
    ("任务", 5.5, rf"(?:任务|项目|事项|实事|举措)({_NUMBER})(?:[:、.] ?| +)"),
    ("1.1.1", 6.6, r"\d{1,2}\.\d{1,2}\.(\d{1,2})(?![.\d%个万亿家项])[、. ]?"),
    ("1.1", 6.3, r"\d{1,2}\.(\d{1,2})(?=[ 一-鿿])(?![个万亿家项倍元千百公平亩吨人年月米])[、. ]?"),
    ("1.", 6.0, r"(\d{1,3}) ?(?:[.、。](?!\d)|\)(?!\d))"),
    ("(1)", 7.0, r"[(\[] ?(\d{1,3}) ?[)\]][、.]?"),
    ("①", 8.0, r"([①-⑳])"),
    ("第一,", 8.5, rf"第({_CN})[,、]"),
    ("一是", 9.0, rf"({_CN})[是要](?!否)"),
    ("——", 9.5, r"(?:——+|--+|[●■◆▪•◇▲➢➤√]+)()"),
)
INNER = frozenset({"①", "第一,", "一是", "——"})  # never tasks where a higher style is used
TITLE = "题"  # a line without a number that opens a part (2026年重点工作)
ANNEX = "附"  # the title of a further document in the same text; its levels are its own
BARE = "bare"  # a short line of its own that heads what follows, without any number
_MARKER = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (_, _, pattern) in enumerate(_STYLES)))
_OPENING = frozenset("任项事实举第一二三四五六七八九十百两零〇([0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳—-●■◆▪•◇▲➢➤√")
RANK = {name: rank for name, rank, _ in _STYLES} | {ANNEX: -2.0, TITLE: -1.0}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the beginning of a line: its style, its value (None for dashes and bare headings), its length."""

    style: str
    value: int | None
    length: int


def marker(line: str) -> Marker | None:
    """The number a folded line begins with."""
    if not line or line[0] not in _OPENING:
        return None
    found = _MARKER.match(line)
    if found is None or found.lastgroup is None:
        return None
    style = _STYLES[int(found.lastgroup[1:])][0]
    written = found.group(found.re.groupindex[found.lastgroup] + 1)  # a style's own group follows its outer one
    return Marker(style, number(written), found.end())


def number(written: str) -> int | None:
    """17 for 17, 1 7, 十七 and ⑰; None for what is no number up to 999."""
    written = written.replace(" ", "")
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    total, digit = 0, 0
    for character in written:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += max(digit, 1) * (100 if character == "百" else 10)
            digit = 0
    return total + digit

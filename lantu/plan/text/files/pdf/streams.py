"""How large a PDF's streams would inflate, measured in pieces before any of them is inflated for good."""

from __future__ import annotations

import re
import zlib

from lantu.plan.text.files import limits
from lantu.plan.text.files.refusals import refuse

_STREAM = re.compile(rb"stream\r?\n")
_DEFLATE = (b"\x78", b"\x68", b"\x58", b"\x48")  # RFC 1950: the first byte of a zlib stream, by window size
_PIECE = 1 << 20
_LAYERS = 3  # FlateDecode over FlateDecode: each layer multiplies by up to 1,032


def check(name: str, data: bytes) -> None:
    """Raises Unreadable when a stream inflates beyond the limit."""
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[start : start + 1] in _DEFLATE and _too_large(memoryview(data)[start:]):
            limit = limits.PDF_STREAM // limits.MEGABYTE
            raise refuse("bomb", name, where=(f"第 {start} 字节处的数据流", f"a stream at byte {start}"), limit=limit)


def _too_large(packed: memoryview) -> bool:
    """Whether any of the first layers of deflate yields more than the limit; damage ends the measuring."""
    layers = [zlib.decompressobj() for _ in range(_LAYERS)]
    sizes = [0] * len(layers)

    def push(depth: int, piece: bytes | memoryview) -> bool:
        while piece and depth < len(layers) and not layers[depth].eof:
            try:
                out = layers[depth].decompress(piece, _PIECE)
            except zlib.error:
                return False
            piece = layers[depth].unconsumed_tail
            sizes[depth] += len(out)
            if sizes[depth] > limits.PDF_STREAM or push(depth + 1, out):
                return True
        return False

    return push(0, packed)

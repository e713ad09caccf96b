"""Pages set in two columns: the right column is put below the left one, as it is read.

A gutter is a strip near the middle of the page that no letter touches. Prose fills the lines on both sides of it; the cells
of a table without rules do not, and are read across as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from lantu.plan.text.files.pdf.lines import Line

MIDDLE = (0.35, 0.65)  # share of the page's width in which a gutter lies
_LEAST = 6  # lines on each side
_FULL = 0.5  # share of the lines on a side that end at its edge: prose
_BEGINS = 2.5  # letters by which a line may be indented
_ENDS = 1.7  # letters that may lack at the end of a full line, as for paragraphs


@dataclass(frozen=True, slots=True)
class Block:
    """Two columns: from `top` to `bottom`, `left` to `right`, the strip between them; all in points."""

    top: float
    bottom: float
    left: float
    right: float
    gutter: tuple[float, float]

    def moved(self, left: float, right: float, top: float) -> tuple[float, float, float]:
        """Where a thing at these edges goes: things of the right column and below the block move down by its height."""
        if not self.top <= top <= self.bottom:
            return left, right, top + (self.bottom - self.top + 1 if top > self.bottom else 0)
        if left < self.gutter[0]:
            return left, right + self.right - self.gutter[0], top
        return left - self.gutter[1] + self.left, right, top + self.bottom - self.top + 1


def blocks(lines: Sequence[Line], width: float) -> list[Block]:
    """The two-column parts of a page, from the top; `lines` are those of either side by themselves (see `split`)."""
    strip = _strip(lines, width)
    if strip is None:
        return []
    found: list[Block] = []
    run: list[Line] = []
    for line in [*sorted(lines, key=lambda line: line.top), None]:
        if line is not None and not (line.left < strip[1] and line.right > strip[0]):
            run.append(line)
            continue
        if block := _block(run, strip):
            found.append(block)
        run = []
    return found


def unfolded(line: Line, found: Sequence[Block]) -> Line:
    """The line where it is read: edges as if its column had the width of both, so that full lines stay full."""
    left, right, top = moved(line.left, line.right, line.top, found)
    extra = sum(block.bottom - block.top + 1 for block in found)
    return replace(
        line, left=left, right=right, top=top, bottom=line.bottom + top - line.top, height=line.height + extra
    )


def moved(left: float, right: float, top: float, found: Sequence[Block]) -> tuple[float, float, float]:
    """The edges of a thing after every block above it, and its own, is unfolded."""
    for block in reversed(found):
        left, right, top = block.moved(left, right, top)
    return left, right, top


def _strip(lines: Sequence[Line], width: float) -> tuple[float, float] | None:
    """The widest strip that fewest lines touch, at least a letter wide."""
    if len(lines) < 2 * _LEAST:
        return None
    first, last = (int(share * width) for share in MIDDLE)
    touched = [sum(line.left < at + 1 and line.right > at for line in lines) for at in range(first, last)]
    least = min(touched, default=0)
    best = start = first
    widest = 0
    for at, count in enumerate([*touched, least + 1], start=first):
        if count > least:
            if at - start > widest:
                best, widest = start, at - start
            start = at + 1
    size = median(line.size for line in lines)
    return (best, best + widest) if widest >= size else None


def _block(run: Sequence[Line], strip: tuple[float, float]) -> Block | None:
    left = [line for line in run if line.right <= strip[0] + 1]
    right = [line for line in run if line.left >= strip[1] - 1]
    if min(len(left), len(right)) < _LEAST:
        return None
    gutter = (max(line.right for line in left), min(line.left for line in right))
    edge = max(line.right for line in right)
    if not (_is_prose(left, min(line.left for line in left), gutter[0]) and _is_prose(right, gutter[1], edge)):
        return None
    return Block(
        min(line.top for line in run), max(line.top for line in run), min(line.left for line in left), edge, gutter
    )


def _is_prose(lines: Sequence[Line], first: float, last: float) -> bool:
    begin = sum(line.left <= first + _BEGINS * line.size for line in lines)
    full = sum(line.right >= last - _ENDS * line.size for line in lines)
    return begin >= 0.8 * len(lines) and full >= _FULL * len(lines)

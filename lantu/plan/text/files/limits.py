"""How much of a file is read: every limit in one place. A plan is a few hundred pages at most; these are far above that."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

BYTES = 50 * MEGABYTE
"""Size of a file as it lies on disk."""

CHARACTERS = 5_000_000
"""Characters of text taken out of a file: about 340 times the longest plan we know."""

PAGES = 600
"""Pages of a PDF."""

PAGE_CONTENT = 8 * MEGABYTE
"""Drawing instructions of one PDF page, inflated."""

PDF_STREAM = 192 * MEGABYTE
"""One stream of a PDF, inflated: a page scanned in colour at 600 dpi has 104 MB."""

PARTS = 5_000
"""Entries of a docx or xlsx package."""

INFLATED = 256 * MEGABYTE
"""All entries of a package together, inflated."""

RATIO = 250
"""Inflated size over packed size of one entry above RATIO_FROM. Deflate reaches 1,032; text in tables stays below 100."""

RATIO_FROM = 4 * MEGABYTE

CELLS = 300_000
"""Cells of all tables of a file together, empty ones between filled ones included."""

POSITIONS = 10_000_000
"""Positions of a sheet looked at, blank ones included: sheets are often formatted down to row 1,048,576."""

SPAN = 200
"""Columns or rows that one merged cell of a web page is taken to cover."""

NESTED_TABLES = 8
"""Tables within tables."""

REPLACED = 0.05
"""Share of characters that may be unreadable before a text counts as no text."""

CONTROLS = 0.005
"""Share of control characters that may occur before a text counts as no text."""

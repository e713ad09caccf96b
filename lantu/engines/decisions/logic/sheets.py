"""A table as people write it: CSV lines, and everything that is wrong with them at once."""

from __future__ import annotations

import csv
import hashlib
import io

from lantu.engines.decisions import Problem, SheetRefused


class Sheet:
    """A table while it is being read. `refusal` is what `done` raises when something was wrong."""

    def __init__(self, key: str, refusal: type[SheetRefused]) -> None:
        self.key, self.refusal = key, refusal
        self.problems: list[Problem] = []

    def wrong(self, line: int, column: str, zh: str, en: str) -> None:
        """Keep one problem and go on reading."""
        self.problems.append(Problem(self.key, line, column, zh, en))

    def done(self) -> None:
        """Raise all problems so far, if there are any."""
        if self.problems:
            raise self.refusal(self.key, tuple(self.problems))

    def lines(self, text: str) -> list[tuple[int, list[str]]]:
        """The lines that are not blank, each with its number and its cells without the spaces around them."""
        reader = csv.reader(io.StringIO(_plain(text)), strict=True)
        found = []
        try:
            for line in reader:
                cells = [cell.strip() for cell in line]
                if any(cells):
                    found.append((reader.line_num, cells))
        except csv.Error as error:
            self.wrong(
                reader.line_num,
                "",
                "引号不成对；请检查这一行的英文引号",
                f"is not proper CSV ({error}); see the quotation marks of this line",
            )
        self.done()
        return found


def digest(text: str) -> str:
    """The hash of a table: the same however a spreadsheet ends its lines or marks its encoding."""
    return hashlib.sha256(_plain(text).encode()).hexdigest()


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")

"""What is said when something cannot be done: what, why and the next step, in zh and en. Nothing was changed."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A write or a read that cannot be done; `code` is for programs."""

    def __init__(self, code: str, zh: str, en: str, about: str = "") -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en
        self.about = about  # the key of another thing where the next step is done, if there is one


class Absent(Refused):
    """What was asked for is not there, or this person may not know of it."""


class Forbidden(Refused):
    """This person may not do this, or not now."""


class Conflict(Refused):
    """Somebody else changed the same thing first; `current` is how it stands now."""

    def __init__(self, zh: str, en: str, current: Any) -> None:
        super().__init__("conflict", zh, en)
        self.current = current

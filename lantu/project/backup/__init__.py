"""Back-up and restore: everything that `var/` and the database hold, in one file that checks itself.

The file is a zip: `manifest.json` (what, when, the hash of every member, the journal's head), the database as its engine
copies it, and `files/`, the uploads. It is written beside its name and renamed when it is whole and on disk; a restore is
built beside the running data and swapped in at the very end. Whatever is killed in between leaves nothing half done.

Not in it: the secret. It opens the sealed personal facts, so it is kept elsewhere; `restore` says when it is another one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

FORM = 1  # of the file; a change that an older `restore` would misread gets the next number


class Refused(Exception):
    """A back-up or restore that cannot be done: a key of strings.toml and its values. Nothing was changed."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = f"project.backup.{key}", values


@dataclass(frozen=True)
class Manifest:
    """What a back-up says of itself. `members` maps each name in the zip to its SHA-256; `secret` is a fingerprint."""

    form: int
    version: str
    engine: str
    created: str
    seq: int
    hash: str
    secret: str
    migrations: list[list[str]]
    members: dict[str, str] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)

    def as_facts(self) -> dict[str, Any]:
        return asdict(self)

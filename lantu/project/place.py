"""The folder `var`: made closed to others, with its secret, and used by one process at a time."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "lock"  # held while a process serves; its text is the address


def var() -> Path:
    """Where this installation keeps what it must not lose: LANTU_VAR, else `var` in the folder it is started from."""
    return Path(os.environ.get("LANTU_VAR", "var")).resolve()


class InUse(Exception):
    """Another process of this product runs on this folder; `address` is where it serves, once it does."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def make(folder: Path) -> None:
    """Create the folder, readable by its owner only. One that exists is left as it is; `serve` looks at it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_secret(file: Path) -> str:
    """The secret in this file; a new one, with mode 0600, when there is none. Two processes that try get the same."""
    if not file.exists():
        fresh = file.with_name(f".secret-{os.getpid()}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(fresh, file)  # unlike a rename this never replaces what another process put there
        fresh.unlink()
    return file.read_text("ascii").strip()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it however the process ends. Raises InUse."""
    make(folder)
    with open(folder / LOCK, "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(address(folder)) from error
        lock.truncate(0)
        yield
        lock.truncate(0)


def serves_at(folder: Path, where: str) -> None:
    """Note in the held folder where its pages are, for commands that print links."""
    (folder / LOCK).write_text(where, "utf-8")


def address(folder: Path) -> str:
    """Where the process that holds the folder serves, such as http://127.0.0.1:8000; empty when none said so."""
    file = folder / LOCK
    return file.read_text("utf-8").strip() if file.is_file() else ""

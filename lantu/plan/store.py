"""Uploaded files, kept under the SHA-256 of their content: written once, whole or not at all, never edited."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings

from lantu.plan import Refused

LEFTOVERS_LIVE = 60 * 60  # seconds; keeping a file again makes it new, so what is older belongs to no upload under way


def path(sha256: str) -> Path:
    """Where a file's bytes are."""
    return Path(settings.FILES) / sha256


def keep(chunks: Iterable[bytes], name: str) -> tuple[str, int]:
    """Keep a file; its SHA-256 and size in bytes. Raises Refused for an empty one and beyond settings.UPLOAD_LIMIT."""
    folder = Path(settings.FILES)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, part = tempfile.mkstemp(prefix=".part-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                _check(size, name)
                digest.update(chunk)
                file.write(chunk)
            if not size:
                raise Refused(
                    "empty",
                    f"文件“{name}”是空的；请检查后重新上传",
                    f"The file {name!r} is empty; check it and upload again",
                )
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path(digest.hexdigest()))
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _flush(folder)
    return digest.hexdigest(), size


def sweep(known: Collection[str]) -> int:
    """Remove what uploads left that were cut off or refused: old parts, and old files that no version knows; how many."""
    old = [file for file in Path(settings.FILES).iterdir() if time.time() - file.stat().st_mtime > LEFTOVERS_LIVE]
    left = [file for file in old if file.name not in known]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def _check(size: int, name: str) -> None:
    if size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Refused(
            "too_large",
            f"文件“{name}”超过 {limit} MB；请只上传计划文本，或另存为较小的文件",
            f"The file {name!r} is larger than {limit} MB; upload the plan's text only, or save it smaller",
        )


def _flush(folder: Path) -> None:
    """The new name survives a power failure only once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

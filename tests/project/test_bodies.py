"""What a stranger can send: no more than a form, however it is announced; and what a log keeps of a link."""

from __future__ import annotations

import http.client
import logging
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from lantu.project.serving.logs import WithoutTokens
from tests.places import Installation

MEGABYTE = 1024 * 1024


@pytest.fixture
def address(empty_place: Installation) -> Iterator[str]:
    """The address of a product that runs."""
    process = empty_place.begin("up", "--port", "0")
    assert process.stdout is not None
    found = next(line for line in process.stdout if "http://" in line)
    yield urlsplit(found[found.index("http://") :].strip()).netloc
    process.terminate()
    process.communicate()


def sent(address: str, megabytes: int, *, announced: bool, cookie: str = "") -> tuple[int, int, str]:
    """Status, megabytes that could be sent, and the answer's words to a body of this many megabytes on /upload/."""
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.putrequest("POST", "/upload/")
    connection.putheader("Content-Type", "application/octet-stream")
    if cookie:
        connection.putheader("Cookie", cookie)
    connection.putheader(
        *(("Content-Length", str(megabytes * MEGABYTE)) if announced else ("Transfer-Encoding", "chunked"))
    )
    connection.endheaders()
    piece, done = os.urandom(MEGABYTE), 0
    try:
        for _ in range(megabytes):
            connection.send(piece if announced else b"%x\r\n%s\r\n" % (MEGABYTE, piece))
            done += 1
        connection.send(b"" if announced else b"0\r\n\r\n")
    except OSError:
        pass  # the server has closed the connection: it reads no further
    try:
        answer = connection.getresponse()
        return answer.status, done, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 413, done, ""  # it closed before the answer could be read


@pytest.mark.parametrize("announced", [True, False])
def test_a_stranger_cannot_fill_the_disk(address: str, announced: bool) -> None:
    status, done, _ = sent(address, 200, announced=announced)
    assert status == 413
    assert done < 100


def test_a_form_passes_and_a_file_needs_a_session(address: str) -> None:
    assert sent(address, 1, announced=True)[0] == 403  # taken in; no CSRF token
    assert sent(address, 10, announced=True)[0] == 413
    assert sent(address, 10, announced=True, cookie="sessionid=unknown")[0] == 403


def test_a_log_keeps_no_token() -> None:
    record = logging.LogRecord("django.request", 30, "", 0, "%s: %s", ("Gone", "/login/aB3-_x9"), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Gone: /login/…"

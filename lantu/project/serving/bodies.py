"""How much of a request is taken in before anybody is asked whether it may be.

Django writes a whole body to disk before the first line of a page runs, so its own limits cannot keep an anonymous sender
from filling the disk. This stands in front of it: by the length a request announces, or by what it sends.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.conf import settings

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

WRAPPING = 64 * 1024  # bytes of a form around its file
UPLOADS = ("/upload/", "/api/plans")  # the addresses that take a file
TOO_LARGE = (
    "请求过大：文件不超过 {limit} MB。请检查文件后再试。\n"
    "The request is too large: a file may have up to {limit} MB. Check the file and try again.\n"
)


class TooMuch(Exception):
    """More came than the request announced or may have."""


def limit(scope: Scope) -> int:
    """Bytes this request may have: a file's where files go and the sender has a session, else a form's."""
    headers = dict(scope["headers"])
    takes_file = scope["path"] in UPLOADS and b"sessionid=" in headers.get(b"cookie", b"")
    return (settings.UPLOAD_LIMIT if takes_file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE) + WRAPPING


def bounded(application: Application) -> Application:
    """The application behind the bound; a longer request is answered with 413 and read no further."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        most, taken, answering = limit(scope), 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooMuch
            return message

        async def watched(message: Message) -> None:
            nonlocal answering
            answering = True
            await send(message)

        announced = dict(scope["headers"]).get(b"content-length", b"0")
        try:
            if announced.isdigit() and int(announced) > most:
                raise TooMuch
            await application(scope, counted, watched)
        except TooMuch:
            if not answering:
                await _refuse(send)

    return call


async def _refuse(send: Send) -> None:
    words = TOO_LARGE.format(limit=settings.UPLOAD_LIMIT // (1024 * 1024)).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})

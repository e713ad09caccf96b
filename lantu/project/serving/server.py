"""Serving over HTTP: the socket, the process, and the moment at which it is ready."""

from __future__ import annotations

import errno
import socket
import sys
import warnings
from collections.abc import Callable

import uvicorn

APPLICATION = "lantu.project.asgi:application"
TRIES = 20  # ports after the wished one that `up` looks at


class Server(uvicorn.Server):
    """uvicorn, but it says when it really answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """A listening socket on the first free port from `port` on. Raises OSError when there is none."""
    for candidate in range(port, port + tries):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE or candidate == port + tries - 1:
                raise
        else:
            return listening
    raise ValueError("tries must be at least 1")


def serve(listening: socket.socket, ready: Callable[[], None], *, workers: int = 1, behind_proxy: bool = False) -> None:
    """Serve until Ctrl-C or SIGTERM. With several workers `ready` is called as soon as they are being started."""
    # WhiteNoise hands files to ASGI as ordinary iterators; Django remarks on each, and it works.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    config = uvicorn.Config(
        APPLICATION,
        log_level="warning",
        lifespan="off",
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_graceful_shutdown=5,
        workers=workers,
    )
    if workers > 1:
        from uvicorn.supervisors import Multiprocess

        ready()
        Multiprocess(config, sockets=[listening]).run()
    else:
        try:
            Server(config, ready).run(sockets=[listening])
        except KeyboardInterrupt:  # uvicorn raises it again after it has closed everything
            print(file=sys.stderr)

"""The clock: one thread beside the server that does what is due, whether or not anybody looks at a page."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)
Tick = Callable[[], object]
EVERY = 2.0  # seconds between two rounds; an uploaded plan waits no longer than this


class Clock:
    """Calls every tick once a round. A tick that fails is logged as a sentence, and the others and the next round go on."""

    def __init__(self, ticks: Sequence[Tick], every: float = EVERY) -> None:
        self._ticks, self._every = ticks, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock", daemon=True)

    def __enter__(self) -> Clock:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ask it to stop and wait for the tick that is running."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        from django.db import close_old_connections, connections

        while not self._stop.is_set():
            for tick in self._ticks:
                try:
                    tick()
                except Exception as error:
                    logger.exception("%s failed and is tried again in %s s: %s", _name(tick), self._every, error)
                close_old_connections()
            self._stop.wait(self._every)
        connections.close_all()


def ticks() -> list[Tick]:
    """What the rooms want done regularly."""
    from lantu.engines.cases.actions import remind
    from lantu.ground.people.actions import expire_links
    from lantu.plan.actions import read_waiting, take_rules

    return [expire_links, remind, read_waiting, once(take_rules)]


def once(tick: Tick) -> Tick:
    """A tick that rests after its first success: what a process brings along does not change while it runs."""
    return functools.cache(tick)


def _name(tick: Tick) -> str:
    return f"{tick.__module__}.{getattr(tick, '__qualname__', tick)}"

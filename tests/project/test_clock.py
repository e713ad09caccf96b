from __future__ import annotations

import logging
import threading

import pytest

from lantu.project.serving.clock import Clock


def test_every_tick_is_called_and_one_that_fails_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    again = threading.Semaphore(0)

    def broken() -> None:
        raise ValueError("no such plan")

    with Clock([broken, again.release], every=0.001):
        for _ in range(3):
            assert again.acquire(timeout=20)
    sentence = caplog.records[0].getMessage()
    assert "broken failed and is tried again" in sentence
    assert "no such plan" in sentence


def test_it_stops_after_the_tick_that_is_running() -> None:
    started, release, done = threading.Event(), threading.Event(), []

    def slow() -> None:
        started.set()
        release.wait(20)
        done.append(True)

    with Clock([slow], every=0.001):
        assert started.wait(20)
        threading.Timer(0.05, release.set).start()
    assert done, "the tick was cut off"
    assert not [thread for thread in threading.enumerate() if thread.name == "clock"]

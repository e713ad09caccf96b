"""A server, a browser and visitors for the tests that need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.browsing import CHROMIUM, SIZES, Server, Visitor, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("var")) as found:
        yield found


@pytest.fixture(scope="module")
def chromium(needs_chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs_chromium, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Any, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; at the end none of their browsers may have complained."""
    made: list[Visitor] = []

    def make(name: str = "", role: str = "office", size: str = "laptop", **context: Any) -> Visitor:
        width, height = SIZES[size]
        page = chromium.new_context(viewport={"width": width, "height": height}, **context).new_page()
        made.append(Visitor(page, server.address))
        if name:
            made[-1].enter(server.link(name, role))
        return made[-1]

    yield make
    for one in made:
        one.page.context.close()
        assert one.complaints == []

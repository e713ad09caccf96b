"""Standings in a real browser: a mark and a word for each, the reason beside the list, and a day that people can move."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.web.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN = "/plans/lingang-2023/"
ICE = "t103.m."
NewVisitor = Callable[..., Visitor]


def test_a_reader_sees_how_a_target_stands_why_and_as_of_another_day(visitor: NewVisitor) -> None:
    page = visitor().page
    page.goto(f"{visitor().address}{PLAN}?as_of=2023-12-31")
    row = page.locator(f'.target[data-key^="{ICE}"]')
    assert row.locator(".standing").inner_text().split() == ["✕", "逾期未完成"]
    assert "2023-12-31" in page.locator(".counts").inner_text()
    row.locator(".what").click()
    reason = page.locator("#detail .reason")
    reason.wait_for()
    assert "2024年上半年" in reason.inner_text()
    assert "shbiz" in reason.inner_text()
    # The day is moved: the page, its links and the detail go along.
    page.locator("#clock input[type=date]").fill("2024-12-31")
    page.wait_for_url(re.compile("as_of=2024-12-31"))
    assert row.locator(".standing").inner_text().split() == ["✔◷", "逾期完成"]
    page.locator(".strip a").first.click()
    page.wait_for_url(re.compile("area="))
    assert "as_of=2024-12-31" in page.url
    page.locator(".counts a").click()
    page.wait_for_url(re.compile(r"area=(?!.*as_of)"))
    assert page.locator(".clock.moved").count() == 0


def test_a_day_is_moved_without_scripts(visitor: NewVisitor) -> None:
    one = visitor(java_script_enabled=False)
    one.page.goto(f"{one.address}{PLAN}")
    one.page.locator("#clock input[type=date]").fill("2023-06-30")
    one.page.locator("#clock button").click()
    assert "as_of=2023-06-30" in one.page.url
    one.page.goto(f"{one.address}{PLAN}?as_of=2023-06-30&known_at=2023-09-01&lang=en")
    # What two marks mean is said in words as well, and an unknown one has its word for those who listen.
    growth = one.page.locator(".target", has_text="全社会固定资产投资").first.locator(".standing")
    assert growth.inner_text().split() == ["●", "on", "course"]
    unknown = one.page.locator(".target .standing.unknown").first
    assert unknown.text_content() == "–unknown"
    assert "known on 2023-09-01" in one.page.locator(".counts").inner_text()


@pytest.mark.parametrize("size", ["phone", "laptop", "wall"])
def test_the_page_fits_with_its_clock(visitor: NewVisitor, size: str) -> None:
    one = visitor(size=size)
    one.page.goto(f"{one.address}{PLAN}?as_of=2023-12-31")
    wide = one.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert one.page.locator(".counts strong").is_visible()

"""Reading in a real browser: the plan, filters, search, languages, sizes, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.browsing import FAULTS, Server, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAN = "/plans/lingang-2023/"
NewVisitor = Callable[..., Visitor]


# The words of the open target can be seen in the pane of the text.
INSIDE = """() => {
  const pane = document.getElementById("text").getBoundingClientRect();
  const words = document.querySelector(".source .words.open").getBoundingClientRect();
  return words.top > pane.top && words.bottom < pane.bottom;
}"""


def test_a_first_reader_finds_a_sentence_and_comes_back(visitor: NewVisitor) -> None:
    reader = visitor()
    page = reader.page
    reader.go("/")
    page.click(".plans .lead")
    assert page.inner_text("h1").startswith("150 项任务")
    row = page.locator(".target", has_text="规上工业总产值").first
    key = row.get_attribute("data-key")
    row.hover()
    assert page.locator(".source .near").first.get_attribute("data-k") == key
    row.locator(".what").click()
    page.wait_for_selector("#detail article")
    assert "增长20%" in page.inner_text("#detail blockquote b")
    assert page.locator(".source .words.open").first.get_attribute("data-k") == key
    assert f"target={key}" in page.url
    far = page.locator(".target").nth(150)
    far.locator(".what").click()
    page.wait_for_selector(f'#detail article[data-key="{far.get_attribute("data-key")}"]')
    page.wait_for_function(INSIDE)
    words = page.locator(".source .words.m").nth(40)
    words.click()
    page.wait_for_selector(f'#detail article[data-key="{words.get_attribute("data-k")}"]')
    opened = page.locator(".target.open")
    assert opened.get_attribute("data-key") == words.get_attribute("data-k")
    assert opened.evaluate("e => e.getBoundingClientRect().top > 0")
    page.keyboard.press("Escape")
    assert page.inner_text("#detail") == ""


def test_filters_and_search_narrow_and_keep_their_state_in_the_address(visitor: NewVisitor) -> None:
    reader = visitor()
    page = reader.page
    reader.go(PLAN)
    before = page.locator(".target").count()
    page.select_option("select[name=kind]", "milestone")
    page.wait_for_url("**kind=milestone**")
    only = page.locator(".target").count()
    assert 0 < only < before
    assert page.locator(".target.q").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("医院")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert "kind=milestone" in page.url
    assert page.locator(".source mark.hit").count() > 0
    assert "医院" in page.locator(".source mark.hit").first.inner_text()
    reader.go(PLAN + "?q=没有这样的词")
    assert page.locator(".empty h2").inner_text() == "没有符合条件的目标"
    reader.go(PLAN + "?kind=quantity")
    page.locator(".strip a").nth(3).click()
    page.wait_for_url("**area=**")
    assert "kind=quantity" in page.url


def test_reading_works_without_scripts(visitor: NewVisitor) -> None:
    reader = visitor(java_script_enabled=False)
    page = reader.page
    reader.go(PLAN)
    link = page.locator(".target .what").nth(20)
    words = link.inner_text()
    link.click()
    assert words in page.inner_text("#detail h3")
    page.select_option("select[name=kind]", "quantity")
    page.click("#filters button")
    assert page.locator(".target.m").count() == 0
    reader.go(PLAN + "chart/")
    assert page.locator("#chart-table td a").count() > 10
    assert not page.locator("#chart").is_visible()


def test_language_and_colours_are_remembered(visitor: NewVisitor) -> None:
    reader = visitor()
    page = reader.page
    reader.go(PLAN)
    page.click("button[name=lang]")
    assert "checkable targets" in page.inner_text("h1")
    assert page.get_attribute("html", "lang") == "en"
    reader.go("/")
    assert page.get_attribute("html", "lang") == "en"
    page.click("button[name=theme]")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("button[name=lang]")
    assert page.get_attribute("html", "lang") == "zh-Hans"


def test_a_login_link_works_once(visitor: NewVisitor, server: Server) -> None:
    link = server.link("孙丽", "reader")
    first, second = visitor(), visitor()
    first.enter(link)
    assert "孙丽" in first.page.inner_text(".top")
    second.go(link)
    second.page.click("main button")
    assert second.page.inner_text("h1") == "这个登录链接不能用了"


PAGES = {
    "home": "/",
    "plan": PLAN,
    "target": PLAN + "?target={key}",
    "search": PLAN + "?q=企业",
    "chart": PLAN + "chart/",
    "versions": PLAN + "versions/",
    "upload": "/upload/",
    "login": "/login",
    "missing": "/no-such-page",
}
LOOKS = [
    ("laptop", "zh", "light"),
    ("laptop", "en", "dark"),
    ("phone", "zh", "light"),
    ("phone", "en", "light"),
    ("wall", "zh", "wall"),
]


@pytest.mark.parametrize(("size", "lang", "theme"), LOOKS)
def test_every_page_at_every_size_is_whole(visitor: NewVisitor, size: str, lang: str, theme: str) -> None:
    """No faults for those who do not see, nothing wider than its window, no complaint of the browser; and a picture."""
    office = visitor("王敏", size=size)
    office.go(PLAN)
    key = office.page.locator(".target").nth(30).get_attribute("data-key")
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        office.go(path.format(key=key) + ("&" if "?" in path else "?") + f"lang={lang}&theme={theme}")
        if name == "chart":
            office.page.wait_for_selector("#chart svg")
        office.shot(f"{name}-{size}-{lang}-{theme}")
        found[name] = office.page.evaluate(FAULTS)
    security = visitor("李安", "security_admin", size=size)
    security.go(f"/people/?lang={lang}&theme={theme}")
    security.shot(f"people-{size}-{lang}-{theme}")
    found["people"] = security.page.evaluate(FAULTS)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_plan_prints_on_paper_without_the_frame(visitor: NewVisitor, tmp_path: Path) -> None:
    reader = visitor()
    reader.go(PLAN)
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".top").is_visible()
    assert not reader.page.locator(".filters").is_visible()
    assert reader.page.locator(".print-only").is_visible()
    made = reader.page.pdf(path=tmp_path / "plan.pdf", format="A4", prefer_css_page_size=True)
    assert made.count(b"/Type /Page\n") > 5 or made.count(b"/Page") > 5

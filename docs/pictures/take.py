"""The pictures of the README, taken from the running product: `.venv/bin/python -m docs.pictures.take` from the project's folder.

Starts a fresh installation in a temporary folder, so that the pictures show what a newcomer sees. Needs a Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.web.browsing import CHROMIUM, SIZES, Server, Visitor, running

FOLDER = Path(__file__).resolve().parent
LARGEST = 300 * 1024  # bytes of one picture
PLAN = "/plans/lingang-2023/"
DRAFT = """青湖区2024年工作要点

一、发展经济
1.推进重点项目。全年完成固定资产投资120亿元，新开工项目15个，青湖大桥建成通车。责任单位：区发展改革委
2.培育企业。新增高新技术企业30家以上，高新技术企业达到200家。责任单位：区科委
二、改善民生
3.办好学校。青湖一中新校区投入使用，新增学位2000个。责任单位：区教育局
4.提升医疗。区中医医院开工建设，每千人口床位数达到6.5张。责任单位：区卫生健康委
"""


def main() -> int:
    chromium = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if chromium is None:
        print("no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as var, running(Path(var)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        for lang in ("zh", "en"):
            take_plan(visitor(browser, server, lang), lang)
        office = visitor(browser, server, "zh")
        office.enter(server.link("王敏", "office"))
        take_review(office, Path(var))
        take_phone(visitor(browser, server, "zh", "phone"))
        browser.close()
    large = [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > LARGEST]
    if large:
        print(f"larger than {LARGEST} bytes: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


def visitor(browser: Any, server: Server, lang: str, size: str = "laptop") -> Visitor:
    width, height = (1280, 800) if size == "laptop" else SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_cookies(
        [{"name": name, "value": value, "url": server.address} for name, value in (("lang", lang), ("theme", "light"))]
    )
    return Visitor(context.new_page(), server.address)


def keep(who: Visitor, name: str) -> None:
    who.page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


def take_plan(who: Visitor, lang: str) -> None:
    """The plan with one target opened, and its chart."""
    who.go(PLAN)
    who.page.locator(".target", has_text="国际再保险").first.locator(".what").click()
    who.page.wait_for_selector("#detail article")
    who.page.wait_for_timeout(600)  # the text scrolls to its sentence
    keep(who, f"plan-{lang}")
    who.go(PLAN + "chart/")
    who.page.wait_for_selector("#chart svg")
    keep(who, f"chart-{lang}")


def take_review(who: Visitor, folder: Path) -> None:
    """A draft under review."""
    file = folder / "青湖区2024年工作要点.txt"
    file.write_text(DRAFT, "utf-8")
    who.go("/upload/")
    who.page.set_input_files("#file", file)
    who.page.click("#send")
    who.page.wait_for_url("**/review/", timeout=60_000)
    for key, state in (("j", ".near"), ("Enter", "#detail article"), ("a", ".accepted"), ("a", ".accepted >> nth=1")):
        who.page.keyboard.press(key)
        who.page.wait_for_selector(state)
        who.page.wait_for_timeout(500)
    keep(who, "review-zh")


def take_phone(who: Visitor) -> None:
    who.go(PLAN + "?kind=quantity")
    keep(who, "phone-zh")


if __name__ == "__main__":
    sys.exit(main())

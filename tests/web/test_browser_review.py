"""Uploading, reviewing and adopting in a real browser, alone and two at once."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Route

from tests.web.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NewVisitor = Callable[..., Visitor]
DRAFT = """青湖区2024年工作要点

一、发展经济
1.推进重点项目。全年完成固定资产投资120亿元，新开工项目15个，青湖大桥建成通车。责任单位：区发展改革委
2.培育企业。新增高新技术企业30家以上，高新技术企业达到200家。责任单位：区科委
二、改善民生
3.办好学校。青湖一中新校区投入使用，新增学位2000个。责任单位：区教育局
4.提升医疗。区中医医院开工建设，每千人口床位数达到6.5张。责任单位：区卫生健康委
"""


def upload(who: Visitor, tmp_path: Path, name: str, text: str) -> None:
    """Bring a document by the file chooser and wait until its draft is there."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    who.go("/upload/")
    who.page.set_input_files("#file", path)
    assert name in who.page.inner_text("#chosen")
    who.page.click("#send")
    who.page.wait_for_url("**/review/", timeout=60_000)


def test_a_late_answer_does_not_take_the_place_of_what_was_asked_for_after_it(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    office = visitor("王敏")
    page = office.page
    upload(office, tmp_path, "白湖区2024年工作要点.txt", DRAFT.replace("青湖", "白湖"))
    first, second = (page.locator(".target").nth(n) for n in (0, 1))
    first.locator(".what").click()
    page.wait_for_selector(f'#detail article[data-key="{first.get_attribute("data-key")}"]')

    held: list[Route] = []
    page.route(f"**/targets/{second.get_attribute('data-key')}/**", lambda route: held.append(route))
    second.locator(".what").click()
    page.wait_for_function("() => document.querySelector('.target.open')")
    page.click('[data-does="edit"]')
    page.fill("form.edit [name=subject]", "正在写的对象")
    with page.expect_response(f"**/targets/{second.get_attribute('data-key')}/**"):
        held[0].continue_()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.input_value("form.edit [name=subject]") == "正在写的对象"


def test_an_office_reviews_and_adopts_an_upload(visitor: NewVisitor, tmp_path: Path) -> None:
    office = visitor("王敏")
    page = office.page
    upload(office, tmp_path, "青湖区2024年工作要点.txt", DRAFT)
    office.shot("review-laptop-zh")
    total = page.locator(".target").count()
    assert total >= 6

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail article")
    first = page.locator(".target").first
    page.keyboard.press("a")
    page.wait_for_selector(".target.accepted")
    assert "已接受" in first.inner_text()

    second = page.locator(".target").nth(1)
    second.locator(".what").click()
    page.wait_for_selector(f'#detail article[data-key="{second.get_attribute("data-key")}"]')
    page.click('[data-does="edit"]')
    page.fill("form.edit [name=value]", "18万")
    office.shot("edit-laptop-zh")
    page.click("form.edit .loud")
    page.wait_for_selector(".target.edited")
    assert "18" in second.inner_text()

    third = page.locator(".target").nth(2)
    third.locator(".what").click()
    page.wait_for_selector(f'#detail article[data-key="{third.get_attribute("data-key")}"]')
    page.keyboard.press("x")
    page.wait_for_selector(".target.rejected")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator(".target.rejected").count() == 0

    add_by_selection(page, "提升医疗")
    page.wait_for_selector("#detail form.edit")
    page.select_option("form.edit [name=kind]", "milestone")
    page.fill("form.edit [name=subject]", "医疗提升行动")
    page.select_option("form.edit [name=state]", "complete")
    with page.expect_navigation():
        page.click("form.edit .loud")
    assert page.locator(".target.added").count() == 1
    assert page.locator(".source .words.open").first.inner_text() == "提升医疗"

    page.locator(".task .assign").first.click()
    page.fill("#detail [name=lead]", "区政府办公室")
    with page.expect_navigation():
        page.click("#detail .loud")
    assert "区政府办公室" in page.locator(".task").first.inner_text()

    with page.expect_navigation():
        page.click("#review-acts form:nth-child(2) button")
    page.click(".title-row .button")
    assert "补充 1 个" in page.inner_text("h1")
    office.shot("adopt-laptop-zh")
    with page.expect_navigation():
        page.click("main form .loud")
    assert page.locator(".toast").inner_text() == "已采纳，成为现行版"
    assert page.locator(".target").count() == total + 1


def add_by_selection(page: Any, words: str) -> None:
    """Select words in the source text and press the button that appears."""
    page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.querySelector(".source"), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            node.parentElement.scrollIntoView({block: "center"});
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
          throw new Error("not in the text: " + words);
        }""",
        words,
    )
    page.click("#adder")


def test_two_people_at_once_see_a_conflict_and_choose(visitor: NewVisitor, tmp_path: Path) -> None:
    one, other = visitor("王敏"), visitor("赵刚")
    upload(one, tmp_path, "白石县2024年工作要点.txt", DRAFT.replace("青湖", "白石"))
    other.go(one.page.url)
    for who in (one, other):
        who.page.locator(".target .what").first.click()
        who.page.wait_for_selector("#detail article")
    one.page.click('[data-does="edit"]')
    other.page.click('[data-does="edit"]')
    one.page.fill("form.edit [name=value]", "130亿")
    one.page.click("form.edit .loud")
    one.page.wait_for_selector(".target.edited")
    other.page.fill("form.edit [name=value]", "140亿")
    other.page.click("form.edit .loud")
    other.page.wait_for_selector("#conflict-title")
    said = other.page.inner_text("#detail")
    assert "王敏" in said
    assert "130" in said
    assert "140" in said
    other.shot("conflict-laptop-zh")
    other.page.click("#detail .danger")
    other.page.wait_for_selector("#conflict-title", state="detached")
    assert "140" in other.page.locator(".target").first.inner_text()
    one.page.reload()
    assert "140" in one.page.locator(".target").first.inner_text()


def test_a_file_that_cannot_be_read_is_explained(visitor: NewVisitor, tmp_path: Path) -> None:
    office = visitor("王敏")
    page = office.page
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    office.go("/upload/")
    page.set_input_files("#file", empty)
    page.click("#send")
    page.wait_for_selector("#wrong:not([hidden])")
    assert "空" in page.inner_text("#wrong")
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 this is no document")
    page.set_input_files("#file", broken)
    page.click("#send")
    page.wait_for_selector(".notice.bad[role=alert]:not(#wrong)", timeout=60_000)
    assert page.inner_text("h1") == "《坏.docx》没有读成"


def test_a_dropped_word_file_is_read_and_compared_with_the_version_before(visitor: NewVisitor, tmp_path: Path) -> None:
    office = visitor("王敏")
    page = office.page
    upload(office, tmp_path, "黑石县2024年工作要点.txt", DRAFT.replace("青湖", "黑石"))
    with page.expect_navigation():
        page.click("#review-acts form:nth-child(2) button")
    page.click(".title-row .button")
    with page.expect_navigation():
        page.click("main form .loud")
    key = page.url.split("/plans/")[1].split("/")[0]

    newer = Document()
    for line in DRAFT.replace("青湖", "黑石").replace("120亿元", "150亿元").splitlines():
        newer.add_paragraph(line)
    newer.save(str(tmp_path / "黑石县2024年工作要点.docx"))
    office.go(f"/upload/?plan={key}")
    data = base64.b64encode((tmp_path / "黑石县2024年工作要点.docx").read_bytes()).decode()
    page.evaluate(DROP, [data, "黑石县2024年工作要点.docx"])
    assert "docx" in page.inner_text("#chosen")
    page.click("#send")
    page.wait_for_url("**/review/", timeout=60_000)
    office.go(f"/plans/{key}/versions/1/2/")
    assert page.inner_text("h1") == "改动 1 个"
    assert "120亿元" in page.inner_text("del")
    assert "150亿元" in page.inner_text("ins")
    assert "8 个未变的目标保留原审核结果" in page.inner_text("main")
    office.shot("diff-laptop-zh")


# A file as the browser hands it over when somebody lets it fall.
DROP = """([data, name]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""

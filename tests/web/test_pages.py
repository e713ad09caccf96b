"""Pages by their answers: who sees what, what an address means, and that no page says nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ViewDoesNotExist
from django.test import Client, RequestFactory
from django.urls import URLPattern, reverse

import lantu.web
from lantu.ground import journal, strings
from lantu.ground.people import SYSTEM
from lantu.ground.people import actions as people
from lantu.plan import actions
from lantu.web import urls
from lantu.web.pages import errors
from tests.plan.example import PLAN

pytestmark = pytest.mark.django_db
PATTERNS = [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]
ARGUMENTS = {
    "key": "lingang-2023",
    "target": "t1.q.000000.1",
    "number": 1,
    "older": 1,
    "newer": 1,
    "task": 1,
    "token": "none",
    "ref": "p0",
}
WEB = Path(lantu.web.__file__).parent


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "files"
    settings.SECRET_KEY = settings.SECRET_KEY or "only for tests, only for tests, only for tests"


@pytest.fixture
def sample() -> str:
    actions.adopt_sample()
    return "/plans/lingang-2023/"


def entered(*roles: str, name: str = "王敏") -> Client:
    """A browser of a new person, logged in by their link."""
    browser = Client()
    link = people.invite(SYSTEM, people.add(SYSTEM, name, roles=roles).ref)
    assert browser.post(f"/login/{link}").status_code == 302
    return browser


def words(answer: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: str(pattern.name))
def test_every_address_asks_for_its_permission(pattern: URLPattern) -> None:
    try:
        view = pattern.callback
    except ViewDoesNotExist:
        view = None
    assert view is not None
    assert hasattr(view, "asks"), f"{pattern.name}: wrap its view in access.asks"


EVERYBODYS = {"home", "preferences", "login", "login_link", "logout"}
READABLE = EVERYBODYS | {"plan", "chart", "target", "versions", "version", "diff"}


def test_the_public_gets_to_nothing_but_what_is_published(sample: str) -> None:
    public = Client()
    for pattern in PATTERNS:
        address = reverse(str(pattern.name), kwargs={name: ARGUMENTS[name] for name in pattern.pattern.converters})
        allowed = (200, 302, 404, 405, 410) if pattern.name in READABLE else (403, 404, 405)
        for answer in (public.get(address), public.post(address)):
            assert answer.status_code in allowed, pattern.name


def test_the_public_sees_neither_who_worked_on_a_plan_nor_what_came_before(office_draft: str) -> None:
    office = entered("office", name="钱多")
    office.post(reverse("adopt", args=[office_draft, 1]))
    office.post(reverse("publish", args=[office_draft]), {"published": "1"})
    inside, outside = (words(who.get(f"/plans/{office_draft}/versions/")) for who in (office, Client()))
    for secret in ("青湖区要点.txt", "赵刚", "钱多"):
        assert secret in inside
        assert secret not in outside
    public = Client().get(f"/api/plans/{office_draft}/versions").json()[0]
    assert (public["file_name"], public["uploaded_by"], public["adopted_by"]) == ("", "", "")
    assert Client().get(f"/api/plans/{office_draft}/versions/1/corrections").status_code == 404


def test_nobody_but_its_readers_knows_of_a_plan_that_is_not_published(office_draft: str) -> None:
    for path in ("", "chart/", "versions/", "review/"):
        assert Client().get(f"/plans/{office_draft}/{path}").status_code == 404
        assert entered("system_admin").get(f"/plans/{office_draft}/{path}").status_code == 404
    assert entered("reader").get(f"/plans/{office_draft}/review/").status_code in (403, 404)
    assert entered("office").get(f"/plans/{office_draft}/review/").status_code == 200


@pytest.fixture
def office_draft() -> str:
    """The key of a plan that was uploaded and read, and waits for review."""
    office = people.add(SYSTEM, "赵刚", roles=["office"])
    from lantu.ground.people.queries import person

    actions.upload(person(office), "青湖区要点.txt", PLAN.encode())
    found = actions.read_waiting()
    assert found is not None
    return found.plan


def test_a_plan_page_shows_every_target_beside_its_words(sample: str) -> None:
    page = Client().get(sample).content.decode()
    rows = set(re.findall(r'<li class="target [^"]*"\s+id="t-([^"]+)"', page))
    marked = {key for keys in re.findall(r'data-k="([^"]+)"', page) for key in keys.split()}
    assert len(rows) > 200
    assert rows == marked
    assert "150 项任务" in words(Client().get(sample))


def test_a_plan_page_is_small_and_asks_the_store_few_questions(sample: str, django_assert_max_num_queries: Any) -> None:
    browser = Client()
    with django_assert_max_num_queries(36):
        page = browser.get(sample)
    assert len(page.content) < 300_000


def test_the_address_is_the_filter(sample: str) -> None:
    browser = Client()
    only = browser.get(sample, {"kind": "quantity"}).content.decode()
    assert 'class="target m' not in only
    assert 'class="target q' in only
    found = browser.get(sample, {"q": "医院"}).content.decode()
    assert '<mark class="hit">医院</mark>' in found
    assert "没有符合条件的目标" in words(browser.get(sample, {"q": "没有这样的词"}))


def test_a_target_has_an_address_of_its_own(sample: str) -> None:
    browser = Client()
    key = re.search(r'id="t-([^"]+)"', browser.get(sample).content.decode())[1]  # type: ignore[index]
    detail = browser.get(f"{sample}targets/{key}/", headers={"HX-Request": "true"})
    assert "原句" in words(detail)
    assert "<html" not in detail.content.decode()
    assert browser.get(f"{sample}targets/{key}/").url == f"{sample}?target={key}"  # type: ignore[attr-defined]
    assert "不在这一版中" in words(browser.get(sample, {"target": "t1.q.000000.1"}))


def test_a_document_is_shown_as_text_whatever_it_holds() -> None:
    from lantu.ground.people.queries import person

    office = person(people.add(SYSTEM, "赵刚", roles=["office"]))
    text = "一、<script>alert(1)</script>\n1.新增<img src=x onerror=alert(1)>企业50家。\n"
    actions.upload(office, "<b>计划</b>.txt", text.encode())
    found = actions.read_waiting()
    assert found is not None
    page = entered("office").get(f"/plans/{found.plan}/review/").content.decode()
    assert "<img" not in page
    assert "alert(1)</script>" not in page
    assert "<b>计划" not in page


def test_review_without_scripts(office_draft: str) -> None:
    browser = entered("office")
    review = f"/plans/{office_draft}/review/"
    key = re.search(r'id="t-([^"]+)"', browser.get(review).content.decode())[1]  # type: ignore[index]
    done = browser.post(f"{review}1/targets/{key}/accept", {"edition": 1}, follow=True)
    assert "已接受" in words(done)
    late = browser.post(f"{review}1/targets/{key}/reject", {"edition": 1})
    assert late.status_code == 409
    assert "王敏" in words(late)
    wrong = browser.post(f"{review}1/targets/{key}/edit", {"edition": 2, "kind": "quantity", "value": "很多"})
    assert wrong.status_code == 422
    assert "很多" in words(wrong)
    assert "已撤销" in words(browser.post(f"{review}1/undo", follow=True))
    adopted = browser.post(f"{review}1/adopt/", follow=True)
    assert "已采纳" in words(adopted)


def test_errors_say_what_where_why_and_what_next_in_both_languages(sample: str) -> None:
    for browser, path, status in (
        (Client(), "/nowhere", 404),
        (entered("reader"), "/upload/", 403),
        (Client(), "/people/", 403),
    ):
        for lang, home in (("zh", "回到计划"), ("en", "Go to plans")):
            answer = browser.get(path, {"lang": lang})
            assert answer.status_code == status
            assert path in words(answer)
            assert home in words(answer)
    strict = Client(enforce_csrf_checks=True)
    assert "页面放得太久" in words(strict.post("/preferences", {"lang": "en"}))


def test_nobody_grants_roles_but_security(sample: str) -> None:
    security = entered("security_admin", name="李安")
    made = security.post("/people/add", {"name": "孙丽", "roles": ["reader"]}, follow=True)
    assert "孙丽" in words(made)
    ref = re.findall(r"/people/([^/]+)/roles", made.content.decode())[-1]
    assert "/login/" in words(security.post(f"/people/{ref}/invite"))
    for path in ("add", f"{ref}/invite", f"{ref}/roles", f"{ref}/close"):
        assert entered("auditor").post(f"/people/{path}", {"name": "x"}).status_code == 403


def test_a_look_at_the_list_of_people_is_on_record() -> None:
    assert entered("auditor", name="孙审").get("/people/").status_code == 200
    looks = [entry for entry in journal.entries("person") if entry.verb == "people.look"]
    assert [entry.after for entry in looks] == [{"purpose": "people page", "seen": 1}]


def test_preferences_lead_back_to_pages_of_ours_only() -> None:
    browser = Client()
    assert browser.post("/preferences", {"lang": "en", "next": "/login?lang=zh"}).url == "/login"  # type: ignore[attr-defined]
    assert browser.cookies["lang"].value == "en"
    for elsewhere in ("https://evil.example/", "//", "//evil.example", "/\\evil.example", "login"):
        assert browser.post("/preferences", {"lang": "en", "next": elsewhere}).url == "/"  # type: ignore[attr-defined]


def test_every_sentence_that_pages_name_exists_and_none_lies_idle() -> None:
    """Names written out in templates and code are known; every known one is named, or belongs to a family that codes fill."""
    sources = [path for suffix in ("*.html", "*.py") for path in WEB.rglob(suffix) if path.name != "strings.py"]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    named = set(re.findall(r"""["'](web\.[a-z_0-9.]+)["']""", text))
    known = strings.keys()
    assert named <= known
    families = set(re.findall(r"""word ["']([a-z_]+)["']""", text)) | set(re.findall(r"""web\.([a-z_]+)\.\{""", text))
    families |= {"error", "rule", "versions", "diff"}
    idle = {key for key in known if key.startswith("web.") and key not in named and key.split(".")[1] not in families}
    assert idle == set()


def test_the_page_for_a_breakdown_needs_nothing_that_could_be_broken() -> None:
    answer = errors.broken(RequestFactory().get("/plans/x/?lang=en"))
    assert answer.status_code == 500
    assert "Something broke" in words(answer)
    assert "/plans/x/" in words(answer)


def test_undo_comes_back_to_the_same_filters(office_draft: str) -> None:
    browser = entered("office")
    review = f"/plans/{office_draft}/review/"
    key = re.search(r'id="t-([^"]+)"', browser.get(review).content.decode())[1]  # type: ignore[index]
    browser.post(f"{review}1/targets/{key}/accept", {"edition": 1})
    back = browser.post(f"{review}1/undo", headers={"Referer": f"http://testserver{review}?kind=quantity&target=x"})
    assert "kind=quantity" in back["Location"]
    assert f"target={key}" in back["Location"]

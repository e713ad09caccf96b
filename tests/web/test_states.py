"""Where an upload stands: waiting, being read, not read, to be reviewed, without a year; each with its next step."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantu.ground.people import SYSTEM, Person
from lantu.ground.people import actions as people
from lantu.plan import Refused, actions, queries
from tests.plan.example import PLAN

pytestmark = pytest.mark.django_db
NO_YEAR = "青湖区工作要点\n\n一、产业\n1.引育企业。10月底前新增高新技术企业50家。\n2.建设载体。推动云杉大厦开工，新增学位1200个。\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Any, settings: Any) -> None:
    settings.FILES = tmp_path / "files"
    settings.SECRET_KEY = settings.SECRET_KEY or "only for tests, only for tests, only for tests"


@pytest.fixture
def office() -> Any:
    ref = people.add(SYSTEM, "赵刚", roles=["office"]).ref
    return Person(ref=ref, name="赵刚", roles=frozenset({"office"}))


@pytest.fixture
def browser(office: Any) -> Client:
    entered = Client()
    entered.post(f"/login/{people.invite(SYSTEM, office.ref)}")
    return entered


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_home_leads_from_a_failed_upload_to_its_reason_and_lets_go_of_it(office: Any, browser: Client) -> None:
    version = actions.upload(office, "假.docx", b"PK\x03\x04 broken")
    actions.read_waiting()
    home = browser.get("/")
    reading = f"/plans/{version.plan}/versions/1/reading"
    assert f'href="{reading}"' in home.content.decode()
    assert "没有读成" in words(home)
    assert "/review/" not in home.content.decode()
    page = browser.get(reading)
    assert queries.version(office, version.plan, 1).error["zh"] in words(page)  # type: ignore[index]
    answer = browser.post(f"/plans/{version.plan}/review/1/discard")
    assert answer["Location"].startswith("/?")
    assert "假" not in words(browser.get("/"))


def test_home_says_what_waits_and_lists_the_newest_first(office: Any, browser: Client) -> None:
    first = actions.upload(office, "甲.txt", PLAN.encode())
    actions.read_waiting()
    second = actions.upload(office, "乙.txt", PLAN.replace("50家", "60家").encode())
    third = actions.upload(office, "丙.txt", PLAN.replace("50家", "70家").encode())
    assert [plan.key for plan in queries.plans(office)] == [third.plan, second.plan, first.plan]
    home = words(browser.get("/"))
    assert home.count("排队读取") == 2
    assert home.count("待审核") == 1
    assert "前面还有 1 份" in words(browser.get(f"/plans/{third.plan}/versions/1/reading"))


def test_notes_from_reading_stand_on_the_review_and_nothing_invites_to_adopt_nothing(
    office: Any, browser: Client
) -> None:
    version = actions.upload(office, "notes.txt", b"Work plan\n\n1. Build more schools.\n2. Plant more trees.\n")
    actions.read_waiting()
    notes = queries.version(office, version.plan, 1).notes
    assert notes
    for address in ("review/", "review/1/adopt/"):
        page = browser.get(f"/plans/{version.plan}/{address}")
        assert notes[0]["zh"] in words(page)
        assert "没有读出可检查的目标" in words(page)
        assert 'button loud" href="/plans' not in page.content.decode()


def test_a_plan_without_a_year_is_read_again_with_it_before_it_is_adopted(office: Any, browser: Client) -> None:
    version = actions.upload(office, "要点.txt", NO_YEAR.encode())
    actions.read_waiting()
    key = version.plan
    firms = queries.targets(office, key, 1)[0]
    assert (firms.due, queries.plan(office, key).year) == (None, None)
    actions.accept(office, key, 1, firms.key, firms.edition)
    page = browser.get(f"/plans/{key}/review/1/adopt/")
    assert "年度还不清楚" in words(page)
    assert "采纳第 1 版</button>" not in page.content.decode()
    with pytest.raises(Refused):
        actions.adopt(office, key, 1)

    said = {"title": "青湖区要点", "issuer": "", "year": "2024", "starts": "", "ends": "", "number": "1"}
    assert browser.post(f"/plans/{key}/describe", said)["Location"] == f"/plans/{key}/review/1/adopt/"
    assert browser.get(f"/plans/{key}/review/1/adopt/")["Location"].endswith("/reading")
    actions.read_waiting()
    plan = queries.plan(office, key)
    assert (plan.title, plan.starts, plan.ends) == ("青湖区要点", date(2024, 1, 1), date(2024, 12, 31))
    again = queries.targets(office, key, 1)
    assert [target.key for target in again].count(firms.key) == 1
    assert (again[0].due, again[0].due_assumed, again[0].review) == (date(2024, 10, 31), False, "accepted")
    assert all(target.due for target in again)
    actions.adopt(office, key, 1)


def test_the_same_file_again_is_told_by_its_title_with_the_way_there(office: Any, browser: Client) -> None:
    version = actions.upload(office, "要点.txt", PLAN.encode())
    actions.read_waiting()
    for headers in ({}, {"HX-Request": "true"}):
        answer = browser.post("/upload/", {"file": SimpleUploadedFile("again.txt", PLAN.encode())}, headers=headers)
        assert answer.status_code == 422
        assert "《青湖区2024年工作要点》" in words(answer)
        assert version.plan not in words(answer)
    assert answer["Content-Location"] == f"/plans/{version.plan}/versions/"


def test_one_target_may_be_given_to_others_than_its_task(office: Any, browser: Client) -> None:
    key = actions.upload(office, "要点.txt", PLAN.encode()).plan
    actions.read_waiting()
    target = queries.targets(office, key, 1)[0]
    detail = browser.get(f"/plans/{key}/review/?target={target.key}").content.decode()
    address = f"/plans/{key}/review/1/targets/{target.key}/organisations"
    assert f'href="{address}"' in detail
    form = browser.get(address).content.decode()
    assert f'name="target" value="{target.key}"' in form
    said = {"target": target.key, "edition": target.edition, "lead": "区科委", "owners": "区财政局、青湖镇"}
    browser.post(f"/plans/{key}/versions/1/assign", said)
    now = queries.target(office, key, target.key, 1)
    assert (now.lead, now.owners) == (("区科委",), ("区财政局", "青湖镇"))
    assert "牵头 区科委" in words(browser.get(f"/plans/{key}/review/?target={target.key}"))


def test_what_was_typed_wrongly_stays_in_the_form_beside_the_reason(office: Any, browser: Client) -> None:
    key = actions.upload(office, "要点.txt", PLAN.encode()).plan
    actions.read_waiting()
    target = queries.targets(office, key, 1)[0]
    typed = {"edition": target.edition, "kind": "quantity", "value": "三千亩", "subject": "企业"}
    page = browser.post(f"/plans/{key}/review/1/targets/{target.key}/edit", typed, headers={"HX-Request": "true"})
    assert page.status_code == 422
    assert "“三千亩”不是数" in words(page)
    assert 'value="三千亩"' in page.content.decode()
    text = queries.text(office, key, 1).text
    at = text.index("提升服务水平")
    missed = {"start": at, "end": at + 6}
    form = browser.post(f"/plans/{key}/review/1/add", missed, headers={"HX-Request": "true"}).content.decode()
    assert 'value="提升服务水平"' in form
    assert '<option value="milestone" selected>' in form
    wrong = browser.post(f"/plans/{key}/review/1/add", missed | {"kind": "quantity", "value": "几个"})
    assert wrong.status_code == 422
    assert 'value="几个"' in wrong.content.decode()


def test_a_month_is_said_as_people_say_it_and_any_address_is_answered(office: Any, browser: Client) -> None:
    actions.adopt_sample()
    page = words(browser.get("/plans/lingang-2023/"))
    assert "2023年6月 (" in page
    for due in ("2023-99", "2023", "0000-01", "x"):
        assert browser.get("/plans/lingang-2023/", {"due": due, "lang": "en"}).status_code == 200

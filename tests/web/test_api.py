"""The API by behaviour, and against its own description."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantu.ground.people import SYSTEM, queries
from lantu.ground.people import actions as people
from lantu.plan import actions
from tests.plan.example import PLAN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    return settings.FILES


def client_of(*roles: str) -> Client:
    client = Client()
    client.force_login(people.add(SYSTEM, "某人", roles=roles))
    return client


@pytest.fixture
def office() -> Client:
    return client_of("office")


def send(client: Client, method: str, path: str, **body):
    return client.generic(method, f"/api{path}", json.dumps(body), content_type="application/json")


@pytest.fixture
def plan(office) -> str:
    answer = office.post("/api/plans", {"file": SimpleUploadedFile("计划.txt", PLAN.encode())})
    assert answer.status_code == 201, answer.content
    key = answer.json()["plan"]
    assert office.get(f"/api/plans/{key}/versions/1").json()["state"] == "waiting"
    actions.read_waiting()
    assert office.get(f"/api/plans/{key}/versions/1").json()["progress"] == 1
    return str(key)


def one(office: Client, plan: str) -> dict:
    return office.get(f"/api/plans/{plan}/targets", {"version": 1, "text": "专精特新"}).json()["items"][0]


def test_from_upload_to_adoption(office, plan) -> None:
    public = Client()
    assert public.get(f"/api/plans/{plan}").status_code == 404
    target = one(office, plan)
    path = f"/plans/{plan}/versions/1/targets/{target['key']}"
    edited = send(office, "PATCH", path, edition=1, value=160).json()
    assert (edited["value"], edited["review"], edited["edition"]) == (160, "edited", 2)
    late = send(office, "PATCH", path, edition=1, value=170)
    assert late.status_code == 409
    assert (late.json()["code"], late.json()["current"]["value"]) == ("conflict", 160)
    assert send(office, "POST", f"{path}/reject", edition=2).json()["review"] == "rejected"
    history = office.get(f"/api/plans/{plan}/targets/{target['key']}/history").json()
    undone = send(office, "POST", f"/plans/{plan}/undo", entry=history[-1]["seq"])
    assert undone.json()["review"] == "edited"
    assert send(office, "POST", f"/plans/{plan}/versions/1/accept", above=0).json()["accepted"] > 3
    assert send(office, "POST", f"/plans/{plan}/versions/1/adopt").json()["state"] == "adopted"
    assert send(office, "POST", f"/plans/{plan}/publish").json()["published"] is True
    assert public.get(f"/api/plans/{plan}/targets/{target['key']}").json()["value"] == 160
    assert public.get(f"/api/plans/{plan}/tree", {"kind": "quantity"}).json()["shown_targets"] >= 4
    assert [v["state"] for v in public.get(f"/api/plans/{plan}/versions").json()] == ["adopted"]


def test_adding_and_assigning(office, plan) -> None:
    text = office.get(f"/api/plans/{plan}/text").json()["text"]
    at = text.index("新增学位1200个")
    added = send(office, "POST", f"/plans/{plan}/versions/1/targets", start=at, end=at + 9)
    assert (added.status_code, added.json()["value"]) == (201, 1200)
    target = added.json()
    path = f"/plans/{plan}/versions/1"
    named = send(office, "PUT", f"{path}/tasks/{target['task_id']}/organisations", edition=1, lead=["区教育局"])
    assert named.json()["lead"] == ["区教育局"]
    own = send(office, "PUT", f"{path}/targets/{target['key']}/organisations", edition=1, owners=["青湖镇"])
    assert own.json()["owners"] == ["青湖镇"]
    assert "区教育局" in office.get(f"/api/plans/{plan}/organisations").json()


def test_exports_are_files(office, plan) -> None:
    excel = office.get(f"/api/plans/{plan}/export.xlsx", {"version": 1, "lang": "en"})
    assert excel["Content-Type"].endswith("spreadsheetml.sheet")
    assert "filename*=UTF-8''" in excel["Content-Disposition"]
    assert office.get(f"/api/plans/{plan}/export.json").json()["plan"]["key"] == plan
    assert Client().get(f"/api/plans/{plan}/export.json").status_code == 404


def test_who_may_not_is_told_so_in_both_languages(office, plan) -> None:
    actions.publish(SYSTEM, plan)
    for client in (Client(), client_of("reader"), client_of("auditor")):
        answer = send(client, "POST", f"/plans/{plan}/versions/1/adopt")
        assert answer.status_code == 403
        assert answer.json()["code"] == "forbidden"
        assert answer.json()["zh"]
        assert answer.json()["en"]


def test_a_write_without_the_csrf_token_is_refused(plan) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.add(SYSTEM, "某人", roles=("office",)))
    answer = send(strict, "POST", f"/plans/{plan}/versions/1/adopt")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/plans/{plan}/undo", b"{", 400),
        ("POST", "/plans/{plan}/undo", b'{"entry": 0}', 422),
        ("POST", "/plans/{plan}/undo", b'{"entry": 1, "force": true}', 422),
        ("POST", "/plans/{plan}/undo", b'{"entry": 4611686018427387904}', 404),
        ("PATCH", "/plans/{plan}", b'{"year": 9999999999999999999999}', 422),
        ("PATCH", "/plans/{plan}", b'{"title": ""}', 422),
        ("POST", "/plans/{plan}/versions/99999999999999999999/adopt", b"", 422),
        ("POST", "/plans/none/versions/1/adopt", b"", 404),
        ("POST", "/plans", b"", 422),
    ],
)
def test_what_is_no_request_gets_a_sentence(office, plan, method, path, body, status) -> None:
    answer = office.generic(method, "/api" + path.format(plan=plan), body, content_type="application/json")
    assert answer.status_code == status, answer.content
    assert set(answer.json()) >= {"code", "zh", "en"}


def test_an_upload_beyond_the_limit_is_refused_unread(office, settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    answer = office.post("/api/plans", {"file": SimpleUploadedFile("计划.txt", b"1" * 200_000)})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    answer = office.post("/api/plans", {"file": SimpleUploadedFile("计划.txt", b"1" * 2000)})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_large")


def test_every_route_asks_who_acts(office) -> None:
    from lantu.web.api import api

    description = api.get_openapi_schema()
    routes = [route for path in description["paths"].values() for route in path.values()]
    assert len(routes) > 25
    assert all(route["security"] == [{"Acting": []}] for route in routes)
    assert all(route["description"] for route in routes)
    assert queries.acting(type("Request", (), {})()).ref == "public"

"""schemathesis drives the API by its own description: no server error, no status and no body that is not described."""

from __future__ import annotations

import pytest
import schemathesis
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lantu.ground.people import SYSTEM, Person
from lantu.ground.people import actions as people
from lantu.plan import actions, queries
from tests.plan.example import PLAN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
TOKEN = "a" * 32
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(autouse=True)
def one_connection():
    """A server may close its connection around a request; here it holds the test's transaction (Django's client: the same)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers() -> dict[str, str]:
    """What a browser of the office sends."""
    client = Client()
    client.force_login(people.add(SYSTEM, "某人", roles=("office",)))
    session = client.session
    assert isinstance(session, SessionStore)
    return {"Cookie": f"sessionid={session.session_key}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


@pytest.fixture
def known(db) -> dict[str, object]:
    """Path parameters that name things which are there."""
    office = Person(ref="p-office", roles=frozenset({"office"}))
    plan = actions.upload(office, "计划.txt", PLAN.encode()).plan
    actions.read_waiting()
    target = queries.targets(office, plan)[0]
    return {"key": plan, "number": 1, "target": target.key, "task": target.task_id}


@schema.parametrize()
@FEW
def test_any_request_gets_an_answer_that_is_described(case, headers) -> None:
    case.call_and_validate(headers=headers, checks=CHECKS)


@schema.parametrize()
@FEW
def test_so_does_a_request_about_things_that_are_there(case, headers, known) -> None:
    for name in case.path_parameters:
        case.path_parameters[name] = known[name]
    case.call_and_validate(headers=headers, checks=CHECKS)


@schema.parametrize()
@FEW
def test_and_a_request_of_the_public(case) -> None:
    case.call_and_validate(checks=CHECKS)

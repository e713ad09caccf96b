from __future__ import annotations

import pytest

from lantu.ground.people import Person
from lantu.plan import VersionView, actions
from tests.plan.example import PLAN


@pytest.fixture
def office() -> Person:
    return Person(ref="p-office", name="办公室", roles=frozenset({"office"}))


@pytest.fixture
def colleague() -> Person:
    return Person(ref="p-colleague", name="同事", roles=frozenset({"office"}))


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    """Uploaded files of one test."""
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def draft(db, office: Person) -> VersionView:
    """A plan that was uploaded and read."""
    actions.upload(office, "青湖区要点.txt", PLAN.encode())
    found = actions.read_waiting()
    assert found is not None
    assert found.state == "draft", found.error
    return found

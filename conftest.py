"""What every test needs: a secret of this run, and tables that may be emptied between tests."""

from __future__ import annotations

import secrets

import pytest
from django.conf import settings

settings.SECRET_KEY = secrets.token_hex(32)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Tests with real commits end by emptying all tables, which the journal's own guard would refuse. It is taken off here
    and tested in tests/ground/test_journal_guard.py, on databases of its own."""
    from django.db import connection

    from lantu.ground.journal import guard

    with django_db_blocker.unblock():
        guard.take_off(connection)

"""What every test needs of the product: a secret of this run, tables that may be emptied between tests, and installations
of their own for tests that use processes and kill them."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"


def pytest_configure() -> None:
    settings.SECRET_KEY = secrets.token_hex(32)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """On PostgreSQL each run makes and drops a database of its own: two checkouts may be tested at once."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = f"test_lantu_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Tests with real commits end by emptying all tables, which the journal's own guard would refuse. It is taken off here
    and tested in tests/ground/test_chain.py, on databases of its own."""
    from django.db import connection

    from lantu.ground.journal import guard

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        guard.take_off(connection)


@dataclass(frozen=True)
class Installation:
    """A place where the product is installed: commands run in it as processes of their own."""

    var: Path
    environment: dict[str, str]

    @property
    def engine(self) -> str:
        return "postgresql" if "DATABASE_URL" in self.environment else "sqlite"

    def begin(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """Start `lantu WORDS` and do not wait."""
        code = "import sys; from lantu.project.cli import main; sys.exit(main())"
        return self._python(["-c", code, *words], environment)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`lantu WORDS`, to its end."""
        return self._wait(self.begin(*words, **environment))

    def begin_code(self, code: str) -> subprocess.Popen[str]:
        """Start a program inside the installation, with Django ready."""
        return self._python(["-c", "from lantu.project.start import django_ready; django_ready()\n" + code], {})

    def code(self, code: str) -> str:
        """What such a program prints; it must succeed."""
        done = self._wait(self.begin_code(code))
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _python(self, words: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            env={**self.environment, **environment},
            cwd=self.var.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @staticmethod
    def _wait(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def place_at(folder: Path) -> Installation:
    """An installation on SQLite, where nothing was started yet, in a folder that exists."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANTU_", "DATABASE_URL"))}
    own = {"PYTHONPATH": str(ROOT), "LANTU_VAR": str(folder / "var"), "LANTU_SECRET": secrets.token_urlsafe(48)}
    return Installation(folder / "var", {**kept, **own, "DJANGO_SETTINGS_MODULE": "lantu.project.settings"})


@pytest.fixture
def empty_place(tmp_path: Path) -> Installation:
    """An installation on SQLite where nothing was started yet."""
    return place_at(tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, empty_place: Installation) -> Iterator[Installation]:
    """A migrated installation, once on each engine; its PostgreSQL database is made for it and dropped afterwards."""
    migrated: str = request.getfixturevalue(f"migrated_{request.param}")
    empty_place.var.mkdir(mode=0o700)
    if request.param == "sqlite":
        shutil.copy(migrated, empty_place.var / "lantu.sqlite3")
        yield empty_place
        return
    with own_database(request.getfixturevalue("needs_postgres"), migrated) as url:
        empty_place.environment["DATABASE_URL"] = url
        yield empty_place


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database to copy from."""
    place = place_at(tmp_path_factory.mktemp("migrated"))
    place.var.mkdir(mode=0o700)
    place.code(MIGRATE)
    return str(place.var / "lantu.sqlite3")


@pytest.fixture(scope="session")
def migrated_postgresql(needs_postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a migrated database to copy from."""
    with own_database(needs_postgres, "template1") as url:
        place = place_at(tmp_path_factory.mktemp("migrated"))
        place.environment["DATABASE_URL"] = url
        place.code(MIGRATE)
        yield url.rpartition("/")[2]


@contextmanager
def own_database(server: str, template: str) -> Iterator[str]:
    """The address of a PostgreSQL database that lives as long as the context."""
    import psycopg

    name = f"lantu_place_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

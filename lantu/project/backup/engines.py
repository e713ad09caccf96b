"""What only an engine knows: copying its database out, and where a restored one is built until it is swapped in.

SQLite is copied page by page through its own online back-up. PostgreSQL is copied table by table in one snapshot; its
schema comes from the migrations that the back-up names, so that no second description of the tables is needed.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from . import Manifest

DATABASE = "database.sqlite3"
TABLES = "tables"
SCRATCH = "lantu_restoring"  # the schema in which PostgreSQL's restore is built
MEMBER = re.compile(rf"(?:{re.escape(DATABASE)}|{TABLES}/\w+\.copy)")
PIECE = 1 << 20


def is_empty() -> bool:
    """Whether the database holds no table yet, or does not exist."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def applied() -> list[list[str]]:
    """The migrations that this database went through, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [list(row) for row in cursor.fetchall()]


@contextmanager
def snapshot(folder: Path) -> Iterator[dict[str, int]]:
    """Copy the database into the folder. Inside, the connection reads exactly what was copied; yields the sequences."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / DATABASE)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with _pointed_at(NAME=folder / DATABASE):
            yield {}
        return
    (folder / TABLES).mkdir()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            for table, columns in _tables().items():
                copy = f'COPY "{table}" ({columns}) TO STDOUT'
                with (folder / TABLES / f"{table}.copy").open("wb") as out, cursor.copy(copy) as rows:
                    out.writelines(rows)
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
            sequences = {name: last for name, last in cursor.fetchall() if last is not None}
        yield sequences


@contextmanager
def rebuilt(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Build the database of the back-up beside the present one. Inside, the connection is the rebuilt one."""
    if connection.vendor == "sqlite":
        with _pointed_at(NAME=folder / DATABASE):
            yield
        return
    drop_scratch()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCRATCH}")
    with _pointed_at(OPTIONS={**connection.settings_dict["OPTIONS"], "options": f"-c search_path={SCRATCH}"}):
        _fill(folder, manifest)
        yield


def swap_in(folder: Path) -> None:
    """Put the rebuilt database in the place of the present one, in one step that happens or does not."""
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        with _pointed_at(NAME=folder / DATABASE):
            _fold_log()
        if target.exists():
            _fold_log()
        connection.close()
        for left in ("-wal", "-shm"):  # of a database too damaged to be folded
            target.with_name(target.name + left).unlink(missing_ok=True)
        (folder / DATABASE).chmod(0o600)
        (folder / DATABASE).replace(target)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (present,) = cursor.fetchone()
        cursor.execute(f'DROP SCHEMA "{present}" CASCADE')
        cursor.execute(f'ALTER SCHEMA {SCRATCH} RENAME TO "{present}"')


def drop_scratch() -> None:
    """Remove what a restore that was killed has left in the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCRATCH} CASCADE")


def _fold_log() -> None:
    """Leave no write-ahead log beside the file, so that replacing the file replaces the whole database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")
    except DatabaseError:
        connection.close()  # not a database any more: there is nothing in it to keep


@contextmanager
def _pointed_at(**settings: object) -> Iterator[None]:
    """The default connection, for a while, to another database than the installation's."""
    kept = {name: connection.settings_dict[name] for name in settings}
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def _fill(folder: Path, manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name) for app, name in manifest.migrations])
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:  # the journal's guard among them
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table, columns in tables.items():
            copy = f'COPY "{table}" ({columns}) FROM STDIN'
            with (folder / TABLES / f"{table}.copy").open("rb") as rows, cursor.copy(copy) as into:
                shutil.copyfileobj(rows, into, PIECE)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        for name, last in manifest.sequences.items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])


def _tables() -> dict[str, str]:
    """Every table of the schema with the columns that are stored (generated ones are computed anew)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) "
            "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' "
            "AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY c.relname ORDER BY c.relname"
        )
        return dict(cursor.fetchall())

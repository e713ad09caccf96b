"""Append-only, said by the database itself: whoever comes past the product is refused, too.

Only somebody who may drop a trigger can rewrite an entry, and then `verify` names the row.
"""

from __future__ import annotations

from typing import Any

SENTENCE = "the journal is append-only"
TABLE = "journal_entry"

SQLITE = {
    "journal_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    "journal_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    # INSERT OR REPLACE deletes without asking a delete trigger.
    "journal_no_replace": f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE seq = NEW.seq) "  # noqa: S608
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
}
POSTGRESQL = {
    "journal_no_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "journal_no_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
}
FUNCTION = (
    "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
)


def put_on(connection: Any) -> None:
    """Create the triggers on this connection's database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name, rest in _triggers(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {rest}")


def take_off(connection: Any) -> None:
    """Drop them: for the tests' own databases, and for a restore into this one."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(connection: Any) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE

from typing import Any

from django.db import migrations

from lantu.ground.journal import canonical, guard


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # "All below this thing" is a range of its text, which needs the order of code points (SQLite has no other).
        schema_editor.execute('ALTER TABLE journal_entry ALTER COLUMN thing TYPE varchar(500) COLLATE "C"')
    apps.get_model("journal", "Head").objects.create(id=1, seq=0, hash=canonical.ORIGIN)
    guard.put_on(schema_editor.connection)


def backwards(apps: Any, schema_editor: Any) -> None:
    guard.take_off(schema_editor.connection)
    apps.get_model("journal", "Head").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]

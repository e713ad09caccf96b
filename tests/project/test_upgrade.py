"""Upgrades: with a version whose migration works, fails, or is killed, made of an app that exists for the test only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.places import Installation

MODELS = "from django.db import models\nclass Thing(models.Model):\n    name = models.TextField()\n"
FIRST = """
from django.db import migrations, models
class Migration(migrations.Migration):
    initial = True
    operations = [migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())])]
"""
SECOND = """
import time
from django.db import migrations
def step(apps, schema_editor):
    apps.get_model("extra", "Thing").objects.create(name="half done")
    {step}
class Migration(migrations.Migration):
    dependencies = [("extra", "0001_initial")]
    operations = [migrations.RunPython(step)]
"""
FAILS, SLEEPS, WORKS = "raise ValueError('no such column')", "print('stepping', flush=True); time.sleep(60)", "pass"
STATE = """
from django.db import connection
from lantu.ground import journal
from lantu.ground.people import queries
print([row.name for row in queries.everybody()])
print(journal.verify(), [entry.verb for entry in journal.entries()])
print("extra_thing" in connection.introspection.table_names())
"""


def next_version(place: Installation, folder: Path, step: str) -> Installation:
    """The same installation with a version of the product that has two migrations more."""
    package = folder / "newer" / "extra"
    (package / "migrations").mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").touch()
    (package / "migrations" / "__init__.py").touch()
    (package / "models.py").write_text(MODELS)
    (package / "migrations" / "0001_initial.py").write_text(FIRST)
    (package / "migrations" / "0002_step.py").write_text(SECOND.format(step=step))
    settings = "from lantu.project.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'extra']\n"
    (folder / "newer" / "newer_settings.py").write_text(settings)
    path = f"{place.environment['PYTHONPATH']}:{folder / 'newer'}"
    own = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "newer_settings", "PYTHONDONTWRITEBYTECODE": "1"}
    return replace(place, environment={**place.environment, **own})


@pytest.fixture
def filled(installation: Installation) -> Installation:
    assert installation.run("people", "add", "张三丰").returncode == 0
    return installation


def test_an_upgrade_that_works_and_one_that_has_nothing_to_do(filled: Installation, tmp_path: Path) -> None:
    newer = next_version(filled, tmp_path, WORKS)
    assert "lacks 2 migrations" in newer.run("serve").stderr
    done = newer.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert "2 steps" in done.stdout
    people, journal, table = newer.code(STATE).splitlines()
    assert people == "['张三丰']"
    assert journal.startswith("[] ")
    assert "system.upgrade" in journal
    assert table == "True"
    assert len(list((filled.var / "backups").glob("*.zip"))) == 1
    assert "nothing to upgrade" in newer.run("upgrade").stdout


def test_an_upgrade_that_fails_leaves_everything_as_it_was(filled: Installation, tmp_path: Path) -> None:
    before = filled.code(STATE)
    done = next_version(filled, tmp_path, FAILS).run("upgrade")
    assert done.returncode == 1
    assert "The upgrade failed (no such column)" in done.stderr
    assert "升级失败" in done.stderr
    assert filled.code(STATE) == before
    assert len(list((filled.var / "backups").glob("*.zip"))) == 1


def test_an_upgrade_that_is_killed_can_be_done_again(filled: Installation, tmp_path: Path) -> None:
    process = next_version(filled, tmp_path, SLEEPS).begin("upgrade")
    assert process.stdout is not None
    assert process.stdout.readline() == "stepping\n"
    process.kill()
    process.communicate()
    newer = next_version(filled, tmp_path, WORKS)
    assert newer.code("from extra.models import Thing; print(Thing.objects.count())") == "0\n"
    done = newer.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert newer.code("from extra.models import Thing; print(Thing.objects.count())") == "1\n"
    assert newer.code(STATE).splitlines()[1].startswith("[] ")

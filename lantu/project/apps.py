from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """At start the project hands down what the rooms below must not know how to find."""

    name = "lantu.project"
    label = "project"

    def ready(self) -> None:
        from lantu.ground.people import permissions

        table = Path(__file__).with_name("permissions.csv")
        permissions.hand_down(table.read_text("utf-8").splitlines())

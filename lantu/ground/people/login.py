"""How a session finds its person again. There are no passwords: people come in by one-time links (actions.use_link)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from .models import Person


class Links(BaseBackend):
    """Django asks this on every request; a deactivated person is nobody from the next request on."""

    def get_user(self, user_id: Any) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()

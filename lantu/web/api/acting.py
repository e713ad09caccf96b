"""Who acts in a request of the API."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from lantu.ground.people import Person
from lantu.ground.people.queries import acting
from lantu.plan import Refused

FORM_AROUND_A_FILE = 64 * 1024  # bytes that a form may need beside its file


class TooLarge(Refused):
    """A request that is larger than any upload may be; its body is not read."""


class Acting(APIKeyCookie):
    """The session's person; without a session the public. Every write must carry the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_LIMIT + FORM_AROUND_A_FILE:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise TooLarge(
                "too_large",
                f"上传内容超过 {limit} MB；请只上传计划文本，或另存为较小的文件",
                f"The upload is larger than {limit} MB; upload the plan's text only, or save it smaller",
            )
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Person:
        return acting(request)


def person(request: HttpRequest) -> Person:
    """The person that `Acting` found."""
    found = request.auth  # type: ignore[attr-defined]  # set by ninja
    assert isinstance(found, Person)
    return found

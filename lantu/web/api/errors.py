"""Every error is a sentence in zh and en under a documented status."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from lantu.plan import Absent, Conflict, Forbidden, Refused

from .acting import TooLarge


class Problem(Schema):
    """What, why and the next step."""

    code: str
    zh: str
    en: str


class Clash(Problem):
    """Somebody else was first; `current` is how the thing stands now."""

    current: Any


# What every route may answer besides its own result.
READ: dict[Any, Any] = {404: Problem, 422: Problem}
WRITE: dict[Any, Any] = READ | {400: Problem, 403: Problem, 409: Clash}
UPLOAD: dict[Any, Any] = WRITE | {413: Problem}
STATUS: tuple[tuple[type[Refused], int], ...] = (
    (TooLarge, 413),
    (Absent, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Refused, 422),
)

UNREADABLE = {
    "code": "bad_request",
    "zh": "无法理解该请求的正文；请按 /api/openapi.json 的格式发送",
    "en": "The request's body cannot be understood; send it as /api/openapi.json describes",
}
NO_TOKEN = {
    "code": "csrf",
    "zh": "请求缺少有效的 CSRF 令牌；请刷新页面，或在 X-CSRFToken 头中带上它",
    "en": "The request has no valid CSRF token; reload the page, or send the token in the header X-CSRFToken",
}


def handle(api: NinjaAPI) -> None:
    """Teach an API to answer errors so."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        status = next(status for kind, status in STATUS if isinstance(error, kind))
        said: dict[str, Any] = {"code": error.code, "zh": error.zh, "en": error.en}
        if isinstance(error, Conflict):
            said["current"] = asdict(error.current)
        return api.create_response(request, said, status=status)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        where = ", ".join(dict.fromkeys(str(found["loc"][-1]) for found in error.errors))
        said = {
            "code": "invalid",
            "zh": f"这些字段不符合要求：{where}；请按 /api/openapi.json 更正",
            "en": f"These fields are not as they should be: {where}; correct them as /api/openapi.json says",
        }
        return api.create_response(request, said, status=422)

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        said = NO_TOKEN if error.status_code == 403 else UNREADABLE
        return api.create_response(request, said, status=error.status_code)

    def unreadable(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return api.create_response(request, UNREADABLE, status=400)

    for kind in (MultiPartParserError, SuspiciousOperation, RequestDataTooBig, BadRequest):
        api.add_exception_handler(kind, unreadable)

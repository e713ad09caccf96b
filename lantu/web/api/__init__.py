"""The HTTP API: everything a page can show or do, for programs. Its description is at /api/openapi.json.

A browser's session speaks for a person, with Django's CSRF token for every write; nobody's session is the public. Errors are
{"code", "zh", "en"}; a conflict (409) also has "current", how the thing stands now.
"""

from __future__ import annotations

from ninja import NinjaAPI

from lantu import __version__

from .acting import Acting
from .errors import handle
from .exporting import router as exporting
from .plans import router as plans
from .reviewing import router as reviewing
from .targets import router as targets
from .versions import router as versions

api = NinjaAPI(
    title="Lantu",
    version=__version__,
    description="Plans, their targets, their review. 计划、目标与审核。",
    auth=Acting(),
    docs_url=None,  # the viewers that ninja brings load scripts from elsewhere or inline, which our policy forbids
    urls_namespace="api",
)
handle(api)
for router in (plans, versions, targets, reviewing, exporting):
    api.add_router("/", router)

__all__ = ["api"]

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever watches the process: 200 when it answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [path("healthz", healthz), path("", include("lantu.web.urls"))]

handler403 = "lantu.web.pages.errors.forbidden"
handler404 = "lantu.web.pages.errors.missing"
handler500 = "lantu.web.pages.errors.broken"

"""Every address of the product. Each view asks for its permission through `access.asks`."""

from __future__ import annotations

from django.urls import path

from .api import api
from .pages import chart, detail, enter, home, plan, preferences, versions

urlpatterns = [
    path("api/", api.urls),
    path("", home.show, name="home"),
    path("preferences", preferences.keep, name="preferences"),
    path("login", enter.ask, name="login"),
    path("login/<str:token>", enter.use, name="login_link"),
    path("logout", enter.leave, name="logout"),
    path("upload/", home.show, name="upload"),
    path("people/", home.show, name="people"),
    path("plans/<str:key>/", plan.show, name="plan"),
    path("plans/<str:key>/chart/", chart.show, name="chart"),
    path("plans/<str:key>/review/", plan.show, name="review"),
    path("plans/<str:key>/export.xlsx", plan.show, name="export_excel"),
    path("plans/<str:key>/export.json", plan.show, name="export_json"),
    path("plans/<str:key>/targets/<str:target>/", detail.show, name="target"),
    path("plans/<str:key>/versions/", versions.show, name="versions"),
    path("plans/<str:key>/versions/<int:number>/", plan.show, name="version"),
    path("plans/<str:key>/versions/<int:older>/<int:newer>/", versions.diff, name="diff"),
]

handler403 = "lantu.web.pages.errors.forbidden"
handler404 = "lantu.web.pages.errors.missing"
handler500 = "lantu.web.pages.errors.broken"

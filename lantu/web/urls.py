"""Every address of the product. Each view asks for its permission through `access.asks`."""

from __future__ import annotations

from django.urls import path

from .pages import detail, enter, home, plan, preferences

urlpatterns = [
    path("", home.show, name="home"),
    path("preferences", preferences.keep, name="preferences"),
    path("login", enter.ask, name="login"),
    path("login/<str:token>", enter.use, name="login_link"),
    path("logout", enter.leave, name="logout"),
    path("plans/<str:key>/", plan.show, name="plan"),
    path("plans/<str:key>/targets/<str:target>/", detail.show, name="target"),
    path("plans/<str:key>/versions/<int:number>/", plan.show, name="version"),
]

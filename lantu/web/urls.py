"""Every address of the product. Each view asks for its permission through `access.asks`."""

from __future__ import annotations

from typing import Any

from django.urls import path

from .api import api
from .pages import adopt, chart, detail, enter, home, people, plan, preferences, review, tasks, upload, versions

DRAFT = "plans/<str:key>/review/<int:number>"

urlpatterns: list[Any] = [
    path("api/", api.urls),
    path("", home.show, name="home"),
    path("preferences", preferences.keep, name="preferences"),
    path("login", enter.ask, name="login"),
    path("login/<str:token>", enter.use, name="login_link"),
    path("logout", enter.leave, name="logout"),
    path("upload/", upload.show, name="upload"),
    path("people/", people.show, name="people"),
    path("people/add", people.add, name="people_add"),
    path("people/<str:ref>/invite", people.invite, name="people_invite"),
    path("people/<str:ref>/roles", people.set_roles, name="people_roles"),
    path("people/<str:ref>/close", people.deactivate, name="people_deactivate"),
    path("plans/<str:key>/", plan.show, name="plan"),
    path("plans/<str:key>/chart/", chart.show, name="chart"),
    path("plans/<str:key>/describe", adopt.describe, name="describe"),
    path("plans/<str:key>/publish", adopt.publish, name="publish"),
    path("plans/<str:key>/targets/<str:target>/", detail.show, name="target"),
    path("plans/<str:key>/reread", versions.reread, name="reread"),
    path("plans/<str:key>/versions/", versions.show, name="versions"),
    path("plans/<str:key>/versions/<int:number>/", plan.show, name="version"),
    path("plans/<str:key>/versions/<int:number>/reading", upload.reading, name="reading"),
    path("plans/<str:key>/versions/<int:older>/<int:newer>/", versions.diff, name="diff"),
    path("plans/<str:key>/versions/<int:number>/assign", review.assign, name="assign"),
    path("plans/<str:key>/versions/<int:number>/tasks/<int:task>/", tasks.show, name="task"),
    path("plans/<str:key>/review/", review.show, name="review"),
    path(f"{DRAFT}/add", review.add, name="add"),
    path(f"{DRAFT}/accept-certain", review.accept_certain, name="accept_certain"),
    path(f"{DRAFT}/undo", review.undo, name="undo"),
    path(f"{DRAFT}/adopt/", adopt.show, name="adopt"),
    path(f"{DRAFT}/discard", adopt.discard, name="discard"),
    path(f"{DRAFT}/targets/<str:target>/organisations", tasks.of_target, name="target_organisations"),
    path(f"{DRAFT}/targets/<str:target>/edit", review.edit, name="edit"),
    *(path(f"{DRAFT}/targets/<str:target>/{verb}", review.judge, {"verb": verb}, name=verb) for verb in review.VERBS),
]

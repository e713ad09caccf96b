"""Adopting, discarding and publishing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from lantu.ground import journal, strings
from lantu.ground.people import Person
from lantu.plan import Conflict, Refused, VersionView
from lantu.plan.logic.checks import DESCRIBED, checked_plan
from lantu.plan.logic.difference import reviews
from lantu.plan.models import Redirect, Target, Version
from lantu.plan.rows import items, version_view

from .finding import locked_plan, locked_version, thing


def adopt(person: Person, key: str, number: int) -> VersionView:
    """The office takes a draft as the plan: all or nothing. The version before is superseded, replaced keys lead on."""
    with journal.write(person.ref, "plan.adopt") as record:
        plan = locked_plan(person, key, "plan.adopt")
        version = locked_version(plan, number)
        expect_draft(version)
        if plan.ends is None:
            raise Refused(
                "no_year",
                "计划的年度和起止日期还不清楚，目标无从到期；请先在“计划信息”中填写",
                "The plan's year and days are not known, so no target could be due; fill them in first",
            )
        entitle(version, person.ref, record)
    return version_view(version)


def entitle(version: Version, by: str, record: journal.Record) -> None:
    """What adoption changes in the tables; the caller holds the plan's lock and the open write."""
    plan = version.plan
    before: dict[str, Any] = {"state": version.state, "adopted": None}
    for former in plan.versions.filter(state="adopted").defer("text"):
        before["adopted"] = former.number
        former.state = "superseded"
        former.save(update_fields=["state"])
    version.state = "adopted"
    version.adopted_by, version.adopted_at = by, timezone.now()
    version.difference = reviews(items(version)[1])
    version.save(update_fields=["state", "adopted_by", "adopted_at", "difference"])
    _redirect(version)
    record(thing(version), before=before, after={"state": "adopted", "difference": version.difference})


def _redirect(version: Version) -> None:
    replaced = Target.objects.filter(version=version).exclude(was="").values_list("was", "key")
    standing = set(Target.objects.filter(version=version).values_list("key", flat=True))
    # A key that stands again leads to itself, whatever an older version replaced it by.
    Redirect.objects.filter(plan=version.plan, old__in=standing).delete()
    for old, new in replaced:
        if old not in standing:
            Redirect.objects.update_or_create(plan=version.plan, old=old, defaults={"new": new})


def discard(person: Person, key: str, number: int) -> VersionView:
    """Give up a version that was not adopted; its file and what was read stay for the record."""
    with journal.write(person.ref, "plan.discard") as record:
        plan = locked_plan(person, key, "plan.discard")
        version = locked_version(plan, number)
        if version.state not in ("waiting", "draft", "failed"):
            raise Conflict(
                f"第 {number} 版现为“{state_words(version)}”，不能放弃；只能放弃等待、失败或草稿版本",
                f"Version {number} is {version.state}; only a waiting, failed or draft version can be discarded",
                version_view(version),
            )
        before = {"state": version.state}
        version.state = "discarded"
        version.save(update_fields=["state"])
        record(thing(version), before=before, after={"state": "discarded"})
    return version_view(version)


def publish(person: Person, key: str) -> None:
    """Let everybody read the adopted version."""
    _show(person, key, True)


def unpublish(person: Person, key: str) -> None:
    """Keep the plan among those who work on it."""
    _show(person, key, False)


def _show(person: Person, key: str, published: bool) -> None:
    verb = "plan.publish" if published else "plan.unpublish"
    with journal.write(person.ref, verb) as record:
        plan = locked_plan(person, key, "plan.publish")
        if plan.published != published:
            plan.published = published
            plan.save(update_fields=["published"])
            record(f"plan/{key}", before={"published": not published}, after={"published": published})


def describe(person: Person, key: str, changes: Mapping[str, Any]) -> None:
    """Correct what a plan says of itself: title, issuer, year, starts, ends (dates of the year it speaks of).

    A year without days means the whole year. A draft whose text named no year is read again with it, its review kept.
    """
    with journal.write(person.ref, "plan.describe") as record:
        plan = locked_plan(person, key, "plan.describe")
        before = {name: getattr(plan, name) for name in DESCRIBED}
        after = checked_plan(_whole_year(before | dict(changes)))
        for name, value in after.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(DESCRIBED))
        if before["year"] is None and plan.year:
            # Months without a year had no date; only the text knows which they were.
            plan.versions.filter(state="draft").update(state="waiting", progress=0, attempts=0)
        record(f"plan/{key}", before=before, after=after)


def state_words(version: Version) -> str:
    """Where a version stands, in Chinese."""
    return strings.say(f"plan.version.{version.state}", "zh")


def _whole_year(said: dict[str, Any]) -> dict[str, Any]:
    year = said.get("year")
    if type(year) is not int or not 1949 <= year <= 2200 or said.get("starts") or said.get("ends"):
        return said
    return said | {"starts": date(year, 1, 1), "ends": date(year, 12, 31)}


def expect_draft(version: Version) -> None:
    """Only a draft can be reviewed and adopted."""
    if version.state != "draft":
        raise Conflict(
            f"第 {version.number} 版现为“{state_words(version)}”，不是草稿；请刷新页面查看当前版本",
            f"Version {version.number} is {version.state}, not a draft; reload the page to see where it stands",
            version_view(version),
        )

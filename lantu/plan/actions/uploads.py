"""Bringing a file: a new plan, a newer file of a plan, or the same file for a newer reader."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.db import IntegrityError
from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import Person, may
from lantu.plan import Conflict, Refused, VersionView, store
from lantu.plan.models import OPEN_STATES, Plan, Version
from lantu.plan.queries.plans import find_plan
from lantu.plan.rows import version_view

from .finding import ask, locked_plan, thing

NAME_LENGTH = 200


def upload(person: Person, name: str, data: bytes | Iterable[bytes], plan: str | None = None) -> VersionView:
    """Keep a file as a waiting version of a plan, or of a new one. It is read outside the request, by `read_waiting`."""
    ask(person, "plan.upload", find_plan(person, plan) if plan else None)
    name = file_name(name)
    sha256, size = store.keep([data] if isinstance(data, bytes) else data, name)
    try:
        with journal.write(person.ref, "plan.upload") as record:
            _refuse_twice(person, sha256, plan)
            row = locked_plan(person, plan, "plan.upload") if plan else _new_plan(sha256, name)
            version = _wait(row, person, name, sha256, size)
            record(
                thing(version), before=None, after={"state": "waiting", "file": name, "sha256": sha256, "size": size}
            )
    except IntegrityError as error:  # two people brought the same new file in the same moment
        raise _twice(Plan(key=f"p-{sha256[:10]}", title=name)) from error
    return version_view(version)


def reread(person: Person, plan: str, name: str = "", data: bytes | Iterable[bytes] | None = None) -> VersionView:
    """Read a plan anew, from a newer file or, without one, from the adopted file (a better reader finds more)."""
    if data is not None:
        return upload(person, name, data, plan)
    with journal.write(person.ref, "plan.reread") as record:
        row = locked_plan(person, plan, "plan.upload")
        former = row.versions.filter(state="adopted").first()
        if former is None:
            raise Refused(
                "not_adopted",
                "计划尚未采纳，没有可重新读取的版本；请上传文件",
                "The plan is not adopted, so there is no version to read again; upload a file",
            )
        version = _wait(row, person, former.file_name, former.sha256, former.size)
        record(thing(version), before=None, after={"state": "waiting", "again": former.number, "sha256": former.sha256})
    return version_view(version)


def file_name(name: str) -> str:
    """The last part of a path, without signs that cannot be shown, its ending kept when it is cut."""
    last = "".join(c for c in name.replace("\\", "/").split("/")[-1] if c.isprintable()).strip()
    ending = PurePosixPath(last).suffix
    if len(last) > NAME_LENGTH:
        last = last[: NAME_LENGTH - len(ending)] + ending if len(ending) < NAME_LENGTH else last[:NAME_LENGTH]
    return last or "document"


def _new_plan(sha256: str, name: str) -> Plan:
    """Named after its file until it is read; its key comes from the content, so that one file makes one plan."""
    known = Plan.objects.filter(key__startswith=f"p-{sha256[:10]}").count()
    key = f"p-{sha256[:10]}" + (f"-{known + 1}" if known else "")
    return Plan.objects.create(key=key, title=PurePosixPath(name).stem)


def _wait(plan: Plan, person: Person, name: str, sha256: str, size: int) -> Version:
    opened = plan.versions.filter(state__in=OPEN_STATES).defer("text").first()
    if opened is not None:
        raise Conflict(
            f"第 {opened.number} 版尚未采纳或放弃；请先处理它，再上传新版",
            f"Version {opened.number} is neither adopted nor discarded; settle it before bringing a newer one",
            version_view(opened),
        )
    last = plan.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        plan=plan,
        number=last + 1,
        state="waiting",
        file_name=name,
        size=size,
        sha256=sha256,
        uploaded_by=person.ref,
        uploaded_at=timezone.now(),
    )


def _refuse_twice(person: Person, sha256: str, plan: str | None) -> None:
    same = Version.objects.filter(sha256=sha256, state__in=(*OPEN_STATES, "adopted")).select_related("plan")
    for version in same.defer("text"):
        if may(person, "plan.read", version.plan) and plan in (None, version.plan.key):
            raise _twice(version.plan)


def _twice(plan: Plan) -> Refused:
    return Refused(
        "same_file",
        f"此文件已在《{plan.title}》中；若要用新的读取规则再读一遍，请在该计划的“版本”页选“重新读取”",
        f"This very file is in {plan.title} already; to read it again with a newer reader, choose “Read again” on its versions",
        plan.key,
    )

"""Every write about people: a named verb, one journal entry; personal facts go into it only as sealed tokens.

Who may do it is asked here, so that page, command and API cannot differ.
"""

from __future__ import annotations

import hashlib
import secrets as randomness
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from lantu.ground import journal, refusals

from . import ROLES, SYSTEM, Person, models, permissions, queries, sealing

LINK_LIVES = timedelta(hours=24)
NAME_LENGTH = 60
# 三员分立: whoever runs the system grants no roles, and neither of them audits; nobody holds two.
SEPARATED = frozenset({"system_admin", "security_admin", "auditor"})


class Refused(refusals.Refused):
    """A write about people that cannot be done."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__("people", zh, en)


def add(by: Person, name: str, *, email: str = "", roles: Iterable[str] = ("reader",)) -> models.Person:
    """A new account. Returns its row."""
    _ask(by, "people.add")
    name = name.strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise Refused(
            f"姓名应为一行、不超过 {NAME_LENGTH} 字；请改正",
            f"a name is one line of up to {NAME_LENGTH} characters; mend it",
        )
    granted = _checked(roles)
    row = models.Person(ref=models.new_ref(), roles=granted)
    with journal.write(by.ref, "people.add") as record:
        row.sealed_name = sealing.seal(row.ref, name)
        row.sealed_email = sealing.seal(row.ref, email) if email else ""
        row.save()
        record(_thing(row), before=None, after=_facts(row))
    return row


def look_at_all(by: Person, purpose: str) -> list[models.Person]:
    """Everybody with their names, for a list of accounts. The look is an entry of the journal, with its purpose."""
    _ask(by, "people.list")
    rows = queries.everybody()
    with journal.write(by.ref, "people.look") as record:
        record("person", before=None, after={"purpose": purpose, "seen": len(rows)})
    return rows


def invite(by: Person, ref: str) -> str:
    """A one-time token that lets this person in within LINK_LIVES; only its digest is kept."""
    _ask(by, "people.invite")
    row = _find(ref)
    token = randomness.token_urlsafe(32)
    with journal.write(by.ref, "people.invite") as record:
        link = models.LoginLink.objects.create(person=row, digest=_digest(token), expires=timezone.now() + LINK_LIVES)
        record(f"{_thing(row)}/link/{link.pk}", before=None, after={"expires": link.expires})
    return token


def use_link(token: str) -> models.Person:
    """The person whose one-time link this is; the link is spent. Raises Refused when it is unknown, spent or too old."""
    with journal.write("public", "people.enter") as record:
        link = models.LoginLink.objects.select_for_update().filter(digest=_digest(token)).first()
        now = timezone.now()
        if link is None or link.used_at or link.expires <= now or not link.person.is_active:
            raise Refused(
                "登录链接无效、已用过或已过期；请向安全管理员再要一个",
                "the login link is unknown, used or too old; ask the security administrator for another",
            )
        link.used_at = now
        link.save(update_fields=["used_at"])
        record(f"{_thing(link.person)}/link/{link.pk}", before={"used": False}, after={"used": True})
    return link.person


def expire_links() -> int:
    """Forget links that nobody can use any more; how many. The clock calls it; the journal keeps that they existed."""
    gone, _ = models.LoginLink.objects.filter(expires__lte=timezone.now()).delete()
    return gone


def set_roles(by: Person, ref: str, roles: Iterable[str]) -> models.Person:
    """Replace a person's roles; their sessions end, so that nobody goes on with roles they no longer hold."""
    _ask(by, "people.set_roles")
    row, granted = _find(ref), _checked(roles)
    if by.ref == ref:
        raise Refused(
            "不能更改自己的角色；请由另一位安全管理员办理", "nobody changes their own roles; ask another administrator"
        )
    with journal.write(by.ref, "people.set_roles") as record:
        before = {"roles": row.roles}
        row.roles, row.generation = granted, row.generation + 1
        row.save(update_fields=["roles", "generation"])
        record(_thing(row), before=before, after={"roles": granted})
    return row


def deactivate(by: Person, ref: str) -> models.Person:
    """Close an account: its sessions end and its links stop working. The row stays, because the journal names it."""
    _ask(by, "people.deactivate")
    row = _find(ref)
    with journal.write(by.ref, "people.deactivate") as record:
        before = {"active": row.is_active}
        row.is_active, row.generation = False, row.generation + 1
        row.save(update_fields=["is_active", "generation"])
        record(_thing(row), before=before, after={"active": False})
    return row


def erase(by: Person, ref: str, reason: str) -> models.Person:
    """Erase a person: their key is destroyed, so name and mail can be read neither here nor in the journal nor in exports.

    PIPL (中华人民共和国个人信息保护法) 第四十七条: 有下列情形之一的，个人信息处理者应当主动删除个人信息；个人信息处理者未删除的，
    个人有权请求删除. The row stays without facts, because the journal names its opaque reference; the chain still holds.
    Back-ups made before know the key: `restore` erases again whoever the list of erased references names.
    """
    _ask(by, "people.erase")
    row = _find(ref)
    with journal.write(by.ref, "people.erase") as record:
        sealing.drop_key(ref)
        transaction.on_commit(_leave_no_trace)
        row.links.all().delete()
        row.organisations.clear()
        row.sealed_name = row.sealed_email = ""
        row.roles, row.is_active, row.generation = [], False, row.generation + 1
        row.save()
        record(_thing(row), before=None, after={"erased": True, "reason": reason})
    return row


def _leave_no_trace() -> None:
    """SQLite keeps earlier pages in its write-ahead log until it is emptied; the destroyed key is in one of them.
    (PostgreSQL's dead rows go with its next VACUUM; docs/running.md says so.)"""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def erase_again(refs: Iterable[str]) -> list[str]:
    """After a restore: erase whoever of these is readable again. Returns whom it met."""
    known = models.Person.objects.filter(ref__in=set(refs))
    met = [row.ref for row in known if row.sealed_name or models.PersonalKey.objects.filter(ref=row.ref).exists()]
    for ref in met:
        erase(SYSTEM, ref, "restored from an older back-up / 从较早的备份恢复")
    return met


def _ask(by: Person, verb: str) -> None:
    if not permissions.may(by, verb):
        raise Refused(
            "您的角色不能这样做；请找安全管理员", "your roles do not allow this; ask the security administrator"
        )


def _find(ref: str) -> models.Person:
    row = models.Person.objects.filter(ref=ref).first()
    if row is None:
        raise Refused(
            f"没有编号为 {ref} 的人员；请用 lantu people list 查看", f"nobody is called {ref}; see `lantu people list`"
        )
    return row


def _checked(roles: Iterable[str]) -> list[str]:
    wanted = set(roles)
    unknown = wanted - set(ROLES) | wanted & {"public"}
    if unknown:
        known = ", ".join(ROLES[1:])
        raise Refused(f"没有角色 {', '.join(sorted(unknown))}；可用：{known}", f"no such role; there are: {known}")
    if len(wanted & SEPARATED) > 1:
        raise Refused(
            "系统管理员、安全管理员、审计员须由不同的人担任；请只选一个",
            "system administrator, security administrator and auditor must be different people; choose one",
        )
    return sorted(wanted)


def _thing(row: models.Person) -> str:
    return f"person/{row.ref}"


def _facts(row: models.Person) -> dict[str, Any]:
    return {"name": row.sealed_name, "email": row.sealed_email, "roles": row.roles}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

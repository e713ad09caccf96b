from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import login
from django.utils import timezone

from lantu.ground import journal
from lantu.ground.people import PUBLIC, ROLES, SYSTEM, Person, acting, actions, may, models, permissions

SECURITY = Person(ref="p-security", roles=frozenset({"security_admin"}))


@pytest.mark.django_db
def test_a_link_lets_in_once() -> None:
    row = actions.add(SECURITY, "张三丰", roles=["office"])
    token = actions.invite(SECURITY, row.ref)
    assert actions.use_link(token).ref == row.ref
    with pytest.raises(actions.Refused):
        actions.use_link(token)
    assert token not in str(list(models.LoginLink.objects.values()) + list(journal.entries()))
    assert journal.verify() == []


@pytest.mark.django_db
def test_an_old_link_and_one_of_a_closed_account_do_not() -> None:
    row = actions.add(SECURITY, "张三丰")
    old, closed = actions.invite(SECURITY, row.ref), actions.invite(SECURITY, row.ref)
    models.LoginLink.objects.filter(digest=actions._digest(old)).update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(actions.Refused):
        actions.use_link(old)
    assert actions.expire_links() == 1
    actions.deactivate(SECURITY, row.ref)
    with pytest.raises(actions.Refused):
        actions.use_link(closed)


@pytest.mark.django_db
def test_the_name_is_in_clear_nowhere_in_the_tables() -> None:
    row = actions.add(SECURITY, "张三丰")
    assert models.Person.objects.get(ref=row.ref).name == "张三丰"
    assert "张三丰" not in str(list(models.Person.objects.values()) + list(journal.entries()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "roles",
    [
        ["system_admin", "auditor"],
        ["system_admin", "security_admin"],
        ["security_admin", "auditor"],
        ["public"],
        ["king"],
    ],
)
def test_roles_that_nobody_may_hold_together_or_at_all(roles: list[str]) -> None:
    row = actions.add(SECURITY, "张三丰")
    with pytest.raises(actions.Refused):
        actions.set_roles(SECURITY, row.ref, roles)
    with pytest.raises(actions.Refused):
        actions.add(SECURITY, "李四", roles=roles)
    assert models.Person.objects.get(ref=row.ref).roles == ["reader"]


@pytest.mark.django_db
def test_nobody_grants_to_oneself() -> None:
    row = actions.add(SYSTEM, "安全员", roles=["security_admin"])
    myself = Person(ref=row.ref, roles=frozenset({"security_admin"}))
    with pytest.raises(actions.Refused):
        actions.set_roles(myself, row.ref, ["office"])


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role != "security_admin"])
def test_only_the_security_administrator_manages_people(role: str) -> None:
    by = Person(ref="p1", roles=frozenset({role}))
    with pytest.raises(actions.Refused):
        actions.add(by, "张三丰")


@pytest.mark.django_db
def test_a_session_ends_when_roles_change_or_the_account_closes(client, rf) -> None:
    row = actions.add(SECURITY, "张三丰", roles=["office"])

    def enter() -> Person:
        request = rf.get("/")
        request.session, request.user = client.session, None
        login(request, models.Person.objects.get(ref=row.ref))
        request.session.save()
        return who(request.session.session_key)

    def who(session_key: str) -> Person:
        from django.contrib.auth.middleware import AuthenticationMiddleware
        from django.contrib.sessions.backends.db import SessionStore

        request = rf.get("/")
        request.session = SessionStore(session_key)
        AuthenticationMiddleware(lambda _: None).process_request(request)
        seen.append(request.session.session_key)
        return acting(request)

    seen: list[str] = []
    assert enter().ref == row.ref
    actions.set_roles(SECURITY, row.ref, ["reader"])
    assert who(seen[-1]) is PUBLIC
    assert enter().roles == {"reader"}
    actions.deactivate(SECURITY, row.ref)
    assert who(seen[-1]) is PUBLIC


def test_a_request_without_a_session_is_the_public(rf) -> None:
    assert acting(rf.get("/")) is PUBLIC


class Thing:
    def __init__(self, published: bool = False, organisations: tuple[int, ...] = ()) -> None:
        self.published, self.organisations = published, organisations


HEAD = Person(ref="p1", roles=frozenset({"organisation_head"}), organisations=frozenset({7}))


@pytest.mark.parametrize(
    ("person", "verb", "thing", "allowed"),
    [
        (PUBLIC, "plan.read", Thing(published=True), True),
        (PUBLIC, "plan.read", Thing(), False),
        (PUBLIC, "plan.read", None, False),
        (HEAD, "plan.read", Thing(published=True), True),
        (HEAD, "plan.review", Thing(organisations=(7, 8)), True),
        (HEAD, "plan.review", Thing(organisations=(8,)), False),
        (HEAD, "plan.adopt", Thing(organisations=(7,)), False),
        (Person(ref="p2", roles=frozenset({"system_admin"})), "plan.draft.read", Thing(), False),
        (SYSTEM, "plan.adopt", None, True),
        (Person(ref="system"), "plan.adopt", None, False),
    ],
)
def test_cells_of_the_table(person: Person, verb: str, thing: Thing | None, allowed: bool) -> None:
    assert may(person, verb, thing) is allowed


def test_a_verb_without_a_row_is_refused() -> None:
    with pytest.raises(permissions.UnknownVerb):
        may(SYSTEM, "plan.raed")


HEADER = f"verb,{','.join(ROLES)},why"


@pytest.mark.parametrize(
    "lines",
    [
        ["verb,why"],
        [HEADER, "a,maybe" + "," * 9 + "because"],
        [HEADER, "a,yes" + "," * 9],
        [HEADER, *["a,yes" + "," * 9 + "because"] * 2],
    ],
    ids=["columns", "cell", "why", "twice"],
)
def test_a_table_that_is_wrong_is_not_taken(lines: list[str]) -> None:
    before = permissions.verbs()
    with pytest.raises(ValueError, match=r"permissions\.csv"):
        permissions.hand_down(lines)
    assert permissions.verbs() == before

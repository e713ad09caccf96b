from __future__ import annotations

import pytest
from django.db import connection

from lantu.ground import journal
from lantu.ground.people import SYSTEM, Person, actions, models, permissions, queries, sealing

pytestmark = pytest.mark.django_db
OFFICE = Person(ref="p-office", roles=frozenset({"office"}))
NAME = "欧阳慧敏"


def everything() -> str:
    """All text and bytes of all tables."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor]
    return "\n".join(found)


def test_a_look_is_written_down() -> None:
    token = sealing.seal("p1", NAME)
    assert sealing.reveal(OFFICE, token, "核对通知对象") == NAME
    (entry,) = journal.entries()
    assert (entry.who, entry.verb, entry.thing) == ("p-office", "people.look", "person/p1")
    assert entry.after == {"purpose": "核对通知对象"}


def test_who_may_not_look_does_not() -> None:
    token = sealing.seal("p1", NAME)
    with pytest.raises(permissions.Denied):
        sealing.reveal(Person(ref="p2", roles=frozenset({"system_admin"})), token, "curiosity")
    assert list(journal.entries()) == []


def test_an_erased_person_is_found_nowhere_and_the_chain_holds() -> None:
    row = actions.add(SYSTEM, NAME, email="huimin@example.org", roles=["reporter"])
    token = models.Person.objects.get(ref=row.ref).sealed_name
    with journal.write(row.ref, "plan.review") as record:
        record("plan/x", before={"contact": None}, after={"contact": sealing.seal(row.ref, NAME)})
    actions.erase(SYSTEM, row.ref, "本人要求")
    assert NAME not in everything()
    assert "huimin" not in everything()
    assert sealing.reveal(OFFICE, token, "核对") == sealing.ERASED
    assert models.Person.objects.get(ref=row.ref).name == sealing.ERASED
    assert queries.names([row.ref]) == {row.ref: sealing.ERASED}
    assert queries.erased() == [row.ref]
    assert journal.verify() == []


def test_a_person_who_came_back_with_old_rows_is_erased_again() -> None:
    row = actions.add(SYSTEM, NAME)
    kept = models.Person.objects.get(ref=row.ref).sealed_name
    key = models.PersonalKey.objects.get(ref=row.ref)
    actions.erase(SYSTEM, row.ref, "本人要求")
    models.PersonalKey.objects.create(ref=row.ref, wrapped=key.wrapped)
    models.Person.objects.filter(ref=row.ref).update(sealed_name=kept)
    assert models.Person.objects.get(ref=row.ref).name == NAME
    assert actions.erase_again([row.ref, "p-unknown"]) == [row.ref]
    assert models.Person.objects.get(ref=row.ref).name == sealing.ERASED
    assert actions.erase_again([row.ref]) == []


def test_a_token_belongs_to_its_person() -> None:
    mine, yours = sealing.seal("p1", NAME), sealing.seal("p2", "李四")
    moved = f"sealed:p2:{mine.rpartition(':')[2]}"
    assert sealing.opened("p2", yours) == "李四"
    with pytest.raises(sealing.Unopenable):
        sealing.opened("p2", moved)
    with pytest.raises(ValueError, match="not a token"):
        sealing.opened("p1", yours)


def test_another_secret_opens_nothing_and_the_old_one_does(settings) -> None:
    token, old = sealing.seal("p1", NAME), settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 8
    with pytest.raises(sealing.Unopenable, match="LANTU_SECRET_OLD"):
        sealing.opened("p1", token)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealing.opened("p1", token) == NAME


@pytest.mark.parametrize(("text", "masked"), [("张三丰", "张**"), ("李四", "李*"), ("王", "*"), ("", "")])
def test_mask(text: str, masked: str) -> None:
    assert sealing.mask(text) == masked

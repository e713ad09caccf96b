"""Personal facts under a key of their own: what is erased is the key, and the facts are gone wherever they were copied.

A token is `sealed:REF:…`, AES-256-GCM under the person's key, which is itself wrapped by a key derived from the
installation's secret. Journal, exports and back-ups hold tokens only, so dropping one row reaches them all.
"""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import IntegrityError, transaction

from lantu.ground import journal

from . import Person, permissions
from .models import PersonalKey

PREFIX = "sealed"
ERASED = "〔已删除〕"
NONCE = 12  # bytes; the length GCM is specified for (NIST SP 800-38D, 5.2.1.1)


class Unopenable(Exception):
    """A token that the installation's secret does not open: the secret changed, or the token was tampered with."""

    def __init__(self, ref: str) -> None:
        super().__init__(
            f"facts about {ref} cannot be opened: the secret is not the one they were sealed under; put the old one into "
            f"LANTU_SECRET_OLD / 无法打开 {ref} 的个人信息：密钥与封存时不同；请把旧密钥写入 LANTU_SECRET_OLD"
        )


def seal(ref: str, text: str) -> str:
    """A token for a personal fact about the person `ref`. The person's key is made when there is none yet."""
    nonce = os.urandom(NONCE)
    data = nonce + AESGCM(_key(ref, make=True)).encrypt(nonce, text.encode(), ref.encode())
    return f"{PREFIX}:{ref}:{base64.urlsafe_b64encode(data).decode()}"


def mask(text: str) -> str:
    """A personal fact for eyes that need only to tell people apart: 张三丰 is 张**."""
    return text[:1] + "*" * (len(text) - 1) if len(text) > 1 else "*" * len(text)


def reveal(person: Person, token: str, purpose: str) -> str:
    """Open a token for this person, who needs it for `purpose` (a few words that the auditor will read).

    Raises permissions.Denied when the person may not look. Every look is an entry of the journal, the look at somebody
    who was erased included; that look yields ERASED.
    """
    if not purpose.strip():
        raise ValueError("a look at a personal fact needs a purpose")
    ref = owner(token)
    if not permissions.may(person, "people.look"):
        raise permissions.Denied("people.look")
    with journal.write(person.ref, "people.look") as record:
        record(f"person/{ref}", before=None, after={"purpose": purpose})
    return opened(ref, token)


def owner(token: str) -> str:
    """Whose fact this is. Raises ValueError for what is no token."""
    prefix, _, rest = token.partition(":")
    ref, _, data = rest.partition(":")
    if prefix != PREFIX or not ref or not data:
        raise ValueError("not a sealed token")
    return ref


def drop_key(ref: str) -> bool:
    """Destroy the key: whatever was sealed under it is noise from here on. Whether there was one."""
    return PersonalKey.objects.filter(ref=ref).delete()[0] > 0


def opened(ref: str, token: str) -> str:
    """What a token of this person says, or ERASED when the key is gone. Inside the room only: it asks no permission."""
    if not token:
        return ""
    if owner(token) != ref:
        raise ValueError(f"not a token of {ref}")
    try:
        key = _key(ref, make=False)
    except LookupError:
        return ERASED
    raw = base64.urlsafe_b64decode(token.rpartition(":")[2])
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], ref.encode()).decode()
    except InvalidTag as error:
        raise Unopenable(ref) from error


def _key(ref: str, *, make: bool) -> bytes:
    row = PersonalKey.objects.filter(ref=ref).first()
    if row is None:
        if not make:
            raise LookupError(ref)
        nonce = os.urandom(NONCE)
        fresh = AESGCM.generate_key(bit_length=256)
        wrapped = nonce + AESGCM(_wrapping(settings.SECRET_KEY)).encrypt(nonce, fresh, ref.encode())
        try:
            with transaction.atomic():
                PersonalKey.objects.create(ref=ref, wrapped=wrapped)
        except IntegrityError:  # somebody else made it first
            return _key(ref, make=False)
        return fresh
    wrapped = bytes(row.wrapped)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_wrapping(secret)).decrypt(wrapped[:NONCE], wrapped[NONCE:], ref.encode())
        except InvalidTag:
            continue
    raise Unopenable(ref)


def _wrapping(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lantu personal keys").derive(secret.encode())

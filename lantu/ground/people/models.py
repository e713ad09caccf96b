from __future__ import annotations

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


def new_ref() -> str:
    """An opaque reference: 96 bits, never reused, says nothing about its person."""
    return "p" + secrets.token_hex(12)


class Organisation(models.Model):
    """Who answers for a task: a department, a company, a town."""

    name = models.CharField(max_length=200, unique=True)
    short_names = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody with an account. Name and mail are kept sealed under the person's own key (see sealing), never in clear."""

    password = None  # type: ignore[assignment]  # people come in by one-time links; there is no password to lose
    ref = models.CharField(max_length=40, unique=True, default=new_ref)
    sealed_name = models.TextField(default="")
    sealed_email = models.TextField(default="")
    roles = models.JSONField(default=list)
    organisations = models.ManyToManyField(Organisation, related_name="people")
    is_active = models.BooleanField(default=True)
    # Part of the session's signature: raising it ends every session of this person.
    generation = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "ref"
    objects = BaseUserManager()

    @property
    def name(self) -> str:
        """The name in clear for people who may see this row, or the mask once the person was erased."""
        from . import sealing

        return sealing.opened(self.ref, self.sealed_name) or sealing.ERASED

    @property
    def email(self) -> str:
        from . import sealing

        return sealing.opened(self.ref, self.sealed_email)

    def get_session_auth_hash(self) -> str:
        return salted_hmac("lantu.people.session", f"{self.ref}:{self.generation}", algorithm="sha256").hexdigest()


class LoginLink(models.Model):
    """A one-time way in. Only the digest of its token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class PersonalKey(models.Model):
    """The key under which one person's facts are sealed, itself wrapped by the installation's. No row: erased."""

    ref = models.CharField(max_length=40, primary_key=True)
    wrapped = models.BinaryField()

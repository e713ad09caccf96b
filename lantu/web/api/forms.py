"""What requests may say."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import ConfigDict, Field

from lantu.plan import Filters

LARGEST_INTEGER = 2**31 - 1

PlanKey = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
TargetKey = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
Number = Annotated[int, Path(ge=1, le=LARGEST_INTEGER)]
Version = Annotated[int | None, Query(ge=1, le=LARGEST_INTEGER)]
Edition = Annotated[int, Field(ge=1, le=LARGEST_INTEGER)]
Names = Annotated[list[str], Field(max_length=60)]


class Form(Schema):
    """Words that a form does not know are refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class Chosen(Schema):
    """The filters of a plan's page; a version's number, else the adopted one. See lantu.plan.Filters."""

    version: Annotated[int | None, Field(ge=1, le=LARGEST_INTEGER)] = None
    area: Annotated[str, Field(max_length=400)] = ""
    organisation: Annotated[str, Field(max_length=200)] = ""
    kind: Annotated[str, Field(max_length=20)] = ""
    due: Annotated[str, Field(max_length=20)] = ""
    state: Annotated[str, Field(max_length=20)] = ""
    review: Annotated[str, Field(max_length=20)] = ""
    text: Annotated[str, Field(max_length=200)] = ""

    def filters(self) -> Filters:
        return Filters(**{field.name: getattr(self, field.name) for field in fields(Filters)})


class Seen(Form):
    """Which edition of the thing the person saw; an older one than the current is a conflict."""

    edition: Edition


class Facts(Form):
    """Facts of a target; those left out stay as they are."""

    kind: str | None = None
    subject: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    comparator: str | None = None
    basis: str | None = None
    state: str | None = None
    due: date | None = None


class Correction(Facts):
    edition: Edition

    def changes(self) -> dict[str, Any]:
        return self.dict(exclude_unset=True, exclude={"edition"})


class Addition(Form):
    """The words of a missed target by their positions, and what the person knows of it."""

    start: Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]
    end: Annotated[int, Field(ge=1, le=LARGEST_INTEGER)]
    facts: Facts = Facts()


class Answering(Form):
    """Who leads and who assists."""

    edition: Edition
    lead: Names = Field(default_factory=list)
    owners: Names = Field(default_factory=list)


class Threshold(Form):
    above: Annotated[float, Field(ge=0, le=1)]


class Undone(Form):
    entry: Annotated[int, Field(ge=1, le=2**62)]


class Description(Form):
    """What a plan says of itself; what is left out stays."""

    title: Annotated[str | None, Field(max_length=200)] = None
    issuer: Annotated[str | None, Field(max_length=200)] = None
    year: int | None = None
    starts: date | None = None
    ends: date | None = None

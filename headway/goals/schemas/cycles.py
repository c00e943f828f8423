from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

CycleName = Annotated[str, Meta(min_length=1, max_length=80)]


class CycleIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cycle of any length, inside another one or not. Both dates are included."""

    name: CycleName
    starts_on: date
    ends_on: date
    parent_id: UUID | None = None


class YearIn(Struct, frozen=True, forbid_unknown_fields=True):
    """The calendar year in which the workspace's year begins."""

    year: Annotated[int, Meta(ge=2000, le=2200)]


class CyclePatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: CycleName | UnsetType = UNSET
    starts_on: date | UnsetType = UNSET
    ends_on: date | UnsetType = UNSET


class ReopenIn(Struct, frozen=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=2000, description="Why its goals may change again.")]


class CycleCan(Struct, frozen=True, gc=False, kw_only=True):
    edit: bool
    close: bool
    reopen: bool
    delete: bool


class CycleRow(Struct, frozen=True, gc=False, kw_only=True):
    """A cycle as stored; `objectives` counts those that are not dropped, private ones included."""

    id: UUID
    parent_id: UUID | None
    name: str
    kind: Literal["year", "quarter", "custom"]
    starts_on: date
    ends_on: date
    sample: bool
    closed_at: datetime | None
    objectives: int
    inside: int
    version: int


class CycleOut(Struct, frozen=True, gc=False, kw_only=True):
    """`current` marks the one cycle that is meant by "now"; `elapsed` is the share of its days gone by."""

    id: UUID
    parent_id: UUID | None
    name: str
    kind: Literal["year", "quarter", "custom"]
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    current: bool
    elapsed: float
    objectives: int
    sample: bool
    version: int
    can: CycleCan

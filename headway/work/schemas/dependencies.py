from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from headway.organisation.schemas import PersonRef
from headway.work.schemas.common import StatusType


class TiedTask(Struct, frozen=True, gc=False, kw_only=True):
    """A task at the other end of a dependency; `since` when the two were tied together."""

    id: UUID
    label: str
    title: str
    status_type: StatusType
    project: str
    due_on: date | None
    people: list[PersonRef]
    since: datetime


class Dependencies(Struct, frozen=True, kw_only=True):
    """What a task waits for and what waits for it, open ones first.

    The hidden counts are of open tasks that the caller may not see.
    """

    blocked_by: list[TiedTask]
    blocks: list[TiedTask]
    hidden_blocked_by: int
    hidden_blocks: int


class TiedRow(Struct, frozen=True, gc=False, kw_only=True):
    """One dependency of a task as it comes from the database; the other task's columns are null where hidden."""

    waits: bool
    seen: bool
    open: bool
    since: datetime
    id: UUID
    number: int | None
    title: str | None
    status_type: StatusType | None
    project: str | None
    due_on: date | None
    assignees: list[UUID]

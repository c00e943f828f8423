"""The inbox: what goes out, and what one does with it."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.notifications.rules.preferences import NoticeKind
from headway.organisation.schemas import PersonRef

State = Literal["open", "snoozed", "done"]


class NoticeRow(Struct, frozen=True, kw_only=True):
    id: UUID
    kind: NoticeKind
    subject: str
    subject_id: UUID
    source: str
    actor_id: UUID | None
    data: dict[str, Any]
    at: datetime
    read_at: datetime | None
    done_at: datetime | None
    snoozed_until: datetime | None


class ThingOut(Struct, frozen=True, kw_only=True):
    """Something named, as the reader may see it. `way` is where it leads: a path below the workspace."""

    kind: str
    id: UUID
    title: str
    label: str = ""
    context: str = ""
    way: str = ""


class NoticeOut(Struct, frozen=True, kw_only=True):
    """One thing that happened. `data` holds what the sentence needs: the ritual (`kind`), `from` and `to`, a count.

    `way` is where it leads, to exactly what it asks for: a path below the workspace.
    """

    id: UUID
    kind: NoticeKind
    actor: PersonRef | None
    at: datetime
    unread: bool
    data: dict[str, Any]
    way: str
    things: list[ThingOut]
    """What is still to do of it: the goals a reminder is about, or what a team missed."""


class GroupOut(Struct, frozen=True, kw_only=True):
    """What happened around one subject, newest first. `team` names the team of a ritual."""

    id: str
    subject: ThingOut
    team: ThingOut | None
    at: datetime
    unread: bool
    snoozed_until: datetime | None
    notices: list[NoticeOut]


class InboxOut(Struct, frozen=True, kw_only=True):
    """`more`: there is more than is shown here; it comes up when this is done."""

    items: list[GroupOut]
    unread: int
    more: bool


class UnreadOut(Struct, frozen=True, kw_only=True):
    unread: int


class InboxChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to become of some notices. `until` is for "snoozed"."""

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=500)]
    state: Literal["open", "read", "unread", "done", "snoozed"]
    until: datetime | None = None

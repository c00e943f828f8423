"""Chat channels: rows, what comes in, what goes out. Secrets come in and never go out."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.notifications.rules.chat_services import Service, Topic
from headway.organisation.schemas import PersonRef, TeamRef

DeliveryState = Literal["waiting", "sending", "sent", "failed", "unclear", "left_out"]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Address = Annotated[str, Meta(min_length=1, max_length=2000, description="https only; it is never given back.")]
Topics = Annotated[list[Topic], Meta(min_length=1, max_length=10)]


class ChannelRow(Struct, frozen=True, kw_only=True):
    id: UUID
    team_id: UUID | None
    service: Service
    name: str
    kinds: list[Topic]
    host: str
    hint: str
    room: str
    key_id: str
    sealed: bytes
    paused_at: datetime | None
    paused_because: str
    failures: int
    made_by: UUID | None
    made_at: datetime
    version: int


class DeliveryRow(Struct, frozen=True, kw_only=True):
    id: UUID
    channel_id: UUID
    key: str
    kind: str
    data: dict[str, Any]
    state: DeliveryState
    at: datetime
    stale_at: datetime
    tries: int
    ended_at: datetime | None
    status: int | None
    answer: str


class ChannelIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `team_id` it is the workspace's. `token` and `room` are for Matrix."""

    service: Service
    name: Name
    address: Address
    kinds: Topics
    team_id: UUID | None = None
    token: Annotated[str, Meta(max_length=1000)] = ""
    room: Annotated[str, Meta(max_length=255)] = ""


class ChannelPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. A new address is whole: with its token and room where it has any."""

    name: Name | UnsetType = UNSET
    kinds: Topics | UnsetType = UNSET
    paused: bool | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    token: Annotated[str, Meta(max_length=1000)] | UnsetType = UNSET
    room: Annotated[str, Meta(max_length=255)] | UnsetType = UNSET


class DeliveryOut(Struct, frozen=True, kw_only=True):
    """One message. `answer` says in a sentence what became of it; `kind` is a topic, or "test"."""

    id: UUID
    kind: str
    state: DeliveryState
    at: datetime
    ended_at: datetime | None
    tries: int
    status: int | None
    answer: str


class ChannelOut(Struct, frozen=True, kw_only=True):
    """`hint` is the last four characters of the secret. `paused_because` is empty where a person paused it."""

    id: UUID
    team: TeamRef | None
    service: Service
    name: str
    kinds: list[Topic]
    host: str
    hint: str
    room: str
    paused: bool
    paused_because: str
    made_by: PersonRef | None
    made_at: datetime
    last: DeliveryOut | None
    version: int
    can: dict[str, bool]


class ChannelsOut(Struct, frozen=True, kw_only=True):
    """`ready`: secrets can be kept here. `teams`: those one may add a channel for; `can["create"]` is for this list."""

    items: list[ChannelOut]
    next: str | None
    ready: bool
    teams: list[TeamRef]
    can: dict[str, bool]

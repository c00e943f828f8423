"""Reminders, as other rooms read them."""

from uuid import UUID

from msgspec import Struct


class Reminded(Struct, frozen=True, kw_only=True):
    """Somebody of a team was reminded of a key result for an occurrence."""

    key: str
    team_id: UUID
    member_id: UUID
    subject_id: UUID

"""What a search answers."""

from uuid import UUID

import msgspec


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. `label` is its human number ("HW-42") where it has one, `context` a second line."""

    kind: str
    id: UUID
    title: str
    label: str
    context: str


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """The best of each kind, best first."""

    items: list[Hit]

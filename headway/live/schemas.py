"""What travels on the stream."""

from uuid import UUID

import msgspec


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered event of a workspace. It says what to look at again, never what it says."""

    workspace_id: UUID
    number: int
    kind: str
    subject: str
    subject_id: UUID
    version: int
    audience: dict[str, object] | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The `data` of a `change` message."""

    kind: str
    subject: str
    id: UUID
    version: int

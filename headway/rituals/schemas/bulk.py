"""Rituals of the past, made by a program: the demo company."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class BulkCheckIn(Struct, frozen=True, kw_only=True):
    """A check-in as it was given. The value that was recorded for the key result at that very moment belongs to it."""

    key_result_id: UUID
    made_at: datetime
    author_id: UUID | None
    unchanged: bool = False
    confidence: int
    confidence_before: int | None = None
    progress_before: float | None = None
    progress: float | None = None
    health: str = ""
    changed: str = ""
    blockers: str = ""
    next_steps: str = ""

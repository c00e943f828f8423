"""What leaves the event log: pure, so that the rules of whoever tells it on can take it as it is."""

from typing import Any
from uuid import UUID

import msgspec


class Published(msgspec.Struct, frozen=True):
    """One numbered event, as far as open screens are told of it: what to look at again, and a number that moved.

    `audience` is who could see a thing that is gone; `raw` and `counted` are the new progress, where it tells of one.
    """

    workspace_id: UUID
    number: int
    kind: str
    subject: str
    subject_id: UUID
    version: int
    audience: dict[str, Any] | None = None
    raw: float | None = None
    counted: float | None = None

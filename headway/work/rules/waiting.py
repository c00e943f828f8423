"""What waits for what: no task for itself, by no way round."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

MOST_BLOCKERS = 50
HIDDEN = "a task that is not shared with you"


class Waiting(Struct, frozen=True):
    """Since when a task has waited for something outside of Headway, and who said so."""

    since: datetime | None = None
    by: UUID | None = None


def waiting_after(old: Waiting, text: str, *, by: UUID | None, now: datetime) -> Waiting:
    """After the note became `text`: it waits from the first word on, however often the words change."""
    if not text:
        return Waiting()
    return Waiting(old.since or now, by)


def round_trip(names: Sequence[str | None]) -> str:
    """The sentence that refuses a circle. `names` go from the task that was to wait, along what waits for what.

    None is a task that the reader may not see.
    """
    told = [name or HIDDEN for name in names]
    if len(told) == 1:
        return f"{told[0]} cannot wait for itself."
    way = ", which waits for ".join([*told[1:], told[0]])
    return f"This would go round in a circle: {told[0]} would wait for {way}."

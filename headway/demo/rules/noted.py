"""What the goals of the sample company showed at the end of each day on which something had moved."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from headway.demo.rules.history import Happening


class Noted(Struct, frozen=True):
    """A goal by its key, on a day: progress as it is said and as it counts, and the share of its work that is done."""

    key: str
    on: date
    raw: float | None
    counted: float | None
    work: float | None


def noted(told: Iterable[Happening]) -> tuple[Noted, ...]:
    """The last number of each day, of those on which it was another one than before."""
    last: dict[tuple[str, date], Noted] = {}
    for one in told:
        if one.kind == "progress.changed" and isinstance(one.key, str):
            on, data = one.at.date(), one.data
            last[one.key, on] = Noted(one.key, on, data["new"], data["new_counted"], data["new_work"])
    return tuple(sorted(last.values(), key=lambda one: (one.key, one.on)))

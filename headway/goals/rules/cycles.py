"""The cycles of a year, and which of all cycles is meant by "now"."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from msgspec import Struct

from headway.goals.rules.changes import Refusal
from headway.progress.rules.display import day

CycleKind = Literal["year", "quarter", "custom"]
LONGEST_DAYS = 5 * 366

Dated = TypeVar("Dated", bound=Any)


class PlannedCycle(Struct, frozen=True, kw_only=True):
    """A cycle to be made; both dates are included."""

    name: str
    kind: CycleKind
    starts_on: date
    ends_on: date


class HasDates(Struct, frozen=True, kw_only=True):
    """Anything that runs from one day to another, both included."""

    starts_on: date
    ends_on: date


def year_cycles(year: int, start_month: int) -> list[PlannedCycle]:
    """The year that begins in `year` with its four quarters, the year first.

    A year that begins in January is "2026"; any other is named by both calendar years, "2026/27".
    """
    name = str(year) if start_month == 1 else f"{year}/{(year + 1) % 100:02d}"
    starts = [_month(year, start_month + 3 * quarter) for quarter in range(5)]
    whole = PlannedCycle(name=name, kind="year", starts_on=starts[0], ends_on=starts[4] - timedelta(days=1))
    quarters = [
        PlannedCycle(
            name=f"{name} Q{place + 1}",
            kind="quarter",
            starts_on=starts[place],
            ends_on=starts[place + 1] - timedelta(days=1),
        )
        for place in range(4)
    ]
    return [whole, *quarters]


def year_of(day: date, start_month: int) -> int:
    """The year, named by its first day's, that a day belongs to."""
    return day.year if day.month >= start_month else day.year - 1


def current_cycle(cycles: Iterable[Dated], today: date) -> Dated | None:
    """The cycle people mean by "now": of the open ones around today a quarter, else the shortest.

    Each needs `kind`, `starts_on`, `ends_on` and `closed_at`. None when no open cycle holds today.
    """
    around = [c for c in cycles if c.closed_at is None and c.starts_on <= today <= c.ends_on]
    return min(around, key=lambda c: (c.kind != "quarter", c.ends_on - c.starts_on, c.name), default=None)


def cycle_refusals(starts_on: date, ends_on: date, parent: HasDates | None) -> list[Refusal]:
    """What is wrong with a cycle's dates: they run forward, last at most five years and lie inside the parent."""
    if ends_on <= starts_on:
        return [Refusal("goals.cycle_dates", "ends_on", "A cycle ends after it starts; swap the two dates.")]
    if (ends_on - starts_on).days > LONGEST_DAYS:
        return [Refusal("goals.cycle_too_long", "ends_on", "A cycle lasts at most five years.")]
    if parent is not None and not (parent.starts_on <= starts_on and ends_on <= parent.ends_on):
        sentence = (
            f"It lies inside the cycle above, from {day(parent.starts_on)} to {day(parent.ends_on)}. "
            "Change its dates, or leave out the cycle above."
        )
        return [Refusal("goals.cycle_outside_parent", "starts_on", sentence)]
    return []


def carried_dates(own: tuple[date | None, date | None], old: HasDates, new: HasDates) -> tuple[date, date] | None:
    """The dates of a key result whose objective moves to another cycle.

    Dates that were the old cycle's become the new one's; dates of its own stay (None).
    """
    if own == (old.starts_on, old.ends_on):
        return new.starts_on, new.ends_on
    return None


def _month(year: int, month: int) -> date:
    """The first day of a month, where month 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)

"""When a check-in is due, whether it came in time, what "nothing changed" says of a value, and what helps most.

A check-in belongs to a slot. A slot opens some days before its day, so that whoever is early is not asked again; it is
on time until the end of its day (of the clock of the rhythm's zone), late during the days of grace after it, missed
then. A check-in counts for the slot that opened last before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from headway.progress.rules.metrics import LINES, WEEK, Definition, Kind
from headway.progress.rules.pace import first_check_in_from
from headway.rituals.rules.calendar import Rhythm, moment, occurrences

State = Literal["upcoming", "open", "due", "overdue", "missed", "on_time", "late"]
OWED: frozenset[State] = frozenset({"open", "due", "overdue", "missed"})

DAY = timedelta(days=1)
_A_MONDAY = date(1970, 1, 5)


class Course(Struct, frozen=True, kw_only=True):
    """What the slots of one key result follow from. `every` is in days; `since` is the day it was written."""

    starts_on: date
    ends_on: date
    every: int
    since: date


class Slot(Struct, frozen=True, kw_only=True):
    """One check-in that is expected: its day, and the moments it opens, is due, is over, and counts as missed."""

    on: date
    opens: datetime
    begins: datetime
    ends: datetime
    closes: datetime


class Standing(Struct, frozen=True, kw_only=True):
    """A slot with its answer, the first that came for it, if any."""

    slot: Slot
    state: State
    answered_at: datetime | None = None

    @property
    def owed(self) -> bool:
        return self.answered_at is None and self.state in OWED


def slots(course: Course, rhythm: Rhythm, until: date) -> list[Slot]:
    """The slots of a key result up to a day, oldest first.

    Whole weeks fall on the day of the rhythm, other distances are counted from the key result's start. None before its
    first interval is over, counted from its start or from the day it was written: there is nothing to tell yet, and
    health asks for nothing either (`first_check_in_from`).
    """
    if not rhythm.enabled:
        return []
    first = first_check_in_from(course.starts_on, course.every, written_on=course.since)
    last = min(course.ends_on, until)
    length = course.every
    if course.every % WEEK == 0:
        fitted = _fitted(rhythm, course)
        length = fitted.every_weeks * WEEK
        days = [each.on for each in occurrences(fitted, first, last)]
    else:
        days = _counted(course, first, last)
    return _placed(days, rhythm, length)


def first_day(course: Course, rhythm: Rhythm) -> date:
    """The day of the first check-in; the last day of the key result where the calendar has none for it."""
    found = slots(course, rhythm, course.ends_on)
    return found[0].on if found else course.ends_on


def lead_of(length: int) -> int:
    """How many days before its day a check-in may be given, where they are `length` days apart: four of seven."""
    return length * 4 // WEEK


def standings(expected: Sequence[Slot], answers: Sequence[datetime], now: datetime) -> list[Standing]:
    """Every slot with its answer. `answers` are the moments of check-ins, or of values, in any order."""
    ordered = sorted(answers)
    found = []
    for place, slot in enumerate(expected):
        following = expected[place + 1].opens if place + 1 < len(expected) else None
        first = next((at for at in ordered if at >= slot.opens and (following is None or at < following)), None)
        found.append(Standing(slot=slot, state=_state(slot, first, now), answered_at=first))
    return found


def current(found: Sequence[Standing], now: datetime) -> Standing | None:
    """The slot that counts now: the one that opened last. None before the first opens."""
    opened = [one for one in found if one.slot.opens <= now]
    return opened[-1] if opened else None


def discipline(found: Sequence[Standing]) -> dict[str, int]:
    """How many of the slots that are over were answered on time, late, or not at all."""
    over = [one for one in found if one.state in {"on_time", "late", "missed"}]
    return {name: sum(one.state == name for one in over) for name in ("on_time", "late", "missed")}


class Refusal(Struct, frozen=True):
    """Why there can be no check-in now: a stable code and a sentence that says what to do."""

    code: str
    message: str


_REFUSALS = {
    "closed": Refusal(
        "goals.cycle_closed",
        "This cycle is closed, so its goals stay as they are. Reopen the cycle, or work in another one.",
    ),
    "dropped": Refusal("goals.dropped", "This was dropped. Take the dropping back first."),
    "paused": Refusal("rituals.paused", "This is paused, so nobody waits for a check-in. Resume it first."),
    "draft": Refusal("rituals.draft", "This objective is a draft. Activate it, then check in."),
}


def refusal(states: Iterable[str], *, closed: bool) -> Refusal | None:
    """`states` are those of the key result and its objective; None where a check-in is possible."""
    if closed:
        return _REFUSALS["closed"]
    return next((_REFUSALS[state] for state in states if state in _REFUSALS), None)


class Known(Struct, frozen=True, kw_only=True):
    """A value as it was recorded, or as it is to be: what the kind of the key result wants of it."""

    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None
    steps: tuple[int, ...] | None = None


def unchanged(definition: Definition, last: Known | None) -> Known | None:
    """What "no change" records: the last value once more, true today again; before the first value its start.

    None where nothing can be said: a share without a total, a band without a value.
    """
    if last is not None:
        if definition.kind is Kind.SHARE:
            return Known(done=last.done, total=last.total)
        return Known(steps=last.steps) if definition.kind is Kind.MILESTONE else Known(value=last.value)
    if definition.kind is Kind.MILESTONE:
        return Known(steps=())
    if definition.kind is Kind.BINARY:
        return Known(value=Decimal(0))
    if definition.kind in LINES and definition.kind is not Kind.SHARE:
        return Known(value=definition.start)
    return None


def pace_value(definition: Definition, pace: float | None) -> float | None:
    """The value that would be on pace: the progress of `pace` on the straight line; None for kinds without a line."""
    if pace is None or definition.kind not in LINES or definition.start is None or definition.target is None:
        return None
    start, target = float(definition.start), float(definition.target)
    return start + pace * (target - start)


HELPS: Mapping[str, int] = {"off_track": 3, "at_risk": 2, "stale": 1}
PRESSES: Mapping[str, int] = {"urgent": 3, "high": 2, "medium": 1}


def help_of(*, due_in: int | None, priority: str, healths: Sequence[str]) -> int:
    """How much it helps to do a task now, 0 to 10: days until it is due (None: no date), priority, worst key result."""
    near = 0 if due_in is None else 4 if due_in < 0 else 3 if due_in <= 2 else 2 if due_in <= WEEK else 1
    return near + PRESSES.get(priority, 0) + max((HELPS.get(one, 0) for one in healths), default=0)


def _fitted(rhythm: Rhythm, course: Course) -> Rhythm:
    """The rhythm of the team; at a distance of its own, from its first such weekday on."""
    weeks = course.every // WEEK
    if weeks == 1:
        return rhythm
    earliest = first_check_in_from(course.starts_on, course.every)
    first = earliest + (rhythm.weekday - earliest.isoweekday()) % WEEK * DAY
    return replace(rhythm, every_weeks=weeks, week_offset=(first - _A_MONDAY).days // WEEK % weeks)


def _counted(course: Course, first: date, last: date) -> list[date]:
    found, on = [], course.starts_on + course.every * DAY
    while on <= last:
        if on >= first:
            found.append(on)
        on += course.every * DAY
    return found


def _placed(days: Sequence[date], rhythm: Rhythm, length: int) -> list[Slot]:
    lead, grace = lead_of(length), min(rhythm.grace_days, length - 1)
    starts = [
        max(on - lead * DAY, days[place - 1] + DAY) if place else on - lead * DAY for place, on in enumerate(days)
    ]
    opens = [moment(on, 0, 0, rhythm.zone) for on in starts]
    return [
        Slot(
            on=on,
            opens=opens[place],
            begins=moment(on, 0, 0, rhythm.zone),
            ends=moment(on + DAY, 0, 0, rhythm.zone),
            closes=min([moment(on + (grace + 1) * DAY, 0, 0, rhythm.zone), *opens[place + 1 : place + 2]]),
        )
        for place, on in enumerate(days)
    ]


def _state(slot: Slot, answer: datetime | None, now: datetime) -> State:
    if answer is not None:
        return "on_time" if answer < slot.ends else "late" if answer < slot.closes else "missed"
    if now < slot.opens:
        return "upcoming"
    if now >= slot.closes:
        return "missed"
    if now >= slot.ends:
        return "overdue"
    return "due" if now >= slot.begins else "open"

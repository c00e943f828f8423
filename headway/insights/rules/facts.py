"""The work behind a key result, as the search for causes sees it."""

import math
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from headway.progress.rules.delivery import Activity, Plan, planned, spread

HOURS_A_DAY = 8.0
DAYS_A_WEEK = 5
SATURDAY = 5
MOST_DAYS = 520


class Piece(Struct, frozen=True, kw_only=True):
    """A task without subtasks, at or below what is linked (`weight` above 0), or other open work that it meets.

    `weight` is the part of the key result's number that it carries. `ways` are itself and the tasks above it. `people`
    are on it. Days are those of the workspace.
    """

    id: UUID
    number: int
    title: str
    seen: bool
    project: str
    open: bool
    weight: float
    hours: float | None
    due_on: date | None
    started_on: date | None
    closed_on: date | None
    created_on: date
    people: tuple[UUID, ...]
    waiting_for: str
    waiting_since: date | None
    ways: tuple[UUID, ...]


class Wait(Struct, frozen=True):
    """An open task that another one waits for."""

    blocked: UUID
    blocker: UUID


class Frame(Struct, frozen=True, kw_only=True):
    """The key result itself: its dates, its progress and the progress that counts as success (parts of 1)."""

    today: date
    starts_on: date
    ends_on: date
    progress: float
    success: float

    @property
    def days_left(self) -> int:
        """Working days until the end, today among them; 0 after it."""
        return working_days(self.today, self.ends_on)


class Work(Struct, frozen=True, kw_only=True):
    """Everything behind one key result.

    `pieces` are its own, done ones too; `others` what they wait for, and what the same people have to do besides.
    """

    frame: Frame
    pieces: tuple[Piece, ...]
    others: tuple[Piece, ...]
    waits: tuple[Wait, ...]


class Layout(Struct, frozen=True, kw_only=True):
    """The plan of some work, with the places of things in it."""

    plan: Plan
    lengths: tuple[tuple[float, float | None], ...]
    pieces: tuple[Piece, ...]  # by place; what comes after them are waits for things outside
    place: dict[UUID, int]
    outside: dict[UUID, int]  # task -> the place of its wait for something outside


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from `first` to `last`, both included; 0 where `last` is before."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    odd = sum((first + timedelta(days=one)).weekday() < SATURDAY for one in range(rest))
    return weeks * DAYS_A_WEEK + odd


def day_of(days: float | None, today: date) -> date | None:
    """The day on which that many working days from now are over, today among them; None beyond two years."""
    if days is None or days > MOST_DAYS:
        return None
    day, left = today, math.ceil(days - 1e-9)
    while left > 0:
        left -= day.weekday() < SATURDAY
        day += timedelta(days=1) if left else timedelta()
    return day


def layout(work: Work) -> Layout:
    """The open work as a plan: its own first, then others, then a wait for each note that says so."""
    pieces = tuple(one for one in (*work.pieces, *work.others) if one.open)
    usual = usual_hours(work.pieces)
    place = {one.id: at for at, one in enumerate(pieces)}
    noted = [one for one in pieces if one.waiting_for]
    outside = {one.id: len(pieces) + at for at, one in enumerate(noted)}
    busy = _owners(pieces, usual)
    before = _before(work, pieces, place)
    activities = [
        Activity(
            days=(usual if one.hours is None else one.hours) / HOURS_A_DAY,
            spent=None if one.started_on is None else max(working_days(one.started_on, work.frame.today) - 0.5, 0.5),
            who=busy[one.id],
            after=(*before[at], *([outside[one.id]] if one.id in outside else [])),
            weight=one.weight,
        )
        for at, one in enumerate(pieces)
    ]
    activities += [Activity(days=_wait(one, work.frame.today)) for one in noted]
    return Layout(
        plan=planned(activities, sigma=spread(ratios(work.pieces))),
        lengths=tuple((one.days, one.spent) for one in activities),
        pieces=pieces,
        place=place,
        outside=outside,
    )


def usual_hours(pieces: tuple[Piece, ...]) -> float:
    """What a piece of work without an estimate takes: the median of those that have one, else a day."""
    known = sorted(one.hours for one in pieces if one.hours)
    return known[len(known) // 2] if known else HOURS_A_DAY


def ratios(pieces: tuple[Piece, ...]) -> list[float]:
    """Actual by estimate of what is done, in working days from start to end."""
    found = []
    for one in pieces:
        if one.hours and one.started_on is not None and one.closed_on is not None:
            taken = max(working_days(one.started_on, one.closed_on), 0.5)
            found.append(taken / (one.hours / HOURS_A_DAY))
    return found


def _owners(pieces: tuple[Piece, ...], usual: float) -> dict[UUID, UUID | None]:
    """Who does what: of several people on a task the one with least to do so far."""
    hours: dict[UUID, float] = {}
    found: dict[UUID, UUID | None] = {}
    for one in pieces:
        chosen = min(one.people, key=lambda who: hours.get(who, 0.0), default=None)
        found[one.id] = chosen
        if chosen is not None:
            hours[chosen] = hours.get(chosen, 0.0) + (usual if one.hours is None else one.hours)
    return found


def _before(work: Work, pieces: tuple[Piece, ...], place: dict[UUID, int]) -> list[tuple[int, ...]]:
    """By place: what must be done before. What a task above waits for holds up all that is below it."""
    waits: dict[UUID, list[UUID]] = {}
    for one in work.waits:
        waits.setdefault(one.blocked, []).append(one.blocker)
    below: dict[UUID, list[int]] = {}
    for at, piece in enumerate(pieces):
        for way in piece.ways:
            below.setdefault(way, []).append(at)
    found = []
    for at, piece in enumerate(pieces):
        blockers = [blocker for way in piece.ways for blocker in waits.get(way, ())]
        places = {one for blocker in blockers for one in below.get(blocker, [place.get(blocker, at)])}
        found.append(tuple(sorted(places - {at})))
    return found


def _wait(one: Piece, today: date) -> float:
    """What waits for something outside is taken to wait as long again as it has: 2 to 15 working days."""
    gone = working_days(one.waiting_since, today) if one.waiting_since else 0
    return float(min(max(gone, 2), 15))

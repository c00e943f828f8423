"""Weekly histories of key results: hand-written where a story hangs on them, else drawn along a path."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import accumulate

from msgspec import Struct

from headway.demo.rules.calendar import Calendar, week_day
from headway.demo.rules.chance import between, normal
from headway.demo.rules.keeping import Habit
from headway.demo.rules.recipes import Number, Path, Result
from headway.demo.rules.values import Measurement

# How far a number wanders in a week by chance alone, as a share of the way to its target: the middle one, and how much
# more or less lively others are (log-normal). Weekly numbers of businesses wander by 0.4 of what they usually move in a
# quarter, and a target asks for one to five times that; 0.06 is that of goals that ask for much.
_LIVELY, _LIVELY_SPREAD = 0.06, 0.5
_MISREAD = 0.5  # of the same, when it is read
_MORNING, _EVENING = 8 * 60 + 20, 16 * 60 + 40

# Which part of today's progress was reached when the part u (0 to 1) of the time had gone by.
_PATHS: dict[Path, Callable[[float], float]] = {
    "steady": lambda u: u,
    "early": lambda u: u**0.55,
    "late": lambda u: max(0.0, (u - 0.4) / 0.6) ** 1.2,
    "plateau": lambda u: min(1.0, u / 0.6),
    "dip": lambda u: u * u - 0.9 * math.sin(math.pi * min(1.0, u / 0.8)) * (1 - u) if u < 1 else 1.0,
    "release": lambda u: u / 0.5 * 1.5 if u <= 0.5 else 1.0,
}


class Reading(Struct, frozen=True):
    """What was found in a week, before it has an author and a time."""

    week: int
    value: Decimal | None
    steps: tuple[int, ...] = ()


def history(result: Result, *, habit: Habit, calendar: Calendar, seed: int) -> tuple[Measurement, ...]:
    """All values up to yesterday, oldest first; each on the day on which its owner checked in."""
    notes = dict(result.notes)
    found = [
        Measurement(
            at=calendar.moment(day, between(_MORNING, _EVENING, seed, result.key, reading.week, "minute")),
            value=reading.value,
            total=Decimal(result.total) if result.total is not None else None,
            steps=reading.steps,
            author=habit.owner,
            source="manual",
            note=notes.get(reading.week, ""),
        )
        for reading in _readings(result, _weeks_with_a_value(result, habit, calendar.now_day), seed)
        for day in [_day(habit, reading.week, calendar.now_day)]
    ]
    return tuple(found)


def is_reached(week: int | None, *, weekday: int, calendar: Calendar) -> bool:
    """Whether a step or a yes/no of that week has happened by yesterday."""
    return week is not None and week_day(week, weekday) < calendar.now_day


def _weeks_with_a_value(result: Result, habit: Habit, now_day: int) -> list[int]:
    first, last = result.weeks or (1, 13)
    if last < 1:  # a quarter that is over
        return list(range(first, last + 1, result.every))
    quarter = [
        week
        for week in range(max(result.since, first), min(result.until, last) + 1, result.every)
        if week_day(week, habit.usual) < now_day
    ]
    before = range(first, 1, result.every) if first < 1 and not result.values else range(0)
    return _kept([*before, *quarter], result, habit)


def _kept(weeks: list[int], result: Result, habit: Habit) -> list[int]:
    """Without those that its owner missed. The first and the newest stay, and what the story was written for."""
    if result.values or result.kind in {"milestone", "binary"} or result.every > 1:
        return weeks
    told = {week for week, _ in result.notes} | {*weeks[:1], *weeks[-1:]}
    return [week for week in weeks if week in told or not habit.misses(week)]


def _day(habit: Habit, week: int, now_day: int) -> int:
    """In the week that is not over yet, the owner's usual day: it has passed."""
    return week_day(week, habit.usual) if week_day(week + 1) > now_day else habit.day(week)


def _readings(result: Result, weeks: list[int], seed: int) -> list[Reading]:
    if result.kind == "milestone":
        return [Reading(week, None, _steps_by(result, week)) for week in weeks]
    if result.kind == "binary":
        return [Reading(week, Decimal(int(_came_true(result, week)))) for week in weeks]
    if result.values:
        first, last = result.weeks or (1, 13)
        begun = first if last < 1 else 1
        pairs = zip(range(begun, begun + len(result.values)), result.values, strict=True)
        return [Reading(w, _decimal(v, result.places)) for w, v in pairs if v is not None and w in weeks]
    if result.path == "none" or result.at is None or result.start is None or result.target is None:
        return []
    return _drawn(result, weeks, at=result.at, seed=seed)


def _drawn(result: Result, weeks: list[int], *, at: float, seed: int) -> list[Reading]:
    """Along the path, as weekly numbers really move: they wander, and each is read with an error of its own.

    A count that only grows has weeks of more and of less. The newest value is exactly `at`: that is where the story
    ends. How strongly a number wanders differs from one to the next (see `_LIVELY`).
    """
    start, span = _number(result.start), _number(result.target) - _number(result.start)
    spread = _LIVELY * math.exp(_LIVELY_SPREAD * normal(seed, result.key, "lively"))
    along = _grown if result.kind in {"reach", "share"} else _wandered
    shares = along(result, weeks, at=at, spread=spread, seed=seed)
    lowest = 0.0 if min(start, start + span) >= 0 else -math.inf
    highest = 100.0 if result.unit == "%" else math.inf
    return [
        Reading(week, _decimal(min(max(start + span * share, lowest), highest), result.places))
        for week, share in zip(weeks, shares, strict=True)
    ]


def _wandered(result: Result, weeks: list[int], *, at: float, spread: float, seed: int) -> list[float]:
    """A random walk around the path that is back on it at the end (a Brownian bridge), and errors of reading."""
    steps = [spread * math.sqrt(result.every) * normal(seed, result.key, week, "step") for week in weeks]
    walked = list(accumulate(steps))
    count = len(weeks)
    shares = [
        at * _PATHS[result.path]((place + 1) / count)
        + walked[place]
        - walked[-1] * (place + 1) / count
        + _MISREAD * spread * normal(seed, result.key, week, "misread")
        for place, week in enumerate(weeks)
    ]
    return [*shares[:-1], at]


def _grown(result: Result, weeks: list[int], *, at: float, spread: float, seed: int) -> list[float]:
    """What the path adds in each week, times a chance of its own, so that the whole comes to `at`."""
    path = [_PATHS[result.path]((place + 1) / len(weeks)) for place in range(len(weeks))]
    added = [max(later - earlier, 0.0) for earlier, later in zip([0.0, *path], path, strict=False)]
    sway = spread * len(weeks)  # as strong, beside what a week adds, as the wandering beside the whole way
    grown = [
        one * math.exp(sway * normal(seed, result.key, week, "step")) for one, week in zip(added, weeks, strict=True)
    ]
    whole = sum(grown) or 1.0
    return [*(at * one / whole for one in accumulate(grown[:-1])), at]


def _steps_by(result: Result, week: int) -> tuple[int, ...]:
    found = [place for place, step in enumerate(result.steps, start=1) if step.week and step.week <= week]
    return tuple(found)


def _came_true(result: Result, week: int) -> bool:
    return result.step_week is not None and result.step_week <= week


def _number(value: Number | None) -> float:
    return float(value or 0)


def _decimal(value: Number, places: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)

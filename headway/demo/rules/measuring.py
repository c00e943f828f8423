"""Weekly histories of key results: hand-written where a story hangs on them, else drawn along a path."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

from msgspec import Struct

from headway.demo.rules.calendar import Calendar, week_day
from headway.demo.rules.chance import between, unit
from headway.demo.rules.recipes import Number, Path, Result
from headway.demo.rules.values import Measurement

_NOISE = 0.035
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


def history(result: Result, *, owner: str, calendar: Calendar, seed: int) -> tuple[Measurement, ...]:
    """All values up to yesterday, oldest first; each on its owner's check-in day."""
    weekday = check_in_day(owner, seed)
    notes = dict(result.notes)
    found = [
        Measurement(
            at=calendar.moment(day, between(_MORNING, _EVENING, seed, result.key, reading.week, "minute")),
            value=reading.value,
            total=Decimal(result.total) if result.total is not None else None,
            steps=reading.steps,
            author=owner,
            source="manual",
            note=notes.get(reading.week, ""),
        )
        for reading in _readings(result, _weeks_with_a_value(result, weekday, calendar.now_day), seed)
        for day in [week_day(reading.week, weekday)]
    ]
    return tuple(found)


def is_reached(week: int | None, *, weekday: int, calendar: Calendar) -> bool:
    """Whether a step or a yes/no of that week has happened by yesterday."""
    return week is not None and week_day(week, weekday) < calendar.now_day


def check_in_day(owner: str, seed: int) -> int:
    """The weekday (0 = Monday) on which somebody records values."""
    return between(0, 4, seed, owner, "check-in day")


def _weeks_with_a_value(result: Result, weekday: int, now_day: int) -> list[int]:
    first, last = result.weeks or (1, 13)
    if last < 1:  # a quarter that is over
        return list(range(first, last + 1, result.every))
    quarter = [
        week
        for week in range(max(result.since, first), min(result.until, last) + 1, result.every)
        if week_day(week, weekday) < now_day
    ]
    before = range(first, 1, 4) if first < 1 and not result.values else range(0)
    return [*before, *quarter]


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
    """Along the path with a little noise; counts that only grow never fall, and the newest value is exactly `at`."""
    start, span = _number(result.start), _number(result.target) - _number(result.start)
    grows = result.kind in {"reach", "share"}
    found: list[Reading] = []
    highest = start
    for place, week in enumerate(weeks):
        part = (place + 1) / len(weeks)
        noise = 0.0 if part >= 1 else (unit(seed, result.key, week) - 0.5) * 2 * _NOISE
        value = start + span * (at * _PATHS[result.path](part) + noise)
        if grows:
            value = highest = max(highest, value)
        found.append(Reading(week, _decimal(value, result.places)))
    return found


def _steps_by(result: Result, week: int) -> tuple[int, ...]:
    found = [place for place, step in enumerate(result.steps, start=1) if step.week and step.week <= week]
    return tuple(found)


def _came_true(result: Result, week: int) -> bool:
    return result.step_week is not None and result.step_week <= week


def _number(value: Number | None) -> float:
    return float(value or 0)


def _decimal(value: Number, places: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)

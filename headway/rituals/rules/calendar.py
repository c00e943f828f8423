"""When a ritual takes place: pure, and safe over a change of clocks and over holidays.

An occurrence belongs to a period (an ISO week, a month, a cycle) and its key names that period, not the day: moving a
ritual from Friday to Thursday in the middle of a week never makes it happen twice in that week.

Hours are those of the wall clock in the rhythm's zone. On the night the clocks change, as RFC 5545 has it: an hour
that does not exist is the moment it would have been without the change (02:30 becomes 03:30), an hour that exists
twice is the first of the two.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

Kind = Literal["check_in", "commitments", "wins", "assessment", "grading", "retrospective"]
KINDS: tuple[Kind, ...] = ("check_in", "commitments", "wins", "assessment", "grading", "retrospective")
Cadence = Literal["weekly", "monthly", "cycle"]
OnHoliday = Literal["next", "skip"]

WORKING_DAYS = (1, 2, 3, 4, 5)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
_FIRST_MONDAY = date(1970, 1, 5)  # weeks are counted from here, so that "every second week" means the same for ever
_REACH = timedelta(days=45)  # how far holidays can carry an occurrence; an explicit move is looked at by itself


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """One ritual's timetable.

    `weekday` is 1 (Monday) to 7. `nth` is for months: 1 to 4, or -1 for the last. `week_offset` chooses which weeks
    where `every_weeks` is above 1. `cycles` are (first day, last day) of the cycles a "cycle" cadence knows; it takes
    place on the `weekday` of the last week of each. `changes` maps the key of an occurrence to the date it was moved
    to, or to None where it was skipped. `quiet` is (from, until) in minutes of the day: a reminder due in between waits
    for its end. `remind_minutes` is how long before the hour people are reminded.
    """

    kind: Kind
    cadence: Cadence = "weekly"
    every_weeks: int = 1
    week_offset: int = 0
    weekday: int = 5
    nth: int = 1
    hour: int = 15
    minute: int = 0
    zone: str = "UTC"
    enabled: bool = True
    holidays: frozenset[date] = frozenset()
    on_holiday: OnHoliday = "next"
    working_days: tuple[int, ...] = WORKING_DAYS
    changes: Mapping[str, date | None] = msgspec.field(default_factory=dict)
    cycles: tuple[tuple[date, date], ...] = ()
    grace_days: int = 2
    skip_done: bool = True
    quiet: tuple[int, int] | None = None
    remind_minutes: int = 0


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """`planned` is the day before holidays and moves; `closes` is the moment from which it counts as missed."""

    key: str
    on: date
    at: datetime
    planned: date
    remind_at: datetime
    closes: datetime

    @property
    def moved(self) -> bool:
        return self.on != self.planned


DEFAULTS: dict[Kind, Rhythm] = {
    "check_in": Rhythm(kind="check_in", weekday=5, hour=15),
    "commitments": Rhythm(kind="commitments", weekday=1, hour=10, grace_days=1),
    "wins": Rhythm(kind="wins", weekday=5, hour=16, grace_days=1),
    "assessment": Rhythm(kind="assessment", cadence="monthly", nth=1, weekday=2, hour=10, grace_days=5),
    "grading": Rhythm(kind="grading", cadence="cycle", weekday=2, hour=10, grace_days=7),
    "retrospective": Rhythm(kind="retrospective", cadence="cycle", weekday=4, hour=14, grace_days=7),
}


def moment(on: date, hour: int, minute: int, zone: str) -> datetime:
    """That hour of that day in a zone, as aware UTC. What a change of clocks does to it stands at the top."""
    # fold=0 takes the offset before the change: the first of two equal hours, and a missing one shifted by the gap
    return datetime.combine(on, time(hour, minute, fold=0), ZoneInfo(zone)).astimezone(UTC)


def occurrences(rhythm: Rhythm, first: date, last: date) -> list[Occurrence]:
    """Those that take place from `first` to `last` (both included), in order. A stopped rhythm has none."""
    if not rhythm.enabled:
        return []
    found = [_placed(rhythm, key, planned, following) for key, planned, following in _candidates(rhythm, first, last)]
    inside = [each for each in found if each is not None and first <= each.on <= last]
    return sorted(inside, key=lambda each: (each.at, each.key))


def upcoming(rhythm: Rhythm, after: datetime, count: int = 5) -> list[Occurrence]:
    """The next `count` that begin after a moment: what a preview shows. Fewer where two years hold no more."""
    start = after.astimezone(ZoneInfo(rhythm.zone)).date()
    found: list[Occurrence] = []
    for block in range(8):
        first = start + block * timedelta(days=92)
        found += [each for each in occurrences(rhythm, first, first + timedelta(days=91)) if each.at > after]
        if len(found) >= count:
            break
    return found[:count]


def out_of_quiet(at: datetime, zone: str, quiet: tuple[int, int] | None) -> datetime:
    """`at`, or the end of the quiet hours that it falls into. Quiet hours may pass midnight (20:00 to 08:00)."""
    if quiet is None or quiet[0] == quiet[1]:
        return at
    begin, end = quiet
    local = at.astimezone(ZoneInfo(zone))
    minutes = local.hour * 60 + local.minute
    is_quiet = begin <= minutes < end if begin < end else minutes >= begin or minutes < end
    if not is_quiet:
        return at
    day = local.date() + (DAY if begin > end and minutes >= begin else timedelta())
    return max(at, moment(day, end // 60 % 24, end % 60, zone))


def _candidates(rhythm: Rhythm, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Key, planned day and the planned day after it, of all that could fall into the days asked for."""
    nearby = list(_planned(rhythm, first - _REACH, last + _REACH))
    seen = set()
    for place, (key, planned) in enumerate(nearby[:-1]):
        seen.add(key)
        yield key, planned, nearby[place + 1][1]
    for key, moved_to in rhythm.changes.items():
        is_ours = key.startswith(f"{rhythm.kind}:") and key not in seen
        if is_ours and moved_to is not None and first <= moved_to <= last:
            yield key, moved_to, moved_to + 2 * WEEK


def _planned(rhythm: Rhythm, first: date, last: date) -> Iterator[tuple[str, date]]:
    if rhythm.cadence == "weekly":
        return _weekly(rhythm, first, last)
    if rhythm.cadence == "monthly":
        return _monthly(rhythm, first, last)
    return _of_cycles(rhythm)


def _weekly(rhythm: Rhythm, first: date, last: date) -> Iterator[tuple[str, date]]:
    number = (first - _FIRST_MONDAY).days // 7
    while (monday := _FIRST_MONDAY + number * WEEK) <= last:
        if (number - rhythm.week_offset) % max(1, rhythm.every_weeks) == 0:
            year, week, _ = monday.isocalendar()
            yield f"{rhythm.kind}:{year}-W{week:02d}", monday + (rhythm.weekday - 1) * DAY
        number += 1


def _monthly(rhythm: Rhythm, first: date, last: date) -> Iterator[tuple[str, date]]:
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        yield f"{rhythm.kind}:{year}-{month:02d}", nth_weekday(year, month, nth=rhythm.nth, weekday=rhythm.weekday)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _of_cycles(rhythm: Rhythm) -> Iterator[tuple[str, date]]:
    for begins, ends in sorted(rhythm.cycles):
        yield f"{rhythm.kind}:{begins.isoformat()}..{ends.isoformat()}", last_weekday(ends, rhythm.weekday)
    yield "end", date.max  # so that the last cycle has one after it


def nth_weekday(year: int, month: int, *, nth: int, weekday: int) -> date:
    """The nth (1 to 4) or last (-1) weekday (1 = Monday) of a month."""
    if nth < 0:
        following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return last_weekday(following - DAY, weekday)
    opening = date(year, month, 1)
    return opening + ((weekday - opening.isoweekday()) % 7 + 7 * (nth - 1)) * DAY


def last_weekday(until: date, weekday: int) -> date:
    """The last such weekday (1 = Monday) on or before a day."""
    return until - ((until.isoweekday() - weekday) % 7) * DAY


def _placed(rhythm: Rhythm, key: str, planned: date, following: date) -> Occurrence | None:
    """The occurrence where it really takes place; None where it is skipped."""
    if key in rhythm.changes:
        changed = rhythm.changes[key]
        return None if changed is None else _occurrence(rhythm, key, changed, planned)
    if planned not in rhythm.holidays:
        return _occurrence(rhythm, key, planned, planned)
    if rhythm.on_holiday == "skip":
        return None
    on = _working_day(rhythm, key, planned)
    # Where holidays carry it to the day of the one after it, that one stands for both.
    return None if on is None or on >= following else _occurrence(rhythm, key, on, planned)


def _working_day(rhythm: Rhythm, key: str, planned: date) -> date | None:
    """The next working day; the one before where the next would lie outside of the cycle it closes."""
    ends = date.fromisoformat(key.rpartition("..")[2]) if rhythm.cadence == "cycle" else None
    for away in range(1, 32):
        on = planned + away * DAY
        if ends is not None and on > ends:
            break
        if _works(rhythm, on):
            return on
    if ends is None:
        return None
    return next((planned - away * DAY for away in range(1, 32) if _works(rhythm, planned - away * DAY)), None)


def _works(rhythm: Rhythm, on: date) -> bool:
    """A team whose ritual is on a Sunday works on Sundays."""
    return on not in rhythm.holidays and (on.isoweekday() in rhythm.working_days or on.isoweekday() == rhythm.weekday)


def _occurrence(rhythm: Rhythm, key: str, on: date, planned: date) -> Occurrence:
    at = moment(on, rhythm.hour, rhythm.minute, rhythm.zone)
    remind_at = out_of_quiet(at - timedelta(minutes=rhythm.remind_minutes), rhythm.zone, rhythm.quiet)
    closes = moment(on + (rhythm.grace_days + 1) * DAY, 0, 0, rhythm.zone)
    return Occurrence(key=key, on=on, at=at, planned=planned, remind_at=remind_at, closes=closes)

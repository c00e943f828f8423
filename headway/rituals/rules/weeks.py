"""Weeks, commitments and their life."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

FEW, MANY = 3, 5  # how many commitments a person is advised to make; guidance, never a wall
AHEAD = 4  # weeks that the page of four squares looks ahead
RANK_STEP = 1024.0


class Week(Struct, frozen=True):
    """Seven days, both ends included; a week is named by its first day."""

    first: date
    last: date

    @property
    def next(self) -> "Week":
        return Week(self.first + timedelta(days=7), self.last + timedelta(days=7))

    @property
    def before(self) -> "Week":
        return Week(self.first - timedelta(days=7), self.last - timedelta(days=7))


def week_of(day: date, week_start: int) -> Week:
    """The week that a day is in; `week_start` is the ISO weekday it begins on (1 Monday, 7 Sunday)."""
    first = day - timedelta(days=(day.isoweekday() - week_start) % 7)
    return Week(first, first + timedelta(days=6))


def instants(week: Week, zone: str) -> tuple[datetime, datetime]:
    """The week as a half-open span of time in a time zone: 167 or 169 hours where the clocks change in it."""
    there = ZoneInfo(zone)
    start = datetime.combine(week.first, time.min, tzinfo=there)
    return start, datetime.combine(week.next.first, time.min, tzinfo=there)


def weeks_ahead(week: Week, count: int = AHEAD) -> list[Week]:
    """The weeks after this one, nearest first."""
    found = [week]
    for _ in range(count):
        found.append(found[-1].next)
    return found[1:]


class State(StrEnum):
    """What became of a commitment in one of its weeks."""

    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"
    DROPPED = "dropped"
    CANCELLED = "cancelled"


class Life(Struct, frozen=True, kw_only=True):
    """All that the state of a commitment depends on.

    `later`: it also stands in a later week. `task` is the status type of its task (None for a written one),
    `deleted` whether that task is deleted. `done` and `dropped` are what people said of it.
    """

    later: bool = False
    done: bool = False
    dropped: bool = False
    task: str | None = None
    deleted: bool = False


def state_of(life: Life) -> State:
    """Of one week. What was carried is told in the week it went to; a task says itself whether it is done."""
    if life.later:
        return State.CARRIED
    if life.dropped:
        return State.DROPPED
    if life.deleted or life.task == "cancelled":
        return State.CANCELLED
    if life.done or life.task == "done":
        return State.DONE
    return State.OPEN


def may_carry(state: State, week: Week, *, today: date) -> bool:
    """Only what is open, and only from a week that has begun: nobody carries what has not been tried."""
    return state is State.OPEN and week.first <= today


def carried_to(week: Week, this: Week) -> Week:
    """Where an unfinished commitment goes: into the next week, and from long ago into the present one."""
    return max(week.next, this, key=lambda one: one.first)


class Guidance(StrEnum):
    NONE = "none"
    FEW = "few"
    RIGHT = "right"
    MANY = "many"


def guidance(count: int) -> Guidance:
    """How a number of commitments of one person compares with three to five."""
    if count == 0:
        return Guidance.NONE
    if count < FEW:
        return Guidance.FEW
    return Guidance.RIGHT if count <= MANY else Guidance.MANY


def rank_between(before: float | None, after: float | None) -> float:
    """A place in a list after `before` and before `after`; None is the end of the list on that side."""
    if before is None and after is None:
        return 0.0
    if after is None:
        return (before or 0.0) + RANK_STEP
    if before is None:
        return after - RANK_STEP
    return (before + after) / 2


def confidence_then(now: int, changes: Sequence[int]) -> int:
    """The confidence at the start of a span: the old value of its first change, or what it is now if there was none."""
    return changes[0] if changes else now


class Why(StrEnum):
    """What speaks for picking a task, the strongest first."""

    LATE = "late"
    DUE = "due"
    SERVES = "serves"
    MINE = "mine"
    TEAM = "team"


def why_pick(due_on: date | None, week: Week, *, serves: bool, mine: bool) -> Why:
    """The strongest reason to commit to a task this week."""
    if due_on is not None and due_on < week.first:
        return Why.LATE
    if due_on is not None and due_on <= week.last:
        return Why.DUE
    if serves:
        return Why.SERVES
    return Why.MINE if mine else Why.TEAM


def pick_key(why: Why, due_on: date | None, *, serves: bool, mine: bool) -> tuple[bool, int, bool, date]:
    """A sort key: a person's own tasks before the team's, then by reason, what moves a key result first, by due day."""
    return (not mine, list(Why).index(why), not serves, due_on or date.max)

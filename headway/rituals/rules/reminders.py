"""When the clock hands out what, and whether somebody is reminded once more or asked. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from headway.rituals.rules.books import Book
from headway.rituals.rules.calendar import DAY, KINDS, WEEK, Kind, Occurrence, Rhythm, moment, occurrences
from headway.rituals.rules.check_ins import lead_of

Step = Literal["remind", "close"]
Verdict = Literal["remind", "ask", "silent"]

PATIENCE = 3  # unanswered reminders in a row; instead of one more, one question
LONGEST_SLEEP = timedelta(days=14)  # a clock that stood longer hands out no older steps: nobody wants them any more
CLOSED: tuple[Kind, ...] = ("check_in",)  # rituals of which leads are told what was missed
_BEFORE = timedelta(days=130)  # far enough back to see the occurrence before, of weeks and months


class Due(Struct, frozen=True, kw_only=True):
    """A step whose moment has come.

    What is given from the day `first` on (the moment `since`, in the zone of the team) is an answer to this occurrence
    and no longer one to the occurrence before.
    """

    team: UUID | None
    kind: Kind
    key: str
    step: Step
    at: datetime
    on: date
    since: datetime
    closes: datetime
    first: date | None = None  # a step that waited in the queue over an upgrade has none
    skip_done: bool = True


class Owed(Struct, frozen=True, kw_only=True):
    """What one person owes to one occurrence, whether it is given, and how often they were reminded since then.

    `asked` is whether the question was among these reminders.
    """

    member: UUID
    subject_id: UUID
    done: bool = False
    reminders: int = 0
    asked: bool = False


def due_steps(book: Book, teams: Iterable[UUID | None], *, after: datetime, until: datetime) -> list[Due]:
    """The steps of all rituals with `after` < moment <= `until`, in order of time.

    A reminder whose occurrence has closed meanwhile (the worker was away) is left out.
    """
    after = max(after, until - LONGEST_SLEEP)
    found = [
        due
        for team in teams
        for kind in KINDS
        for due in steps_of(book.rhythm(team, kind), team, after=after, until=until)
        if after < due.at <= until and (due.step == "close" or due.closes > until)
    ]
    return sorted(found, key=lambda due: (due.at, due.key, str(due.team)))


def steps_of(rhythm: Rhythm, team: UUID | None, *, after: datetime, until: datetime) -> Iterator[Due]:
    """All steps of the occurrences near these moments."""
    zone = ZoneInfo(rhythm.zone)
    first, last = after.astimezone(zone).date() - _BEFORE, until.astimezone(zone).date() + timedelta(days=3)
    found = occurrences(rhythm, first, last)
    for before, each in pairwise([None, *found]):
        if each is None:
            continue
        first_day = first_day_of(rhythm, each, before)
        steps: tuple[tuple[Step, datetime], ...] = (("remind", each.remind_at), ("close", each.closes))
        for step, at in steps:
            if step == "remind" or rhythm.kind in CLOSED:
                yield Due(
                    team=team,
                    kind=rhythm.kind,
                    key=each.key,
                    step=step,
                    at=at,
                    on=each.on,
                    since=moment(first_day, 0, 0, rhythm.zone),
                    closes=each.closes,
                    first=first_day,
                    skip_done=rhythm.skip_done,
                )


def first_day_of(rhythm: Rhythm, each: Occurrence, before: Occurrence | None) -> date:
    """The day from which on an answer belongs to this occurrence: whoever is early is not reminded.

    Check-ins open some days before (see `check_ins.slots`). What goes by weeks counts from the Monday after the week of
    the occurrence before, what goes by months from the first of the month. Scores and lessons are of a whole cycle.
    """
    if rhythm.kind == "check_in":
        opens = each.on - lead_of(rhythm.every_weeks * WEEK.days) * DAY
        return opens if before is None else max(opens, before.on + DAY)
    if rhythm.cadence == "weekly":
        return _monday(each.planned) if before is None else _monday(before.planned) + WEEK
    if rhythm.cadence == "cycle" and rhythm.kind != "assessment":
        return date.fromisoformat(each.key.partition(":")[2].partition("..")[0])
    return each.planned.replace(day=1)


def verdict(owed: Owed, due: Due) -> Verdict:
    """Remind, ask whether to go on, or leave in peace: it is done, or the question stands unanswered."""
    if (due.skip_done and owed.done) or owed.asked:
        return "silent"
    return "ask" if owed.reminders >= PATIENCE else "remind"


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * DAY

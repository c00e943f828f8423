"""When the clock hands out what, and whether somebody is reminded once more or asked. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from headway.rituals.rules.books import Book
from headway.rituals.rules.calendar import KINDS, Kind, Rhythm, occurrences

Step = Literal["remind", "close"]
Verdict = Literal["remind", "ask", "silent"]

PATIENCE = 3  # unanswered reminders in a row; instead of one more, one question
LONGEST_SLEEP = timedelta(days=14)  # a clock that stood longer hands out no older steps: nobody wants them any more
CLOSED: tuple[Kind, ...] = ("check_in",)  # rituals of which leads are told what was missed
_BEFORE = timedelta(days=130)  # far enough back to see the occurrence before, of weeks and months


class Due(Struct, frozen=True, kw_only=True):
    """A step whose moment has come. `since` is when the occurrence before was: what came after it counts as done."""

    team: UUID | None
    kind: Kind
    key: str
    step: Step
    at: datetime
    on: date
    since: datetime
    closes: datetime
    skip_done: bool = True


class Owed(Struct, frozen=True, kw_only=True):
    """What one person owes to one occurrence, when it was last answered, and how often they were reminded since.

    `asked` is whether the question was among these.
    """

    member: UUID
    subject_id: UUID
    answered_at: datetime | None = None
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
        since = each.at - timedelta(days=7) if before is None else before.at
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
                    since=since,
                    closes=each.closes,
                    skip_done=rhythm.skip_done,
                )


def verdict(owed: Owed, due: Due) -> Verdict:
    """Remind, ask whether to go on, or leave in peace: it is done, or the question stands unanswered."""
    if due.skip_done and is_done(owed, due):
        return "silent"
    if owed.asked:
        return "silent"
    return "ask" if owed.reminders >= PATIENCE else "remind"


def is_done(owed: Owed, due: Due) -> bool:
    """Answered since the occurrence before."""
    return owed.answered_at is not None and owed.answered_at > due.since

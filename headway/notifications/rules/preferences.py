"""What people are told of, and how, unless they say otherwise. Few mails: what waits, at once; news, gathered."""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from headway.rituals.rules.calendar import moment, out_of_quiet

NoticeKind = Literal["reminder", "question", "assigned", "health", "missed", "scoring", "recorded", "shared", "chat"]
PreferenceKind = Literal["reminder", "assigned", "health", "missed", "scoring", "recorded", "shared", "chat"]
Mailing = Literal["at_once", "daily", "weekly", "never"]


class Choice(Struct, frozen=True):
    """How one kind reaches a person: in the app or not, and by mail when."""

    app: bool
    mail: Mailing


class Habits(Struct, frozen=True, kw_only=True):
    """When a person wants to be written to. `quiet` is (from, until) in minutes of the day."""

    zone: str = "UTC"
    digest_hour: int = 8
    digest_weekday: int = 1
    quiet: tuple[int, int] | None = None


DEFAULTS: dict[PreferenceKind, Choice] = {
    "reminder": Choice(app=True, mail="at_once"),
    "scoring": Choice(app=True, mail="at_once"),
    "assigned": Choice(app=True, mail="daily"),
    "health": Choice(app=True, mail="daily"),
    "missed": Choice(app=True, mail="weekly"),
    "shared": Choice(app=True, mail="daily"),
    "recorded": Choice(app=True, mail="never"),
    "chat": Choice(app=True, mail="daily"),
}
KINDS: tuple[PreferenceKind, ...] = tuple(DEFAULTS)


def preference_of(kind: NoticeKind) -> PreferenceKind:
    """The question after three reminders is a reminder."""
    return "reminder" if kind == "question" else kind


def mail_time(choice: Mailing, habits: Habits, now: datetime) -> datetime | None:
    """When a notice goes out by mail: now, after quiet hours, with the next digest, or not at all."""
    if choice == "never":
        return None
    if choice == "at_once":
        return out_of_quiet(now, habits.zone, habits.quiet)
    return next_digest(habits, now, weekly=choice == "weekly")


def next_digest(habits: Habits, now: datetime, *, weekly: bool) -> datetime:
    """The next digest after `now`, at the person's hour in their zone, over changes of clocks."""
    day = now.astimezone(ZoneInfo(habits.zone)).date()
    for away in range(9):
        on = day + timedelta(days=away)
        if weekly and on.isoweekday() != habits.digest_weekday:
            continue
        at = out_of_quiet(moment(on, habits.digest_hour, 0, habits.zone), habits.zone, habits.quiet)
        if at > now:
            return at
    raise ArithmeticError("a week has every weekday")  # not reached: nine days hold two of each but five

"""When the summaries of a week are due in chat: with the Monday call, and two hours after the Friday call. Pure."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from headway.notifications.rules.chat_services import Topic
from headway.rituals.rules.books import Book
from headway.rituals.rules.calendar import DEFAULTS, Kind, occurrences

KEPT = timedelta(hours=12)  # a call that could not be sent for so long is no call any more
AFTER_FRIDAY = timedelta(hours=2)
RITUAL_TOPICS: dict[Kind, Topic] = {
    "check_in": "check_ins",
    "commitments": "calls",
    "wins": "calls",
    "assessment": "calls",
    "grading": "calls",
    "retrospective": "calls",
}

_WITH: tuple[tuple[Topic, Kind, timedelta], ...] = (
    ("reds", "commitments", timedelta()),
    ("wins", "wins", AFTER_FRIDAY),
)


class Summary(Struct, frozen=True, kw_only=True):
    """One summary that is due. `day` is the day of the ritual it goes with."""

    topic: Topic
    key: str
    at: datetime
    day: date


def summaries(book: Book, team: UUID | None, topics: Collection[Topic], now: datetime) -> Iterator[Summary]:
    """Those whose moment has come in the last hours."""
    for topic, kind, later in _WITH:
        if topic not in topics:
            continue
        rhythm = book.rhythm(team, kind)
        if not rhythm.enabled or rhythm.cadence != "weekly":
            usual = DEFAULTS[rhythm.kind]
            rhythm = structs.replace(rhythm, enabled=True, cadence="weekly", weekday=usual.weekday, hour=usual.hour)
        today = now.astimezone(ZoneInfo(rhythm.zone)).date()
        for each in occurrences(rhythm, today - timedelta(days=1), today):
            at = each.at + later
            if at <= now < at + KEPT:
                yield Summary(topic=topic, key=f"{topic}:{each.key}", at=at, day=each.on)

"""When rituals take place: what is kept, what comes in, what goes out."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.rituals.rules.books import Source
from headway.rituals.rules.calendar import Cadence, Kind, OnHoliday

Minutes = Annotated[int, Meta(ge=0, le=1439, description="Minutes of the day: 540 is 9:00.")]


class Holiday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    day: date
    name: Annotated[str, Meta(max_length=80)] = ""


class QuietHours(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """They may pass midnight: from 1200 (20:00) until 480 (8:00)."""

    begin: Minutes
    end: Minutes


class CalendarIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of it. `time_zone`, `country` and `quiet` left null are the workspace's."""

    time_zone: Annotated[str, Meta(max_length=64)] | None = None
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    region: Annotated[str, Meta(max_length=10)] | None = None
    quiet: QuietHours | None = None
    holidays: Annotated[list[Holiday], Meta(max_length=200)] = []


class RhythmIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`nth` is for months (-1: the last), `every_weeks` and `week_offset` for weeks; "cycle" is its last week."""

    cadence: Cadence
    weekday: Annotated[int, Meta(ge=1, le=7, description="1 is Monday.")]
    hour: Annotated[int, Meta(ge=0, le=23)]
    minute: Annotated[int, Meta(ge=0, le=59)] = 0
    every_weeks: Annotated[int, Meta(ge=1, le=13)] = 1
    week_offset: Annotated[int, Meta(ge=0, le=12)] = 0
    nth: Literal[-1, 1, 2, 3, 4] = 1
    enabled: bool = True
    on_holiday: OnHoliday = "next"
    grace_days: Annotated[int, Meta(ge=0, le=14, description="Days after which it counts as missed.")] = 2
    skip_done: bool = True
    remind_minutes: Annotated[int, Meta(ge=0, le=2880, description="How long before its hour people hear of it.")] = 0


class PreviewIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rhythm, and the calendar it would be in, where that is being changed too."""

    kind: Kind
    rhythm: RhythmIn
    calendar: CalendarIn | None = None


class ChangeIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day it is moved to; null skips it."""

    day: date | None = None
    reason: Annotated[str, Meta(max_length=300)] = ""


class OccurrenceOut(Struct, frozen=True, kw_only=True):
    """`planned` is the day the rhythm names, `day` where it takes place; null for one that is skipped."""

    kind: Kind
    key: str
    planned: date
    day: date | None
    at: datetime | None
    moved: bool
    reason: str = ""


class RhythmOut(Struct, frozen=True, kw_only=True):
    """`source` says whose it is; `next` are the next five."""

    kind: Kind
    source: Source
    rhythm: RhythmIn
    next: list[OccurrenceOut]


class HolidayOut(Struct, frozen=True, kw_only=True):
    """`own`: a date of the team, not of its country."""

    day: date
    name: str
    own: bool


class CalendarCan(Struct, frozen=True, kw_only=True):
    edit: bool


class CalendarOut(Struct, frozen=True, kw_only=True):
    """`calendar` is what is set here, `time_zone` what holds. `version` 0: nothing is set here yet."""

    team_id: UUID | None
    time_zone: str
    calendar: CalendarIn
    rhythms: list[RhythmOut]
    weeks: list[OccurrenceOut]
    holidays: list[HolidayOut]
    today: date
    version: int
    can: CalendarCan


class CountryOut(Struct, frozen=True, kw_only=True):
    """A country (ISO code) whose public holidays are known, with its regions where they differ."""

    code: str
    regions: list[str]


class PreviewOut(Struct, frozen=True, kw_only=True):
    next: list[OccurrenceOut]
    time_zone: str

"""Whose timetable holds: the team's, else the workspace's, else the default. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct, structs

from headway.rituals.rules.calendar import DEFAULTS, Cadence, Kind, OnHoliday, Rhythm
from headway.rituals.rules.public_holidays import days_of

Source = Literal["team", "workspace", "default"]
TUNED = (
    "cadence", "every_weeks", "week_offset", "weekday", "nth", "hour", "minute", "enabled", "on_holiday", "grace_days",
    "skip_done", "remind_minutes",
)  # fmt: skip


class CalendarRow(Struct, frozen=True, kw_only=True):
    id: UUID
    team_id: UUID | None
    zone: str | None
    country: str | None
    region: str | None
    quiet_from: int | None
    quiet_until: int | None
    version: int


class RhythmRow(Struct, frozen=True, kw_only=True):
    calendar_id: UUID
    kind: Kind
    cadence: Cadence
    every_weeks: int
    week_offset: int
    weekday: int
    nth: int
    hour: int
    minute: int
    enabled: bool
    on_holiday: OnHoliday
    grace_days: int
    skip_done: bool
    remind_minutes: int


class HolidayRow(Struct, frozen=True, kw_only=True):
    calendar_id: UUID
    day: date
    name: str


class ChangeRow(Struct, frozen=True, kw_only=True):
    calendar_id: UUID
    key: str
    day: date | None
    reason: str


class Book(Struct, frozen=True, kw_only=True):
    """All timetables of a workspace, as they are kept. `cycles` are (first, last day) of those that are open."""

    zone: str
    today: date
    calendars: Sequence[CalendarRow]
    rhythms: Sequence[RhythmRow]
    holidays: Sequence[HolidayRow]
    changes: Sequence[ChangeRow]
    cycles: tuple[tuple[date, date], ...]

    def calendar(self, team: UUID | None) -> CalendarRow | None:
        """What is set for the team itself (None: for the workspace)."""
        return next((each for each in self.calendars if each.team_id == team), None)

    def rhythm(self, team: UUID | None, kind: Kind) -> Rhythm:
        """The rhythm that holds for a team, with its zone, holidays and changes."""
        own, whole = self._both(team)
        row, _ = self.chosen(team, kind)
        basis = DEFAULTS[kind] if row is None else _tuned(kind, row)
        return structs.replace(
            basis,
            zone=self.zone_of(team),
            quiet=_quiet(own) or _quiet(whole),
            holidays=frozenset(self.free_days(team)),
            changes=self._changes(own, whole),
            cycles=self.cycles,
        )

    def chosen(self, team: UUID | None, kind: Kind) -> tuple[RhythmRow | None, Source]:
        """The row that decides, and whose it is."""
        own, whole = self._both(team)
        sources: tuple[tuple[CalendarRow | None, Source], ...] = ((own, "team"), (whole, "workspace"))
        by_calendar = {row.calendar_id: row for row in self.rhythms if row.kind == kind}
        for calendar, source in sources:
            if calendar is not None and calendar.id in by_calendar:
                return by_calendar[calendar.id], source
        return None, "default"

    def zone_of(self, team: UUID | None) -> str:
        own, whole = self._both(team)
        return (own and own.zone) or (whole and whole.zone) or self.zone

    def free_days(self, team: UUID | None) -> dict[date, str]:
        """Days on which the team does not work, with their names: own dates, the workspace's, the country's."""
        own, whole = self._both(team)
        placed = own if own is not None and own.country else whole
        years = range(self.today.year - 1, self.today.year + 3)
        days = days_of(placed.country, placed.region, years) if placed is not None and placed.country else {}
        ours = {each.id for each in (whole, own) if each is not None}
        return days | {row.day: row.name for row in self.holidays if row.calendar_id in ours}

    def _both(self, team: UUID | None) -> tuple[CalendarRow | None, CalendarRow | None]:
        return (self.calendar(team) if team is not None else None), self.calendar(None)

    def _changes(self, own: CalendarRow | None, whole: CalendarRow | None) -> dict[str, date | None]:
        """The workspace's, and over them the team's."""
        return {
            row.key: row.day
            for calendar in (whole, own)
            if calendar is not None
            for row in self.changes
            if row.calendar_id == calendar.id
        }


def _tuned(kind: Kind, row: RhythmRow) -> Rhythm:
    return Rhythm(kind=kind, **{name: getattr(row, name) for name in TUNED})


def _quiet(calendar: CalendarRow | None) -> tuple[int, int] | None:
    if calendar is None or calendar.quiet_from is None or calendar.quiet_until is None:
        return None
    return calendar.quiet_from, calendar.quiet_until

"""When rituals take place: whose timetable holds, what comes next, and the picture of the next weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import structs

from headway.core import db
from headway.core.ctx import Ctx
from headway.organisation.queries import teams
from headway.organisation.schemas import TeamRow
from headway.rituals.access.calendars import can_edit_calendar
from headway.rituals.rules.books import TUNED, Book, CalendarRow, ChangeRow, HolidayRow, RhythmRow
from headway.rituals.rules.calendar import KINDS, Kind, Occurrence, Rhythm, occurrences, upcoming
from headway.rituals.rules.public_holidays import countries
from headway.rituals.schemas.calendars import (
    CalendarCan,
    CalendarIn,
    CalendarOut,
    CountryOut,
    Holiday,
    HolidayOut,
    OccurrenceOut,
    QuietHours,
    RhythmIn,
    RhythmOut,
)

WEEKS_SHOWN = 4
_WEEK = timedelta(days=7)


async def rhythm(ctx: Ctx, team: UUID | None, kind: Kind) -> Rhythm:
    """The rhythm that holds for a team (None: for what belongs to no team). For many teams take `book` once."""
    return (await book(ctx)).rhythm(team, kind)


async def book(ctx: Ctx) -> Book:
    """All timetables of the workspace, in five small statements."""
    where = {"workspace": ctx.workspace.id}
    return Book(
        zone=ctx.workspace.zone,
        today=ctx.today,
        calendars=await db.rows(ctx, CalendarRow, _CALENDARS, **where),
        rhythms=await db.rows(ctx, RhythmRow, _RHYTHMS, **where),
        holidays=await db.rows(ctx, HolidayRow, _HOLIDAYS, **where),
        changes=await db.rows(ctx, ChangeRow, _CHANGES, since=ctx.now - timedelta(days=400), **where),
        cycles=tuple([(first, last) for first, last in await db.tuples(ctx, _CYCLES, **where)]),
    )


_CALENDARS = """
select id, team_id, zone, country, region, quiet_from, quiet_until, version
  from ritual_calendar where workspace_id = %(workspace)s
"""
_RHYTHMS = """
select calendar_id, kind, cadence, every_weeks, week_offset, weekday, nth, hour, minute, enabled, on_holiday,
       grace_days, skip_done, remind_minutes
  from ritual_rhythm where workspace_id = %(workspace)s
"""
_HOLIDAYS = """
select calendar_id, day, name from ritual_holiday where workspace_id = %(workspace)s order by day
"""
_CHANGES = """
select calendar_id, key, day, reason
  from ritual_change where workspace_id = %(workspace)s and changed_at > %(since)s
"""
# A year closes nothing that its quarters do not.
_CYCLES = """
select starts_on, ends_on from cycle
 where workspace_id = %(workspace)s and closed_at is null and kind <> 'year'
 order by ends_on
"""


async def calendar(ctx: Ctx, team_id: UUID | None) -> CalendarOut:
    """Everything about one team's rituals: what is set, what holds, what comes. Raises NotFound for a team not seen."""
    team = None if team_id is None else await teams.team(ctx, team_id)
    return shown(ctx, await book(ctx), team)


def shown(ctx: Ctx, whole: Book, team: TeamRow | None) -> CalendarOut:
    """The calendar of a team, from a book that was read before."""
    team_id = None if team is None else team.id
    zone = whole.zone_of(team_id)
    today = ctx.now.astimezone(ZoneInfo(zone)).date()
    row = whole.calendar(team_id)
    rhythms = {kind: whole.rhythm(team_id, kind) for kind in KINDS}
    return CalendarOut(
        team_id=team_id,
        time_zone=zone,
        calendar=_as_set(row, whole.holidays),
        rhythms=[
            RhythmOut(
                kind=kind,
                source=whole.chosen(team_id, kind)[1],
                rhythm=tuned(held),
                next=[occurrence_out(kind, each) for each in upcoming(held, ctx.now)],
            )
            for kind, held in rhythms.items()
        ],
        weeks=_weeks(whole, rhythms, today),
        holidays=_holidays(whole, row, team_id, today),
        today=today,
        version=0 if row is None else row.version,
        can=CalendarCan(edit=can_edit_calendar(ctx.actor, team)),
    )


def occurrence_out(kind: Kind, each: Occurrence, *, reason: str = "") -> OccurrenceOut:
    return OccurrenceOut(
        kind=kind, key=each.key, planned=each.planned, day=each.on, at=each.at, moved=each.moved, reason=reason
    )


def tuned(held: Rhythm) -> RhythmIn:
    """A rhythm as people set it."""
    return RhythmIn(**{name: getattr(held, name) for name in TUNED})


def known_countries() -> list[CountryOut]:
    """By code; the page names them in the reader's language."""
    return [CountryOut(code=code, regions=list(regions)) for code, regions in sorted(countries().items())]


def _as_set(row: CalendarRow | None, holidays: Sequence[HolidayRow]) -> CalendarIn:
    if row is None:
        return CalendarIn()
    own = [each for each in holidays if each.calendar_id == row.id]
    quiet = None
    if row.quiet_from is not None and row.quiet_until is not None:
        quiet = QuietHours(begin=row.quiet_from, end=row.quiet_until)
    return CalendarIn(
        time_zone=row.zone,
        country=row.country,
        region=row.region,
        quiet=quiet,
        holidays=[Holiday(day=each.day, name=each.name) for each in own],
    )


def _weeks(whole: Book, rhythms: dict[Kind, Rhythm], today: date) -> list[OccurrenceOut]:
    """From this Monday on; what was skipped stands on the day it was planned for."""
    first = today - timedelta(days=today.weekday())
    last = first + WEEKS_SHOWN * _WEEK - timedelta(days=1)
    reasons = {row.key: row.reason for row in whole.changes}
    found = []
    for kind, held in rhythms.items():
        found += [
            occurrence_out(kind, each, reason=reasons.get(each.key, "")) for each in occurrences(held, first, last)
        ]
        found += [
            OccurrenceOut(
                kind=kind, key=each.key, planned=each.on, day=None, at=None, moved=False, reason=reasons[each.key]
            )
            for each in occurrences(structs.replace(held, changes={}), first, last)
            if each.key in held.changes and held.changes[each.key] is None
        ]
    return sorted(found, key=lambda each: (each.day or each.planned, each.at is None, each.at or today, each.kind))


def _holidays(whole: Book, row: CalendarRow | None, team: UUID | None, today: date) -> list[HolidayOut]:
    """Of the next twelve months."""
    own = {each.day for each in whole.holidays if row is not None and each.calendar_id == row.id}
    first = today - timedelta(days=today.weekday())
    return [
        HolidayOut(day=day, name=name, own=day in own)
        for day, name in sorted(whole.free_days(team).items())
        if first <= day <= today + timedelta(days=365)
    ]

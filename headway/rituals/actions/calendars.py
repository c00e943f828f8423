"""Setting when rituals take place: a team's leads for the team, admins for the workspace."""

from uuid import UUID

from msgspec import structs

from headway.core import clock, db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.organisation.queries import teams
from headway.rituals.access.calendars import can_edit_calendar
from headway.rituals.queries import calendars as queries
from headway.rituals.rules.books import TUNED, CalendarRow
from headway.rituals.rules.calendar import KINDS, Kind, upcoming
from headway.rituals.rules.public_holidays import countries
from headway.rituals.schemas.calendars import (
    CalendarIn,
    CalendarOut,
    ChangeIn,
    Holiday,
    PreviewIn,
    PreviewOut,
    RhythmIn,
)

NOT_YOURS = "Team leads set when the rituals of their team take place, administrators those of the workspace."


async def set_calendar(ctx: Ctx, team_id: UUID | None, given: CalendarIn, *, version: int) -> CalendarOut:
    """Zone, country, quiet hours and free days. Raises `Invalid`, `Forbidden`, `Stale`."""
    _refuse_unknown(given)
    row = await _held(ctx, team_id, version=version)
    quiet = given.quiet
    await db.run(
        ctx,
        """
        update ritual_calendar
           set zone = %(zone)s, country = %(country)s, region = %(region)s, quiet_from = %(quiet_from)s,
               quiet_until = %(quiet_until)s
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        zone=given.time_zone,
        country=given.country,
        region=given.region if given.country else None,
        quiet_from=quiet.begin if quiet else None,
        quiet_until=quiet.end if quiet else None,
    )
    await _replace_holidays(ctx, row.id, given.holidays)
    return await _changed(ctx, team_id, row, what="calendar")


async def set_rhythm(ctx: Ctx, team_id: UUID | None, kind: str, given: RhythmIn, *, version: int) -> CalendarOut:
    """The rhythm of one ritual. Raises `NotFound` for an unknown ritual, `Invalid`, `Forbidden`, `Stale`."""
    known = known_kind(kind)
    _refuse_odd(known, given)
    row = await _held(ctx, team_id, version=version)
    await db.run(ctx, _SET_RHYTHM, workspace=ctx.workspace.id, id=row.id, kind=known, **structs.asdict(given))
    return await _changed(ctx, team_id, row, what=known)


async def inherit_rhythm(ctx: Ctx, team_id: UUID | None, kind: str, *, version: int) -> CalendarOut:
    """Take what is set here away, so that the workspace's rhythm holds, or the default."""
    known = known_kind(kind)
    row = await _held(ctx, team_id, version=version)
    await db.run(
        ctx,
        "delete from ritual_rhythm where workspace_id = %(workspace)s and calendar_id = %(id)s and kind = %(kind)s",
        workspace=ctx.workspace.id,
        id=row.id,
        kind=known,
    )
    return await _changed(ctx, team_id, row, what=known)


async def change_occurrence(ctx: Ctx, team_id: UUID | None, key: str, given: ChangeIn, *, version: int) -> CalendarOut:
    """Move one occurrence to another day, or skip it."""
    known_kind(key.partition(":")[0])
    row = await _held(ctx, team_id, version=version)
    await db.run(
        ctx,
        """
        insert into ritual_change (workspace_id, calendar_id, key, day, reason, changed_by, changed_at)
        values (%(workspace)s, %(id)s, %(key)s, %(day)s, %(reason)s, %(by)s, %(now)s)
        on conflict (workspace_id, calendar_id, key) do update
           set day = excluded.day, reason = excluded.reason, changed_by = excluded.changed_by,
               changed_at = excluded.changed_at
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        key=key,
        day=given.day,
        reason=given.reason.strip(),
        by=ctx.actor.member,
        now=ctx.now,
    )
    return await _changed(ctx, team_id, row, what=key)


async def restore_occurrence(ctx: Ctx, team_id: UUID | None, key: str, *, version: int) -> CalendarOut:
    """Let it take place as planned again; nothing happens where it does already."""
    row = await _held(ctx, team_id, version=version)
    taken = await db.run(
        ctx,
        "delete from ritual_change where workspace_id = %(workspace)s and calendar_id = %(id)s and key = %(key)s",
        workspace=ctx.workspace.id,
        id=row.id,
        key=key,
    )
    return await (_changed(ctx, team_id, row, what=key) if taken else queries.calendar(ctx, team_id))


async def preview(ctx: Ctx, team_id: UUID | None, given: PreviewIn) -> PreviewOut:
    """The next five of a rhythm nobody has saved yet. Writes nothing."""
    _refuse_odd(given.kind, given.rhythm)
    if team_id is not None:
        await teams.team(ctx, team_id)
    held = (await queries.book(ctx)).rhythm(team_id, given.kind)
    changes: dict[str, object] = {name: getattr(given.rhythm, name) for name in TUNED}
    if given.calendar is not None:
        _refuse_unknown(given.calendar)
        changes["zone"] = given.calendar.time_zone or held.zone
        changes["holidays"] = held.holidays | {each.day for each in given.calendar.holidays}
    tried = structs.replace(held, **changes)
    return PreviewOut(
        next=[queries.occurrence_out(given.kind, each) for each in upcoming(tried, ctx.now)], time_zone=tried.zone
    )


def known_kind(kind: str) -> Kind:
    """Raises `NotFound`: there is no such ritual."""
    for known in KINDS:
        if known == kind:
            return known
    raise NotFound


async def _held(ctx: Ctx, team_id: UUID | None, *, version: int) -> CalendarRow:
    """The calendar to be changed, locked, made where there was none. Raises `Forbidden`, `Stale`, `NotFound`."""
    team = None if team_id is None else await teams.team(ctx, team_id)
    if not can_edit_calendar(ctx.actor, team):
        raise Forbidden(NOT_YOURS)
    await db.run(
        ctx,
        """
        insert into ritual_calendar (workspace_id, team_id, version) values (%(workspace)s, %(team)s, 0)
        on conflict (workspace_id, team_id) do nothing
        """,
        workspace=ctx.workspace.id,
        team=team_id,
    )
    row = await db.one(ctx, CalendarRow, _LOCKED, workspace=ctx.workspace.id, team=team_id)
    if row.version != version:
        raise Stale(queries.shown(ctx, await queries.book(ctx), team))
    return row


_LOCKED = """
select id, team_id, zone, country, region, quiet_from, quiet_until, version
  from ritual_calendar
 where workspace_id = %(workspace)s and team_id is not distinct from %(team)s
   for update
"""
_SET_RHYTHM = """
insert into ritual_rhythm (workspace_id, calendar_id, kind, cadence, every_weeks, week_offset, weekday, nth, hour,
                           minute, enabled, on_holiday, grace_days, skip_done, remind_minutes)
values (%(workspace)s, %(id)s, %(kind)s, %(cadence)s, %(every_weeks)s, %(week_offset)s, %(weekday)s, %(nth)s, %(hour)s,
        %(minute)s, %(enabled)s, %(on_holiday)s, %(grace_days)s, %(skip_done)s, %(remind_minutes)s)
on conflict (workspace_id, calendar_id, kind) do update
   set cadence = excluded.cadence, every_weeks = excluded.every_weeks, week_offset = excluded.week_offset,
       weekday = excluded.weekday, nth = excluded.nth, hour = excluded.hour, minute = excluded.minute,
       enabled = excluded.enabled, on_holiday = excluded.on_holiday, grace_days = excluded.grace_days,
       skip_done = excluded.skip_done, remind_minutes = excluded.remind_minutes
"""


async def _replace_holidays(ctx: Ctx, calendar: UUID, holidays: list[Holiday]) -> None:
    await db.run(
        ctx,
        "delete from ritual_holiday where workspace_id = %(workspace)s and calendar_id = %(id)s",
        workspace=ctx.workspace.id,
        id=calendar,
    )
    named = {each.day: each.name.strip() for each in holidays}
    await db.run(
        ctx,
        """
        insert into ritual_holiday (workspace_id, calendar_id, day, name)
        select %(workspace)s, %(id)s, d.day, d.name from unnest(%(days)s::date[], %(names)s::text[]) as d (day, name)
        """,
        workspace=ctx.workspace.id,
        id=calendar,
        days=list(named),
        names=list(named.values()),
    )


async def _changed(ctx: Ctx, team_id: UUID | None, row: CalendarRow, *, what: str) -> CalendarOut:
    await db.run(
        ctx,
        "update ritual_calendar set version = version + 1 where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=row.id,
    )
    subject, subject_id = ("workspace", ctx.workspace.id) if team_id is None else ("team", team_id)
    data = {"what": what}
    await ctx.record("rituals.calendar_changed", subject, subject_id, version=row.version + 1, data=data)
    return await queries.calendar(ctx, team_id)


def _refuse_odd(kind: Kind, given: RhythmIn) -> None:
    if given.week_offset >= given.every_weeks:
        raise Invalid.field("week_offset", "It counts from 0 to one less than the weeks between.", code="rituals.weeks")
    if kind in ("check_in", "commitments", "wins") and given.cadence != "weekly":
        raise Invalid.field("cadence", "Check-ins, commitments and wins go by weeks.", code="rituals.cadence")


def _refuse_unknown(given: CalendarIn) -> None:
    if given.time_zone is not None and not clock.is_zone(given.time_zone):
        raise Invalid.field("time_zone", "Use a time zone such as Europe/Berlin.", code="rituals.time_zone")
    known = countries() if given.country else {}
    if given.country and given.country not in known:
        raise Invalid.field("country", "The holidays of this country are not known here.", code="rituals.country")
    if given.country and given.region and given.region not in known[given.country]:
        raise Invalid.field("region", "This country has no such region.", code="rituals.region")

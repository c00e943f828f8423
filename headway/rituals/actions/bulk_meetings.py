"""Meetings of the past and calendars of teams, for the demo company."""

from collections.abc import Sequence

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.schemas.bulk import BulkCalendar, BulkMeeting


async def make_meetings(ctx: Ctx, meetings: Sequence[BulkMeeting]) -> None:
    rows = Jsonb(to_builtins(meetings))
    for statement in (_MEETINGS, _ITEMS, _DECISIONS):
        await db.run(ctx, statement, workspace=ctx.workspace.id, rows=rows)


async def make_calendars(ctx: Ctx, calendars: Sequence[BulkCalendar]) -> None:
    rows = Jsonb(to_builtins(calendars))
    for statement in (_CALENDARS, _HOLIDAYS, _RHYTHMS):
        await db.run(ctx, statement, workspace=ctx.workspace.id, rows=rows)


_MEETINGS = """
    insert into meeting (workspace_id, id, team_id, week, started_by, started_at, ended_at, place, place_since, notes,
                         sample)
    select %(workspace)s, m.id, m.team_id, m.week, m.started_by, m.started_at, m.ended_at,
           jsonb_array_length(m.points) - 1, m.ended_at, m.notes, true
      from jsonb_to_recordset(%(rows)s) as m (
             id uuid, team_id uuid, week date, started_by uuid, started_at timestamptz, ended_at timestamptz,
             notes text, points jsonb)
"""
_ITEMS = """
    insert into meeting_item (workspace_id, meeting_id, place, kind, subject_id, budget, seconds, seen, note)
    select %(workspace)s, m.id, p.place - 1, p.kind, p.subject_id, p.budget, p.seconds, true, p.note
      from jsonb_to_recordset(%(rows)s) as m (id uuid, points jsonb)
     cross join lateral rows from (jsonb_to_recordset(m.points) as (
             kind text, subject_id uuid, budget integer, seconds integer, note text))
           with ordinality as p (kind, subject_id, budget, seconds, note, place)
"""
_DECISIONS = """
    insert into decision (workspace_id, meeting_id, place, text, task_id, key_result_id, created_by, created_at)
    select %(workspace)s, m.id, d.place, d.text, d.task_id, d.key_result_id, d.created_by, d.created_at
      from jsonb_to_recordset(%(rows)s) as m (id uuid, decisions jsonb)
     cross join lateral jsonb_to_recordset(m.decisions) as d (
             place integer, text text, task_id uuid, key_result_id uuid, created_by uuid, created_at timestamptz)
"""
_CALENDARS = """
    insert into ritual_calendar (workspace_id, id, team_id)
    select %(workspace)s, c.id, c.team_id from jsonb_to_recordset(%(rows)s) as c (id uuid, team_id uuid)
"""
_HOLIDAYS = """
    insert into ritual_holiday (workspace_id, calendar_id, day, name)
    select %(workspace)s, c.id, h.day, h.name
      from jsonb_to_recordset(%(rows)s) as c (id uuid, holidays jsonb)
     cross join lateral jsonb_to_recordset(c.holidays) as h (day date, name text)
"""
_RHYTHMS = """
    insert into ritual_rhythm (workspace_id, calendar_id, kind, cadence, weekday, hour, minute)
    select %(workspace)s, c.id, r.kind, r.cadence, r.weekday, r.hour, r.minute
      from jsonb_to_recordset(%(rows)s) as c (id uuid, rhythms jsonb)
     cross join lateral jsonb_to_recordset(c.rhythms) as r (
             kind text, cadence text, weekday smallint, hour smallint, minute smallint)
"""

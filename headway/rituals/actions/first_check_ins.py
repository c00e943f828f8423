"""Telling the goals when the calendar asks for a first value, so that health and calendar say the same."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.actions.first_check_ins import place_first_check_ins
from headway.rituals.queries import calendars
from headway.rituals.rules.check_ins import Course, first_day


class _Waiting(Struct, frozen=True):
    id: UUID
    team_id: UUID | None
    starts_on: date
    ends_on: date
    every: int
    since: date


async def place(ctx: Ctx) -> int:
    """Of every key result that waits for its first value; how many days are new or have moved."""
    found = await db.rows(
        ctx,
        _Waiting,
        """
        select k.id, coalesce(k.team_id, o.team_id) as team_id, coalesce(m.starts_on, c.starts_on) as starts_on,
               coalesce(m.ends_on, c.ends_on) as ends_on, coalesce(m.check_in_days, %(every)s)::integer as every,
               (k.created_at at time zone %(zone)s)::date as since
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
          join metric m on m.workspace_id = k.workspace_id and m.id = k.id and m.measured = 0
         where k.workspace_id = %(workspace)s and k.state <> 'dropped' and o.state <> 'dropped'
           and coalesce(m.ends_on, c.ends_on) >= %(today)s
        """,
        workspace=ctx.workspace.id,
        every=ctx.workspace.check_in_days,
        zone=ctx.workspace.zone,
        today=ctx.today,
    )
    if not found:
        return 0
    book = await calendars.book(ctx)
    rhythms = {team: book.rhythm(team, "check_in") for team in {row.team_id for row in found}}
    days = {
        row.id: first_day(
            Course(starts_on=row.starts_on, ends_on=row.ends_on, every=row.every, since=row.since), rhythms[row.team_id]
        )
        for row in found
    }
    return await place_first_check_ins(ctx, days)

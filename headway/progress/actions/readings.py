"""What numbers were at the end of each day: for the alarm of two readings, and for looking back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.rules.outlook import AHEAD, ahead_since
from headway.progress.schemas import PastReading


async def keep_readings(ctx: Ctx) -> int:
    """Note the numbers of today where they are others than those noted last; how many were. May run at any time."""
    return await db.run(
        ctx,
        """
        insert into reading as r (workspace_id, node_id, "on", raw, counted, work, ahead_since)
        select n.workspace_id, n.id, %(today)s, n.raw, n.counted, w.work,
               case when w.work - n.counted > %(ahead)s then coalesce(last.ahead_since, %(today)s) end
          from node n
         cross join lateral (
           select progress_work(n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done)
                    as work) as w
          left join lateral (
           select x.raw, x.counted, x.work, x.ahead_since, true as known
             from reading x
            where x.workspace_id = n.workspace_id and x.node_id = n.id
            order by x."on" desc
            limit 1) as last on true
         where n.workspace_id = %(workspace)s and n.mode <> 'work'
           and (last.known is null
                or (last.raw, last.counted, last.work) is distinct from (n.raw, n.counted, w.work))
         order by n.id
        on conflict (workspace_id, node_id, "on") do update
           set raw = excluded.raw, counted = excluded.counted, work = excluded.work, ahead_since = excluded.ahead_since
        """,
        workspace=ctx.workspace.id,
        today=ctx.today,
        ahead=AHEAD,
    )


async def keep_past_readings(ctx: Ctx, readings: Sequence[PastReading]) -> None:
    """Write down numbers of the past, given in the order of the days. For the demo company, whose past nobody noted."""
    since: dict[UUID, date | None] = {}
    rows: list[dict[str, Any]] = []
    for one in readings:
        ahead = ahead_since(since.get(one.node), counted=one.counted, work=one.work, on=one.on)
        since[one.node] = ahead
        rows.append(
            {
                "node": str(one.node),
                "day": one.on.isoformat(),
                "raw": one.raw,
                "counted": one.counted,
                "work": one.work,
                "since": None if ahead is None else ahead.isoformat(),
            }
        )
    await db.run(
        ctx,
        """
        insert into reading (workspace_id, node_id, "on", raw, counted, work, ahead_since)
        select %(workspace)s, r.node, r.day, r.raw, r.counted, r.work, r.since
          from jsonb_to_recordset(%(rows)s) as r (
                 node uuid, day date, raw float8, counted float8, work float8, since date)
        """,
        workspace=ctx.workspace.id,
        rows=Jsonb(rows),
    )

"""What moves because days pass, or no longer does, and mending by recomputing everything."""

from collections.abc import Collection
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.actions.moving import evaluated, lock_graph, set_readings, tell
from headway.progress.schemas import Moved


async def advance_time(ctx: Ctx) -> int:
    """Look again at every metric that depends on the date and has not been seen today; how many numbers moved.

    Runs any number of times a day: what is seen is not seen again.
    """
    await lock_graph(ctx)
    due = await db.column(
        ctx,
        """
        select m.id
          from metric m
          join node n on n.workspace_id = m.workspace_id and n.id = m.id
         where m.workspace_id = %(workspace)s and m.kind = 'maintain' and m.method <> 'now' and n.mode = 'value'
           and (n.as_of is null or (n.as_of < %(today)s and n.as_of <= m.ends_on))
        """,
        workspace=ctx.workspace.id,
        today=ctx.today,
    )
    if not due:
        return 0
    return len(await set_readings(ctx, await evaluated(ctx, due), why="time", cause=None))


async def freeze(ctx: Ctx, ids: Collection[UUID], *, closed: bool) -> list[Moved]:
    """Let nodes stay as they are from now on, as their period is closed; or follow again what is below them.

    Opened again, what happened meanwhile counts at once. Pieces of work are passed over.
    """
    if not ids:
        return []
    await lock_graph(ctx)
    moved = await db.rows(
        ctx,
        Moved,
        """
        select node_id as id, subject, old_raw, new_raw, old_counted, new_counted, old_work, new_work, number
          from freeze_progress(%(ids)s::uuid[], %(closed)s)
        """,
        ids=list(ids),
        closed=closed,
    )
    told = await tell(ctx, moved, why="graph", cause=None)
    if closed:
        return told
    return [*told, *await set_readings(ctx, await evaluated(ctx, ids), why="time", cause=None)]


async def repair(ctx: Ctx) -> list[Moved]:
    """Recompute the whole workspace from its metrics, measurements and work; what was wrong and is right now."""
    await lock_graph(ctx)
    await _recount_values(ctx)
    leaves = await db.column(
        ctx,
        "select n.id from node n where n.workspace_id = %(workspace)s and n.mode = 'value'",
        workspace=ctx.workspace.id,
    )
    moved = await set_readings(ctx, await evaluated(ctx, leaves), why="repair", cause=None)
    rest = await db.rows(
        ctx,
        Moved,
        """
        select node_id as id, subject, old_raw, new_raw, old_counted, new_counted, old_work, new_work, number
          from recompute_progress()
        """,
    )
    return [*moved, *await tell(ctx, rest, why="repair", cause=None)]


async def _recount_values(ctx: Ctx) -> None:
    await db.run(
        ctx,
        """
        with history as materialized (
          select x.metric_id, x.id, x.effective_at
            from measurement x
           where x.workspace_id = %(workspace)s and x.kind = 'value'
             and x.id not in (
               select c.corrects from measurement c
                where c.workspace_id = %(workspace)s and c.corrects is not null)
        ), facts as materialized (
          select w.id, count(h.id) as measured,
                 (array_agg(h.id order by h.effective_at desc, h.id desc) filter (where h.id is not null))[1] as newest
            from metric w
            left join history h on h.metric_id = w.id
           where w.workspace_id = %(workspace)s
           group by w.id
        )
        update metric m
           set measured = v.measured, newest_id = v.newest
          from facts v
         where m.workspace_id = %(workspace)s and m.id = v.id
           and (m.measured <> v.measured or m.newest_id is distinct from v.newest)
        """,
        workspace=ctx.workspace.id,
    )

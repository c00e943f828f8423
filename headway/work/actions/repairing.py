"""Mending by counting everything again."""

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import actions as progress
from headway.progress.rules.work import Totals
from headway.progress.schemas import WorkChange
from headway.work.actions.counting import linked_among, totals
from headway.work.queries.verification import Copy, Difference, copies, counters


async def repair(ctx: Ctx) -> list[Difference | Copy]:
    """Count the whole workspace again from its leaves and tell progress; what was wrong, each of it an event.

    What only repeats another row is set first: counts follow from the types of statuses.
    """
    await progress.lock_graph(ctx)
    repeated = await copies(ctx)
    for statement in (_STATUS_TYPES, _OPEN_BLOCKERS):
        await db.run(ctx, statement, workspace=ctx.workspace.id)
    wrong = await counters(ctx)
    await db.value(ctx, "select recompute_work(%(workspace)s)", workspace=ctx.workspace.id)
    linked = await db.column(
        ctx,
        "select distinct coalesce(task_id, project_id) from work_link where workspace_id = %(workspace)s",
        workspace=ctx.workspace.id,
    )
    counts = [WorkChange(id=row.id, totals=totals(row)) for row in await linked_among(ctx, linked)]
    await progress.set_work(ctx, counts, why="repair")
    for one in wrong:
        if one.where != "node":  # what moved in the graph has told so itself
            data = {"stored": _told(one.stored), "counted": _told(one.expected)}
            await ctx.record("work.counts_repaired", one.where, one.id, data=data)
    for copy in repeated:
        words = {"where": copy.where, "of": str(copy.of), "stored": copy.stored, "counted": copy.expected}
        await ctx.record("work.counts_repaired", "task", copy.id, data=words)
    return [*wrong, *repeated]


_STATUS_TYPES = """
update task t
   set status_type = s.type
  from status s
 where t.workspace_id = %(workspace)s and s.workspace_id = t.workspace_id and s.id = t.status_id
   and t.status_type <> s.type
"""
_OPEN_BLOCKERS = """
update task_dependency d
   set open = t.deleted_at is null and t.status_type in ('open', 'active')
  from task t
 where d.workspace_id = %(workspace)s and t.workspace_id = d.workspace_id and t.id = d.blocker_id
   and d.open <> (t.deleted_at is null and t.status_type in ('open', 'active'))
"""


def _told(counts: Totals) -> dict[str, object]:
    return {
        "leaves": counts.leaves,
        "done": counts.done,
        "estimated": counts.estimated,
        "hours": str(counts.hours),
        "hours_done": str(counts.hours_done),
    }

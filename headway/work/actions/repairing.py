"""Mending by counting everything again."""

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import actions as progress
from headway.progress.rules.work import Totals
from headway.progress.schemas import WorkChange
from headway.work.actions.counting import linked_among, totals
from headway.work.queries.verification import Difference, verify


async def repair(ctx: Ctx) -> list[Difference]:
    """Count the whole workspace again from its leaves and tell progress; what was wrong, each of it an event."""
    await progress.lock_graph(ctx)
    wrong = await verify(ctx)
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
    return wrong


def _told(counts: Totals) -> dict[str, object]:
    return {
        "leaves": counts.leaves,
        "done": counts.done,
        "estimated": counts.estimated,
        "hours": str(counts.hours),
        "hours_done": str(counts.hours_done),
    }

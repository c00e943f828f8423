"""What every write that can move a number ends with: counters up to the project, linked work on to progress."""

from collections.abc import Sequence
from uuid import UUID

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.progress import actions as progress
from headway.progress.rules.work import Totals
from headway.progress.schemas import WorkChange
from headway.work.schemas.common import Delta, Linked


async def carry_up(ctx: Ctx, written: Sequence[Delta], *, cause: Cause | None) -> None:
    """Carry what changed in written rows to everything above them, here and in progress. Needs the graph lock."""
    moved = [row for row in written if _moves(row)]
    if not moved:
        return
    linked = await db.rows(
        ctx,
        Linked,
        """
        select *
          from apply_work(%(workspace)s, %(ids)s, array(
                 select row (d.project_id, d.parent_id, d.children, d.leaves, d.leaves_done, d.leaves_estimated,
                             d.hours, d.hours_done)::work_delta
                   from unnest(%(projects)s::uuid[], %(parents)s::uuid[], %(children)s::integer[],
                               %(leaves)s::integer[], %(done)s::integer[], %(estimated)s::integer[],
                               %(hours)s::numeric[], %(hours_done)s::numeric[])
                          as d (project_id, parent_id, children, leaves, leaves_done, leaves_estimated, hours,
                                hours_done)))
        """,
        workspace=ctx.workspace.id,
        ids=[row.id for row in moved],
        projects=[row.project_id for row in moved],
        parents=[row.parent_id for row in moved],
        children=[row.children for row in moved],
        leaves=[row.leaves for row in moved],
        done=[row.leaves_done for row in moved],
        estimated=[row.leaves_estimated for row in moved],
        hours=[row.hours for row in moved],
        hours_done=[row.hours_done for row in moved],
    )
    await tell_progress(ctx, linked, cause=cause)


async def tell_progress(ctx: Ctx, linked: Sequence[Linked], *, cause: Cause | None) -> None:
    """Hand the totals of linked pieces of work on; one batch, none for none."""
    if linked:
        await progress.set_work(ctx, [WorkChange(id=row.id, totals=totals(row)) for row in linked], cause=cause)


async def linked_among(ctx: Ctx, ids: Sequence[UUID]) -> list[Linked]:
    """The linked pieces of work among these, with what they count now."""
    return await db.rows(
        ctx, Linked, "select * from work_linked(%(workspace)s, %(ids)s)", workspace=ctx.workspace.id, ids=list(ids)
    )


async def count_again(ctx: Ctx, project_ids: Sequence[UUID], *, cause: Cause | None) -> int:
    """Count whole projects from their leaves and tell progress; the number of rows that changed."""
    changed = 0
    for project_id in project_ids:
        found = await db.value(
            ctx,
            "select recompute_work(%(workspace)s, %(project)s)",
            workspace=ctx.workspace.id,
            project=project_id,
        )
        changed += int(found or 0)
    inside = await db.column(
        ctx,
        """
        select l.task_id
          from work_link l join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
         where l.workspace_id = %(workspace)s and t.project_id = any (%(projects)s)
        union
        select unnest(%(projects)s)
        """,
        workspace=ctx.workspace.id,
        projects=list(project_ids),
    )
    await tell_progress(ctx, await linked_among(ctx, inside), cause=cause)
    return changed


def totals(row: Linked) -> Totals:
    return Totals(row.leaves, row.done, row.estimated, row.hours, row.hours_done)


def _moves(row: Delta) -> bool:
    counted = (row.children, row.leaves, row.leaves_done, row.leaves_estimated)
    return any(counted) or bool(row.hours) or bool(row.hours_done)

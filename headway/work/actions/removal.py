"""Delete tasks and bring them back; forget for good what was deleted long ago."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.progress import actions as progress
from headway.progress.schemas import GraphChange
from headway.work.actions import checks, tasks
from headway.work.actions.counting import carry_up
from headway.work.actions.graph import hang_again
from headway.work.actions.overlaps import refuse_overlap
from headway.work.queries import tasks as task_queries
from headway.work.rules.tasks import label
from headway.work.schemas.common import Delta
from headway.work.schemas.tasks import Deleted, TaskFacts, TaskFull

KEPT_DAYS = 30


async def delete_task(ctx: Ctx, task_id: UUID, *, version: int) -> Deleted:
    """Delete a task with all its subtasks; it counts nowhere any more and can be restored for 30 days."""
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    gone = await db.column(ctx, _DELETE, workspace=ctx.workspace.id, id=task_id, now=ctx.now, by=ctx.actor.member)
    cause = checks.cause_of(ctx, "work.task_deleted", row)
    linked = await _linked(ctx, gone)
    if linked:
        await progress.change_graph(ctx, GraphChange(remove=tuple(linked)), cause=cause)
    await carry_up(ctx, [_whole(row, -1)], cause=cause)
    await tasks.record(ctx, "work.task_deleted", row, {"tasks": (len(gone), 0)}, version=row.version + 1)
    return Deleted(id=row.id, label=label(ctx.workspace.key_prefix, row.number), title=row.title, tasks=len(gone))


async def restore_task(ctx: Ctx, task_id: UUID) -> TaskFull:
    """Undo a deletion: the task, what was deleted with it, its place and its links come back."""
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True, deleted=True)
    checks.require_task_editor(ctx, row)
    await _refuse_orphan(ctx, row)
    back = await db.column(ctx, _RESTORE, workspace=ctx.workspace.id, id=task_id)
    await refuse_overlap(ctx, tasks=[task_id])
    cause = checks.cause_of(ctx, "work.task_restored", row)
    await hang_again(ctx, await _linked(ctx, back), cause=cause)
    await carry_up(ctx, [_whole(row, 1)], cause=cause)
    await tasks.record(ctx, "work.task_restored", row, {"tasks": (0, len(back))}, version=row.version + 1)
    return (await task_queries.full(ctx, [task_id]))[0]


async def forget_deleted(ctx: Ctx) -> int:
    """Remove what was deleted more than 30 days ago for good; the number of tasks."""
    return await db.run(
        ctx,
        """
        delete from task
         where workspace_id = %(workspace)s and deleted_at < %(before)s
           and deleted_with = id
        """,
        workspace=ctx.workspace.id,
        before=ctx.now - timedelta(days=KEPT_DAYS),
    )


class _Above(msgspec.Struct, frozen=True):
    number: int
    title: str


async def _refuse_orphan(ctx: Ctx, row: TaskFacts) -> None:
    """A task comes back to a parent that is there; one that went with its parent comes back with it."""
    missing = row.deleted_with if row.deleted_with != row.id else row.parent_id
    if missing is None:
        return
    above = await db.maybe(
        ctx,
        _Above,
        """
        select number, title from task
         where workspace_id = %(workspace)s and id = %(id)s and deleted_at is not null
        """,
        workspace=ctx.workspace.id,
        id=missing,
    )
    if above is not None:
        name = f"{label(ctx.workspace.key_prefix, above.number)} '{above.title}'"
        raise Conflict(f"It belongs to {name}, which is deleted too: restore that first.", code="work.parent_deleted")


async def _linked(ctx: Ctx, ids: Sequence[UUID]) -> list[UUID]:
    """Those of the tasks that are linked to a key result."""
    return await db.column(
        ctx,
        "select distinct task_id from work_link where workspace_id = %(workspace)s and task_id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(ids),
    )


def _whole(row: TaskFacts, sign: int) -> Delta:
    """All that a task gives to the row above it, gained (1) or lost (-1)."""
    return Delta(
        id=row.id,
        project_id=row.project_id,
        parent_id=row.parent_id,
        children=sign,
        leaves=sign * row.leaves,
        leaves_done=sign * row.leaves_done,
        leaves_estimated=sign * row.leaves_estimated,
        hours=sign * row.hours,
        hours_done=sign * row.hours_done,
    )


_DELETE = """
update task t
   set deleted_at = %(now)s, deleted_with = %(id)s, deleted_by = %(by)s,
       version = t.version + (t.id = %(id)s)::integer
 where t.workspace_id = %(workspace)s and t.deleted_at is null
   and t.id in (select below.id from work_below(%(workspace)s, %(id)s) below)
returning t.id
"""

_RESTORE = """
update task t
   set deleted_at = null, deleted_with = null, deleted_by = null, version = t.version + (t.id = %(id)s)::integer
 where t.workspace_id = %(workspace)s and t.deleted_with = %(id)s
returning t.id
"""

"""Delete tasks and bring them back; forget for good what was deleted long ago."""

from collections import Counter
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
from headway.work.schemas.tasks import Deleted, TaskFacts, TaskFull, TaskPick

KEPT_DAYS = 30


async def delete_task(ctx: Ctx, task_id: UUID, *, version: int) -> Deleted:
    """Delete a task with all its subtasks; it counts nowhere any more and can be restored for 30 days."""
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    return (await _delete(ctx, [row]))[0]


async def delete_tasks(ctx: Ctx, picks: Sequence[TaskPick]) -> list[Deleted]:
    """Delete many tasks, all or none. Those below others of them go with these and are not told of by themselves.

    Raises Invalid with one error for each that cannot be deleted.
    """
    checks.require_size([one.id for one in picks])
    await progress.lock_graph(ctx)
    found = await checks.pick(ctx, picks)
    top = await task_queries.topmost(ctx, list(found))
    return await _delete(ctx, [found[one.id] for one in picks if one.id in top])


async def restore_task(ctx: Ctx, task_id: UUID) -> TaskFull:
    """Undo a deletion: the task, what was deleted with it, its place and its links come back."""
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True, deleted=True)
    checks.require_task_editor(ctx, row)
    await _restore(ctx, [row])
    return (await task_queries.full(ctx, [task_id]))[0]


async def restore_tasks(ctx: Ctx, ids: Sequence[UUID]) -> list[TaskFull]:
    """Undo the deletion of many tasks, all or none. Raises Invalid with one error for each that cannot come back."""
    checks.require_size(ids)
    await progress.lock_graph(ctx)
    found = {row.id: row for row in await task_queries.facts(ctx, ids, for_update=True)}
    checks.refuse_all(
        [
            error
            for place, one in enumerate(ids)
            for error in checks.uneditable(ctx, place, found.get(one), deleted=True)
        ]
    )
    await _restore(ctx, [found[one] for one in ids])
    return await task_queries.full(ctx, ids)


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


class _Gone(msgspec.Struct, frozen=True):
    id: UUID
    root: UUID


class _Above(msgspec.Struct, frozen=True):
    number: int
    title: str


async def _delete(ctx: Ctx, rows: Sequence[TaskFacts]) -> list[Deleted]:
    """Delete tasks of which none is below another, with all below them: one roll-up, an event for each."""
    gone = await db.rows(
        ctx, _Gone, _DELETE, workspace=ctx.workspace.id, ids=[row.id for row in rows], now=ctx.now, by=ctx.actor.member
    )
    cause = checks.cause_of(ctx, "work.task_deleted", rows[0], others=len(rows) - 1)
    linked = await _linked(ctx, [one.id for one in gone])
    if linked:
        await progress.change_graph(ctx, GraphChange(remove=tuple(linked)), cause=cause)
    await carry_up(ctx, [_whole(row, -1) for row in rows], cause=cause)
    counts = Counter(one.root for one in gone)
    for row in rows:
        await tasks.record(ctx, "work.task_deleted", row, {"tasks": (counts[row.id], 0)}, version=row.version + 1)
    prefix = ctx.workspace.key_prefix
    return [Deleted(id=row.id, label=label(prefix, row.number), title=row.title, tasks=counts[row.id]) for row in rows]


async def _restore(ctx: Ctx, rows: Sequence[TaskFacts]) -> None:
    await _refuse_orphans(ctx, rows)
    ids = [row.id for row in rows]
    back = await db.rows(ctx, _Gone, _RESTORE, workspace=ctx.workspace.id, ids=ids)
    await refuse_overlap(ctx, tasks=ids)
    cause = checks.cause_of(ctx, "work.task_restored", rows[0], others=len(rows) - 1)
    await hang_again(ctx, await _linked(ctx, [one.id for one in back]), cause=cause)
    await carry_up(ctx, [_whole(row, 1) for row in rows], cause=cause)
    counts = Counter(one.root for one in back)
    for row in rows:
        await tasks.record(ctx, "work.task_restored", row, {"tasks": (0, counts[row.id])}, version=row.version + 1)


async def _refuse_orphans(ctx: Ctx, rows: Sequence[TaskFacts]) -> None:
    """A task comes back to a parent that is there; one that went with its parent comes back with it."""
    missing = {row.deleted_with if row.deleted_with != row.id else row.parent_id for row in rows}
    above = await db.maybe(
        ctx,
        _Above,
        """
        select number, title from task
         where workspace_id = %(workspace)s and id = any (%(ids)s) and deleted_at is not null
         order by number limit 1
        """,
        workspace=ctx.workspace.id,
        ids=[one for one in missing if one is not None],
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
   set deleted_at = %(now)s, deleted_with = gone.root, deleted_by = %(by)s,
       version = t.version + (t.id = gone.root)::integer
  from (select below.id, given.id as root
          from unnest(%(ids)s::uuid[]) as given (id)
         cross join lateral work_below(%(workspace)s, given.id) as below) as gone
 where t.workspace_id = %(workspace)s and t.deleted_at is null and t.id = gone.id
returning t.id, t.deleted_with as root
"""

_RESTORE = """
update task t
   set deleted_at = null, deleted_with = null, deleted_by = null, version = t.version + (t.id = t.deleted_with)::integer
 where t.workspace_id = %(workspace)s and t.deleted_with = any (%(ids)s)
returning t.id, old.deleted_with as root
"""

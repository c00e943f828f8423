"""Move a task on the board and in the order."""

from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.actions import checks, tasks, writing
from headway.work.actions.counting import carry_up
from headway.work.actions.effects import with_moved
from headway.work.queries import tasks as task_queries
from headway.work.rules.ranks import rank_between
from headway.work.rules.tasks import event_kind
from headway.work.schemas.tasks import MoveIn, TaskFull


async def move_task(ctx: Ctx, task_id: UUID, where: MoveIn, *, version: int) -> TaskFull:
    """Give a task another status, another place in the order, or both: what a card dragged on the board does."""
    refuse_both(where.before, where.after)
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    state, name = tasks.state_of(row), row.status_name
    if where.status_id is not None and where.status_id != row.status_id:
        status = (await tasks.status_of(ctx, [where.status_id])).get(where.status_id)
        if status is None or status.project_id != row.project_id:
            raise tasks.foreign_status()
        state, name = tasks.in_status(state, status, row=row, ctx=ctx), status.name
    neighbour = where.before or where.after
    if neighbour is not None:
        rank = await _rank_beside(ctx, row.project_id, neighbour, moved=task_id, before=where.before is not None)
        state = msgspec.structs.replace(state, rank=rank)
    changed = {} if state.status_id == row.status_id else {"status": (row.status_name, name)}
    if not changed and state.rank == row.rank:
        return (await task_queries.shown(ctx, [row]))[0]
    written = await writing.update_tasks(ctx, [state])
    kind = event_kind(Status(row.status_type), Status(state.status_type)) if changed else "work.task_moved"
    await carry_up(ctx, written, cause=checks.cause_of(ctx, kind, row))
    await tasks.record(ctx, kind, row, changed, version=row.version + 1)
    after = tasks.written_as(row, state, written[0], assignees=row.assignees, status=name)
    return await with_moved(ctx, row, (await task_queries.shown(ctx, [after]))[0])


def refuse_both(before: UUID | None, after: UUID | None) -> None:
    if before is not None and after is not None:
        raise Invalid("Say `before` or `after`, not both.", code="work.two_neighbours")


def no_neighbour() -> Invalid:
    return Invalid(
        "The task to put it beside is not there any more: reload and try again.", code="work.neighbour_unknown"
    )


async def _rank_beside(ctx: Ctx, project_id: UUID, neighbour: UUID, *, moved: UUID, before: bool) -> str:
    """A rank right before or after a task of the project, whatever stands on its other side."""
    found = await db.maybe(
        ctx,
        _Around,
        """
        select n.rank,
               (select max(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
                   and t.rank < n.rank and t.id <> %(moved)s) as previous,
               (select min(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
                   and t.rank > n.rank and t.id <> %(moved)s) as following
          from task n
         where n.workspace_id = %(workspace)s and n.id = %(id)s and n.project_id = %(project)s
           and n.deleted_at is null and n.id <> %(moved)s
        """,
        workspace=ctx.workspace.id,
        id=neighbour,
        project=project_id,
        moved=moved,
    )
    if found is None:
        raise no_neighbour()
    return rank_between(found.previous, found.rank) if before else rank_between(found.rank, found.following)


class _Around(msgspec.Struct, frozen=True):
    rank: str
    previous: str | None
    following: str | None

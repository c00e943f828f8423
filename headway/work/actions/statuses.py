"""The statuses of a project: add, rename, put in order, take away."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Invalid, NotFound
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.actions import checks
from headway.work.actions.counting import count_again
from headway.work.actions.projects import cause_of, editable
from headway.work.queries import projects as project_queries
from headway.work.rules.statuses import Column, NewColumn, column_refusals, placed
from headway.work.schemas.projects import ProjectDetail, ProjectFacts, StatusIn, StatusPatch, StatusRow


async def add_status(ctx: Ctx, project_id: UUID, new: StatusIn) -> ProjectDetail:
    project = await editable(ctx, project_id)
    columns = await project_queries.statuses(ctx, [project_id])
    wanted = NewColumn(new.name.strip(), Status(new.type))
    checks.refuse(column_refusals([*_columns(columns), wanted]))
    added: UUID = await db.value(
        ctx,
        """
        insert into status (workspace_id, project_id, name, type, rank)
        values (%(workspace)s, %(project)s, %(name)s, %(type)s, %(rank)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        project=project_id,
        name=wanted.name,
        type=wanted.type.value,
        rank=len(columns),
    )
    await _arrange(ctx, placed([row.id for row in columns], added, new.place))
    await _record(ctx, project, "work.status_added", [None, wanted.name])
    return await project_queries.project(ctx, project_id)


async def edit_status(ctx: Ctx, status_id: UUID, patch: StatusPatch) -> ProjectDetail:
    """Rename a status or put it elsewhere. Its type stays: tasks in it would change what they count."""
    project, columns, status = await _load(ctx, status_id)
    name = status.name if patch.name is UNSET else patch.name.strip()
    others = [row for row in columns if row.id != status_id]
    checks.refuse(column_refusals([*_columns(others), NewColumn(name, Status(status.type))]))
    order = [row.id for row in columns]
    wanted = order if patch.place is UNSET else placed(order, status_id, patch.place)
    if name != status.name:
        await db.run(
            ctx,
            "update status set name = %(name)s where workspace_id = %(workspace)s and id = %(id)s",
            workspace=ctx.workspace.id,
            id=status_id,
            name=name,
        )
    if wanted != order:
        await _arrange(ctx, wanted)
    if name != status.name or wanted != order:
        await _record(ctx, project, "work.status_edited", [status.name, name])
    return await project_queries.project(ctx, project.id)


async def remove_status(ctx: Ctx, status_id: UUID, replacement: UUID | None) -> ProjectDetail:
    """Take a status away; its tasks, deleted ones too, go to `replacement`."""
    await progress.lock_graph(ctx)
    project, columns, status = await _load(ctx, status_id)
    others = [row for row in columns if row.id != status_id]
    checks.refuse(column_refusals(_columns(others)))
    target = next((row for row in others if row.id == replacement), None)
    if replacement is not None and target is None:
        raise Invalid.field("replacement", "Choose another status of this project.", code="work.status_foreign")
    if target is None and status.tasks:
        raise Conflict(
            f"{status.tasks} tasks stand in '{status.name}': say which status they go to.", code="work.status_in_use"
        )
    await _empty(ctx, status, target or next(row for row in others if row.type != "active"))
    await db.run(
        ctx,
        "delete from status where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=status_id,
    )
    await _arrange(ctx, [row.id for row in others])
    if target is not None and target.type != status.type:
        await count_again(ctx, [project.id], cause=cause_of("work.status_removed", project))
    await _record(ctx, project, "work.status_removed", [status.name, target.name if target else None])
    return await project_queries.project(ctx, project.id)


def _columns(rows: Sequence[StatusRow]) -> list[Column | NewColumn]:
    return [Column(row.id, row.name, Status(row.type)) for row in rows]


async def _load(ctx: Ctx, status_id: UUID) -> tuple[ProjectFacts, list[StatusRow], StatusRow]:
    project_id = await db.value(
        ctx,
        "select project_id from status where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=status_id,
    )
    if project_id is None:
        raise NotFound
    project = await editable(ctx, project_id)
    columns = await project_queries.statuses(ctx, [project_id])
    return project, columns, next(row for row in columns if row.id == status_id)


async def _arrange(ctx: Ctx, order: Sequence[UUID]) -> None:
    await db.run(
        ctx,
        """
        update status s
           set rank = o.place - 1
          from unnest(%(order)s::uuid[]) with ordinality as o (id, place)
         where s.workspace_id = %(workspace)s and s.id = o.id
        """,
        workspace=ctx.workspace.id,
        order=list(order),
    )


async def _empty(ctx: Ctx, status: StatusRow, target: StatusRow) -> None:
    """Move all tasks of a status to another; the caller counts again where the type differs."""
    await db.run(
        ctx,
        """
        update task t
           set status_id = %(target)s, status_type = %(type)s,
               closed_at = case when %(type)s in ('done', 'cancelled') then coalesce(t.closed_at, %(now)s) end
         where t.workspace_id = %(workspace)s and t.status_id = %(status)s
        """,
        workspace=ctx.workspace.id,
        status=status.id,
        target=target.id,
        type=target.type,
        now=ctx.now,
    )


async def _record(ctx: Ctx, project: ProjectFacts, kind: str, change: list[str | None]) -> None:
    version: int = await db.value(
        ctx,
        """
        update project set version = version + 1 where workspace_id = %(workspace)s and id = %(id)s
        returning version
        """,
        workspace=ctx.workspace.id,
        id=project.id,
    )
    data = {"title": project.title, "changes": {"status": change}}
    await ctx.record(kind, "project", project.id, version=version, data=data)

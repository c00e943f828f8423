"""The statuses of a project: add, rename, put in order, let mean something else, take away."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
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
    await _record(ctx, project, "work.status_added", {"status": [None, wanted.name]})
    return await project_queries.project(ctx, project_id)


async def edit_status(ctx: Ctx, status_id: UUID, patch: StatusPatch) -> ProjectDetail:
    """Rename a status, put it elsewhere, or let it mean something else: tasks in it then count as the new type says."""
    if patch.type is not UNSET:
        await progress.lock_graph(ctx)
    project, columns, status = await _load(ctx, status_id)
    name = status.name if patch.name is UNSET else patch.name.strip()
    kind = status.type if patch.type is UNSET else patch.type
    others = [row for row in columns if row.id != status_id]
    checks.refuse(column_refusals([*_columns(others), NewColumn(name, Status(kind))]))
    order = [row.id for row in columns]
    wanted = order if patch.place is UNSET else placed(order, status_id, patch.place)
    changed = {"status": [status.name, name]}
    if kind != status.type:
        changed["type"] = [status.type, kind]
    if (name, kind, wanted) == (status.name, status.type, order):
        return await project_queries.project(ctx, project.id)
    await _write(ctx, status_id, name=name, kind=kind)
    if wanted != order:
        await _arrange(ctx, wanted)
    if kind != status.type:
        await _fill(ctx, status, msgspec.structs.replace(status, type=kind))
        await count_again(ctx, [project.id], cause=cause_of("work.status_edited", project))
    await _record(ctx, project, "work.status_edited", changed)
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
    await _fill(ctx, status, target or next(row for row in others if row.type != "active"))
    await db.run(
        ctx,
        "delete from status where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=status_id,
    )
    await _arrange(ctx, [row.id for row in others])
    if target is not None and target.type != status.type:
        await count_again(ctx, [project.id], cause=cause_of("work.status_removed", project))
    await _record(ctx, project, "work.status_removed", {"status": [status.name, target.name if target else None]})
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


async def _write(ctx: Ctx, status_id: UUID, *, name: str, kind: str) -> None:
    await db.run(
        ctx,
        """
        update status set name = %(name)s, type = %(type)s where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=status_id,
        name=name,
        type=kind,
    )


async def _fill(ctx: Ctx, status: StatusRow, target: StatusRow) -> None:
    """Put all tasks of a status, deleted ones too, into another or into what it has become.

    The caller counts again where the type differs.
    """
    await db.run(
        ctx,
        """
        update task t
           set status_id = %(target)s, status_type = %(type)s,
               started_at = case when %(type)s in ('active', 'done') then coalesce(t.started_at, %(now)s)
                                 else t.started_at end,
               closed_at = case when %(type)s in ('done', 'cancelled') then coalesce(t.closed_at, %(now)s) end
         where t.workspace_id = %(workspace)s and t.status_id = %(status)s
        """,
        workspace=ctx.workspace.id,
        status=status.id,
        target=target.id,
        type=target.type,
        now=ctx.now,
    )


async def _record(ctx: Ctx, project: ProjectFacts, kind: str, changed: Mapping[str, Sequence[str | None]]) -> None:
    version: int = await db.value(
        ctx,
        """
        update project set version = version + 1 where workspace_id = %(workspace)s and id = %(id)s
        returning version
        """,
        workspace=ctx.workspace.id,
        id=project.id,
    )
    data = {"title": project.title, "changes": changed}
    await ctx.record(kind, "project", project.id, version=version, data=data)

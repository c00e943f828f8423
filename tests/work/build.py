"""Goals and work for the tests of this room. Goals are written by SQL and progress, not through the room goals."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import actions as progress
from headway.progress import queries as progress_queries
from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.schemas import GraphChange, NewLink, NewNode
from headway.work.actions import links, projects, tasks
from headway.work.queries import projects as project_queries
from headway.work.schemas.links import LinkIn
from headway.work.schemas.projects import ProjectDetail, ProjectIn, StatusRow
from headway.work.schemas.tasks import TaskFull, TaskIn, TaskPatch


async def cycle(ctx: Ctx, *, closed: bool = False) -> UUID:
    made: UUID = await db.value(
        ctx,
        """
        insert into cycle (workspace_id, name, kind, starts_on, ends_on, closed_at)
        values (%(workspace)s, %(name)s, 'quarter', '2026-01-01', '2026-03-31', case when %(closed)s then now() end)
        returning id
        """,
        workspace=ctx.workspace.id,
        name=uuid4().hex,
        closed=closed,
    )
    return made


async def objective(ctx: Ctx, title: str = "Delight customers", **columns: Any) -> UUID:
    """An objective with its node; `columns` are private, team_id, owner_id, cycle_id, priority."""
    made = uuid4()
    await db.run(
        ctx,
        """
        insert into objective (workspace_id, id, number, cycle_id, title, private, team_id, owner_id, priority)
        values (%(workspace)s, %(id)s, (select count(*) + 1 from objective), %(cycle)s, %(title)s, %(private)s,
                %(team)s, %(owner)s, %(priority)s)
        """,
        workspace=ctx.workspace.id,
        id=made,
        cycle=columns.get("cycle_id") or await cycle(ctx),
        title=title,
        private=columns.get("private", False),
        team=columns.get("team_id"),
        owner=columns.get("owner_id", ctx.actor.member),
        priority=columns.get("priority", ""),
    )
    await progress.change_graph(ctx, GraphChange(nodes=(NewNode(id=made, subject="objective", mode=Mode.MEAN),)))
    return made


async def key_result(ctx: Ctx, objective_id: UUID, title: str = "Ship it", *, kind: Kind = Kind.WORK) -> UUID:
    """A key result with its metric, node and edge."""
    made = uuid4()
    await db.run(
        ctx,
        """
        insert into key_result (workspace_id, id, number, objective_id, title)
        values (%(workspace)s, %(id)s, (select count(*) + 1 from key_result), %(objective)s, %(title)s)
        """,
        workspace=ctx.workspace.id,
        id=made,
        objective=objective_id,
        title=title,
    )
    computed = kind in {Kind.WORK, Kind.OBJECTIVES}
    definition = Definition(
        kind=kind,
        start=None if computed else Decimal(0),
        target=None if computed else Decimal(10),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
    )
    await progress.define_metric(ctx, made, definition)
    node = NewNode(
        id=made,
        subject="key_result",
        mode=Mode.MEAN if computed else Mode.VALUE,
        when_empty=0.0 if kind is Kind.WORK else None,
    )
    edge = NewLink(child=made, parent=objective_id, kind="measures")
    await progress.change_graph(ctx, GraphChange(nodes=(node,), links=(edge,)))
    return made


async def cascade(ctx: Ctx, child: UUID, key_result_id: UUID) -> None:
    await db.run(
        ctx,
        """
        insert into alignment (workspace_id, child_id, key_result_id, kind)
        values (%(workspace)s, %(child)s, %(key_result)s, 'cascade')
        """,
        workspace=ctx.workspace.id,
        child=child,
        key_result=key_result_id,
    )
    await progress.link(ctx, NewLink(child=child, parent=key_result_id, kind="cascade"))


async def ladder(ctx: Ctx, levels: int) -> tuple[UUID, list[UUID]]:
    """A key result of kind `work` under `levels` objectives, each cascaded from a key result of the next one up.

    Gives the key result, and the objectives from the lowest up.
    """
    objectives = [await objective(ctx, f"Objective {level}") for level in range(levels)]
    for lower, upper in pairwise(objectives):
        await cascade(ctx, lower, await key_result(ctx, upper, "Cascaded", kind=Kind.OBJECTIVES))
    return await key_result(ctx, objectives[0]), objectives


async def project(ctx: Ctx, title: str = "Website", **fields: Any) -> ProjectDetail:
    return await projects.make_project(ctx, ProjectIn(title=title, **fields))


async def task(ctx: Ctx, project_id: UUID, title: str = "Translate checkout", **fields: Any) -> TaskFull:
    return await tasks.create_task(ctx, project_id, TaskIn(title=title, **fields))


async def status(ctx: Ctx, project_id: UUID, kind: str) -> StatusRow:
    return next(row for row in await project_queries.statuses(ctx, [project_id]) if row.type == kind)


async def turn(ctx: Ctx, made: TaskFull, kind: str) -> TaskFull:
    """Move a task to the first status of a type, whatever its version is by now."""
    target = await status(ctx, made.project_id, kind)
    return await tasks.edit_task(ctx, made.id, TaskPatch(status_id=target.id), version=await version(ctx, made.id))


async def version(ctx: Ctx, task_id: UUID) -> int:
    found: int = await db.value(
        ctx,
        "select version from task where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=task_id,
    )
    return found


async def link(ctx: Ctx, key_result_id: UUID, *, weight: float = 1.0, **end: UUID) -> UUID:
    """Link `task_id=` or `project_id=`; gives the link's id."""
    await links.link_work(ctx, key_result_id, LinkIn(weight=weight, **end))
    found: UUID = await db.value(
        ctx,
        """
        select id from work_link
         where workspace_id = %(workspace)s and key_result_id = %(key_result)s
           and coalesce(task_id, project_id) = %(item)s
        """,
        workspace=ctx.workspace.id,
        key_result=key_result_id,
        item=next(iter(end.values())),
    )
    return found


async def progress_of(ctx: Ctx, node: UUID) -> float | None:
    return (await progress_queries.readings(ctx, [node]))[node].raw


async def work_of(ctx: Ctx, node: UUID) -> float | None:
    return (await progress_queries.readings(ctx, [node]))[node].work

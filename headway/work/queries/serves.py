"""Which key results pieces of work serve, for whole lists at once; only those the caller may see are named."""

from collections.abc import Iterable, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import visible
from headway.goals.rules.changes import label
from headway.work.schemas.common import Serves
from headway.work.schemas.tasks import TaskFacts, TaskRow


async def served_by_tasks(ctx: Ctx, tasks: Sequence[TaskRow | TaskFacts]) -> dict[UUID, list[Serves]]:
    """By task: the key results of its own links, of those of the tasks above it, of those of its project.

    One statement for any number of tasks, none for none; nearest first.
    """
    if not tasks:
        return {}
    rows = await db.rows(
        ctx,
        _Served,
        _BY_TASKS[visible.audience(ctx)],
        **visible.viewer(ctx),
        tasks=[task.id for task in tasks],
        parents=[task.parent_id for task in tasks],
        projects=list({task.project_id for task in tasks}),
    )
    by_item = _grouped(rows)
    found = {task.id: _nearest([*by_item.get(task.id, []), *by_item.get(task.project_id, [])]) for task in tasks}
    return {item: served for item, served in found.items() if served}


async def served_by_projects(ctx: Ctx, projects: Sequence[UUID]) -> dict[UUID, list[Serves]]:
    """By project: the key results of its own links, then of links of tasks in it. One statement for any number."""
    if not projects:
        return {}
    rows = await db.rows(
        ctx, _Served, _BY_PROJECTS[visible.audience(ctx)], **visible.viewer(ctx), projects=list(projects)
    )
    return {item: _nearest(found) for item, found in _grouped(rows).items()}


class _Served(Struct, frozen=True, gc=False, kw_only=True):
    """One way to a key result; `step` counts the tasks between."""

    item: UUID
    id: UUID
    number: int
    title: str
    by: Literal["own", "parent", "project", "task"]
    step: int


def _grouped(rows: Iterable[_Served]) -> dict[UUID, list[_Served]]:
    found: dict[UUID, list[_Served]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return found


def _nearest(rows: Iterable[_Served]) -> list[Serves]:
    """Each key result once, by the first way to it."""
    found: dict[UUID, Serves] = {}
    for row in rows:
        served = Serves(id=row.id, title=row.title, short=label("key_result", row.number), by=row.by)
        found.setdefault(row.id, served)
    return list(found.values())


# `offset 0` keeps it a look-up for each link: joined freely, the planner reads all key results for the few of one task.
_GOAL = SQL(
    """cross join lateral (
         select kr.id, kr.number, kr.title
           from key_result kr
           join objective o on o.workspace_id = kr.workspace_id and o.id = kr.objective_id
          where kr.workspace_id = %(workspace)s and kr.id = l.key_result_id and kr.state <> 'dropped' and {visible}
         offset 0
       ) as kr"""
)

# What hangs on a project is named once, not once for each of its tasks.
_TASKS = SQL(
    """
    with recursive up (item, id, parent_id, step) as (
      select w.id, w.id, w.parent_id, 0 from unnest(%(tasks)s::uuid[], %(parents)s::uuid[]) as w (id, parent_id)
      union all
      select up.item, t.id, t.parent_id, up.step + 1
        from up join task t on t.workspace_id = %(workspace)s and t.id = up.parent_id
    )
    select up.item, kr.id, kr.number, kr.title, case up.step when 0 then 'own' else 'parent' end as by, up.step
      from up
      cross join lateral (
        select key_result_id from work_link
         where workspace_id = %(workspace)s and task_id = up.id
        offset 0
      ) as l
      {goal}
    union all
    select l.project_id, kr.id, kr.number, kr.title, 'project', 0
      from work_link l
      {goal}
     where l.workspace_id = %(workspace)s and l.project_id = any (%(projects)s)
     order by step, number
    """
)

_PROJECTS = SQL(
    """
    select l.project_id as item, kr.id, kr.number, kr.title, 'own' as by, 0 as step
      from work_link l
      {goal}
     where l.workspace_id = %(workspace)s and l.project_id = any (%(projects)s)
    union
    select t.project_id, kr.id, kr.number, kr.title, 'task', 1
      from work_link l
      join task t on t.workspace_id = %(workspace)s and t.id = l.task_id and t.deleted_at is null
      {goal}
     where l.workspace_id = %(workspace)s and t.project_id = any (%(projects)s)
     order by step, number
    """
)


def _kept(statement: SQL) -> dict[visible.Audience, SQL]:
    """The statement for each audience, composed once: lists ask it often."""
    return {
        audience: visible.fixed(statement.format(goal=_GOAL.format(visible=condition)))
        for audience, condition in visible.CONDITIONS.items()
    }


_BY_TASKS = _kept(_TASKS)
_BY_PROJECTS = _kept(_PROJECTS)

"""Is everything stored that follows from something else what it ought to be? For tests and for `headway verify`."""

from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.rules.work import Totals
from headway.work.rules.counting import Leafy, counted


class Difference(Struct, frozen=True, kw_only=True):
    """A task, project, or linked piece of work in the graph, whose stored counters are wrong.

    `where` says in which table: that of tasks and projects, or the node of progress.
    """

    id: UUID
    where: Literal["task", "project", "node"]
    stored: Totals
    expected: Totals


class Copy(Struct, frozen=True, kw_only=True):
    """What a row repeats of another one, so that a list need not look there, and repeats wrongly.

    `status`: the type of a task's status. `dependency`: whether the task that this one waits for, `of`, is still open.
    """

    id: UUID
    where: Literal["status", "dependency"]
    of: UUID
    stored: str
    expected: str


async def verify(ctx: Ctx) -> list[Difference | Copy]:
    """Recount the whole workspace and look up what rows repeat; nothing is changed. Empty when all is right."""
    return [*await counters(ctx), *await copies(ctx)]


async def copies(ctx: Ctx) -> list[Copy]:
    """What repeats another row and differs from it."""
    return await db.rows(ctx, Copy, _COPIES, workspace=ctx.workspace.id)


async def counters(ctx: Ctx) -> list[Difference]:
    """What differs from a recount with the rules in Python."""
    projects = await db.rows(
        ctx, _Project, "select id, state from project where workspace_id = %(workspace)s", workspace=ctx.workspace.id
    )
    tasks = await db.rows(
        ctx,
        Leafy,
        """
        select id, project_id, parent_id, status_type as status, estimate_hours as estimate
          from task where workspace_id = %(workspace)s and deleted_at is null
        """,
        workspace=ctx.workspace.id,
    )
    stored = await db.rows(ctx, _Stored, _STORED, workspace=ctx.workspace.id)
    expected = counted({one.id: one.state for one in projects}, tasks)
    return [
        Difference(id=row.id, where=row.where, stored=_totals(row), expected=expected[row.id])
        for row in stored
        if _totals(row) != expected[row.id]
    ]


class _Project(Struct):
    id: UUID
    state: str


class _Stored(Struct):
    id: UUID
    where: Literal["task", "project", "node"]
    leaves: int
    done: int
    estimated: int
    hours: Decimal
    hours_done: Decimal


def _totals(row: _Stored) -> Totals:
    return Totals(row.leaves, row.done, row.estimated, row.hours, row.hours_done)


_STORED = """
select id, 'task' as "where", leaves, leaves_done as done, leaves_estimated as estimated, hours, hours_done
  from task where workspace_id = %(workspace)s and deleted_at is null
union all
select id, 'project', leaves, leaves_done, leaves_estimated, hours, hours_done
  from project where workspace_id = %(workspace)s
union all
select n.id, 'node', n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done
  from node n
 where n.workspace_id = %(workspace)s and n.mode = 'work'
   and (exists (select from work_link l join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
                 where l.workspace_id = %(workspace)s and l.task_id = n.id and t.deleted_at is null)
        or exists (select from work_link l where l.workspace_id = %(workspace)s and l.project_id = n.id))
"""
_COPIES = """
select t.id, 'status' as "where", t.status_id as "of", t.status_type as stored, s.type as expected
  from task t
  join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
 where t.workspace_id = %(workspace)s and t.status_type <> s.type
union all
select d.blocked_id, 'dependency', d.blocker_id, case when d.open then 'open' else 'settled' end,
       case when d.open then 'settled' else 'open' end
  from task_dependency d
  join task t on t.workspace_id = d.workspace_id and t.id = d.blocker_id
  join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
 where d.workspace_id = %(workspace)s and d.open <> (t.deleted_at is null and s.type in ('open', 'active'))
"""

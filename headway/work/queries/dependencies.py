"""What waits for what, read from either end. What may not be named is counted."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.organisation.schemas import PersonRef
from headway.work.queries.common import asking, people
from headway.work.rules.tasks import label
from headway.work.schemas.common import TaskRef
from headway.work.schemas.dependencies import Dependencies, TiedRow, TiedTask

# How many open tasks a task `t` waits for, whoever asks.
BLOCKERS = SQL(
    """(select count(*)::integer from task_dependency d
         where d.workspace_id = t.workspace_id and d.blocked_id = t.id and d.open)"""
)


async def of_task(ctx: Ctx, task_id: UUID) -> Dependencies:
    """What a task waits for and what waits for it; the caller has made sure that the task may be seen."""
    found = await rows(ctx, task_id)
    return shown(ctx, found, await people(ctx, (one for row in found for one in row.assignees)))


async def rows(ctx: Ctx, task_id: UUID) -> list[TiedRow]:
    """The dependencies of a task at both its ends, open ones first; those with deleted tasks rest."""
    return await db.rows(ctx, TiedRow, _TIED, **asking(ctx), id=task_id)


def shown(ctx: Ctx, found: Sequence[TiedRow], names: dict[UUID, PersonRef]) -> Dependencies:
    """Rows as the API gives them."""
    hidden = [row.waits for row in found if not row.seen and row.open]
    return Dependencies(
        blocked_by=[_tied(ctx, row, names) for row in found if row.seen and row.waits],
        blocks=[_tied(ctx, row, names) for row in found if row.seen and not row.waits],
        hidden_blocked_by=hidden.count(True),
        hidden_blocks=hidden.count(False),
    )


async def named_blockers(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, list[TaskRef]]:
    """By task: the open tasks it waits for, as far as the caller may see them. No statement for no ids."""
    if not ids:
        return {}
    named: dict[UUID, list[TaskRef]] = {}
    for row in await db.rows(ctx, _Blocker, _BLOCKERS, **asking(ctx), ids=list(ids)):
        one = TaskRef(row.id, label(ctx.workspace.key_prefix, row.number), row.title)
        named.setdefault(row.blocked_id, []).append(one)
    return named


class Step(Struct, frozen=True):
    """A task on the way along what waits for what; without a title for whom it is hidden from."""

    number: int | None
    title: str | None


async def way_back(ctx: Ctx, blocker_id: UUID, blocked_id: UUID) -> list[Step]:
    """From a task along what it waits for to another one, which is left out; empty where no way leads there.

    Deleted tasks count: they may come back.
    """
    return await db.rows(ctx, Step, _WAY_BACK, **asking(ctx), start=blocker_id, goal=blocked_id)


class _Blocker(Struct, frozen=True):
    blocked_id: UUID
    id: UUID
    number: int
    title: str


def _tied(ctx: Ctx, row: TiedRow, names: dict[UUID, PersonRef]) -> TiedTask:
    return TiedTask(
        id=row.id,
        label=label(ctx.workspace.key_prefix, row.number or 0),
        title=row.title or "",
        status_type=row.status_type or "open",
        project=row.project or "",
        due_on=row.due_on,
        people=[names[one] for one in row.assignees if one in names],
        since=row.since,
    )


_TIED = """
select d.waits, v.id is not null as seen, d.since, other.id,
       case when d.waits then d.open
            else other.number is null or other.status_type in ('open', 'active') end as open,
       case when v.id is not null then other.number end as number,
       case when v.id is not null then other.title end as title, other.status_type, p.title as project, other.due_on,
       array(select a.member_id from task_assignee a
              where a.workspace_id = %(workspace)s and a.task_id = d.other and v.id is not null order by 1) as assignees
  from (select true as waits, blocker_id as other, open, created_at as since from task_dependency
         where workspace_id = %(workspace)s and blocked_id = %(id)s
        union all
        select false, blocked_id, open, created_at from task_dependency
         where workspace_id = %(workspace)s and blocker_id = %(id)s) as d
  left join task t on t.workspace_id = %(workspace)s and t.id = d.other
  left join project p on p.workspace_id = %(workspace)s and p.id = t.project_id
  left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
  cross join lateral (select d.other as id, t.number, t.title, t.status_type, t.due_on) as other
 where t.deleted_at is null
 order by other.status_type in ('done', 'cancelled'), d.since, other.id
"""

_BLOCKERS = """
select d.blocked_id, t.id, t.number, t.title
  from task_dependency d
  join task t on t.workspace_id = d.workspace_id and t.id = d.blocker_id
  join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
 where d.workspace_id = %(workspace)s and d.blocked_id = any (%(ids)s) and d.open
 order by d.blocked_id, t.number
"""

# The shortest way. It ends because what is there already has no circle.
_WAY_BACK = """
with recursive way (id, before, step) as (
  select %(start)s::uuid, null::uuid, 0
  union
  select d.blocker_id, way.id, way.step + 1
    from way
    join task_dependency d on d.workspace_id = %(workspace)s and d.blocked_id = way.id
   where way.id <> %(goal)s
), back (id, before, step) as (
  (select id, before, step from way where id = %(goal)s order by step limit 1)
  union all
  select w.id, w.before, w.step
    from back
    join lateral (select id, before, step from way where id = back.before and step = back.step - 1 limit 1) w on true
)
select case when v.id is not null then t.number end as number, case when v.id is not null then t.title end as title
  from back
  left join task t on t.workspace_id = %(workspace)s and t.id = back.id
  left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
 where back.id <> %(goal)s
 order by back.step
"""

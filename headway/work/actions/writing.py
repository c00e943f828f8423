"""The statements that write tasks, each for any number of rows, with what each row now gives to the row above it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid
from headway.work.schemas.common import Delta, Priority, StatusType


class TaskState(msgspec.Struct, frozen=True, kw_only=True):
    """What people may change about a task, as it is to be. `description` None leaves it as it is."""

    id: UUID
    status_id: UUID
    status_type: StatusType
    title: str
    description: str | None
    priority: Priority
    labels: list[str]
    starts_on: date | None
    due_on: date | None
    estimate_hours: Decimal | None
    waiting_for: str
    waiting_since: datetime | None
    waiting_by: UUID | None
    rank: str
    started_at: datetime | None
    closed_at: datetime | None


class NewTaskState(msgspec.Struct, frozen=True, kw_only=True):
    """A task to insert; its number is given by position from `first_number`."""

    id: UUID
    number: int
    project_id: UUID
    parent_id: UUID | None
    status_id: UUID
    status_type: StatusType
    title: str
    description: str
    priority: Priority
    labels: list[str]
    starts_on: date | None
    due_on: date | None
    estimate_hours: Decimal | None
    rank: str
    started_at: datetime | None
    closed_at: datetime | None
    created_by: UUID | None
    created_at: datetime
    sample: bool


async def numbers(ctx: Ctx, kind: str, count: int) -> list[int]:
    """The next human numbers of a kind ("task", "project"), in order."""
    last = await db.value(
        ctx,
        """
        insert into display_counter as c (workspace_id, kind, number) values (%(workspace)s, %(kind)s, %(count)s)
        on conflict (workspace_id, kind) do update set number = c.number + excluded.number
        returning number
        """,
        workspace=ctx.workspace.id,
        kind=kind,
        count=count,
    )
    return list(range(int(last) - count + 1, int(last) + 1))


async def fresh_ids(ctx: Ctx, count: int) -> list[UUID]:
    """New ids, in the order of time."""
    return await db.column(ctx, "select uuidv7() from generate_series(1, %(count)s)", count=count)


async def insert_tasks(ctx: Ctx, tasks: Sequence[NewTaskState]) -> list[Delta]:
    return await db.rows(ctx, Delta, _INSERT, workspace=ctx.workspace.id, rows=_json(tasks))


async def update_tasks(ctx: Ctx, tasks: Sequence[TaskState]) -> list[Delta]:
    """Write rows and count one edit on each."""
    return await db.rows(ctx, Delta, _UPDATE, workspace=ctx.workspace.id, rows=_json(tasks))


async def set_assignees(ctx: Ctx, wanted: Mapping[UUID, Sequence[UUID]]) -> None:
    """Make these, and nobody else, the people on each task."""
    if not wanted:
        return
    pairs = [(task, member) for task, members in wanted.items() for member in members]
    await db.run(
        ctx,
        """
        with wanted as (
          select * from unnest(%(pair_tasks)s::uuid[], %(pair_members)s::uuid[]) as w (task_id, member_id)
        ), gone as (
          delete from task_assignee a
           where a.workspace_id = %(workspace)s and a.task_id = any (%(tasks)s)
             and not exists (select from wanted w where w.task_id = a.task_id and w.member_id = a.member_id)
        )
        insert into task_assignee (workspace_id, task_id, member_id)
        select %(workspace)s, w.task_id, w.member_id from wanted w
        on conflict do nothing
        """,
        workspace=ctx.workspace.id,
        tasks=list(wanted),
        pair_tasks=[task for task, _ in pairs],
        pair_members=[member for _, member in pairs],
    )


async def refuse_strangers(ctx: Ctx, wanted: Mapping[UUID, Sequence[UUID]]) -> None:
    """Raises Invalid where somebody to be assigned is not here any more or may not see the project (project -> ids)."""
    pairs = [(project, member) for project, members in wanted.items() for member in members]
    if not pairs:
        return
    strange = await db.column(
        ctx,
        """
        select coalesce(m.name, '')
          from unnest(%(projects)s::uuid[], %(members)s::uuid[]) as w (project_id, member_id)
          left join member m on m.workspace_id = %(workspace)s and m.id = w.member_id and m.removed_at is null
         where m.id is null or not exists (
                 select from work_visible(%(workspace)s, m.id, m.role = 'guest', false) v where v.id = w.project_id)
        """,
        workspace=ctx.workspace.id,
        projects=[project for project, _ in pairs],
        members=[member for _, member in pairs],
    )
    if not strange:
        return
    names = sorted({name for name in strange if name})
    if not names:
        raise Invalid.field("assignees", "One of these people is not in this workspace.", code="work.assignee_unknown")
    sentence = f"{', '.join(names)} cannot see this project: share it with them first, or choose somebody else."
    raise Invalid.field("assignees", sentence, code="work.assignee_cannot_see")


def _json(rows: Sequence[msgspec.Struct]) -> Jsonb:
    return Jsonb(rows, dumps=_dumps)


def _dumps(rows: Any) -> bytes:
    return msgspec.json.encode(rows)


_DIFFERENCE: LiteralString = """
       new.leaves - coalesce(old.leaves, 0) as leaves, new.leaves_done - coalesce(old.leaves_done, 0) as leaves_done,
       new.leaves_estimated - coalesce(old.leaves_estimated, 0) as leaves_estimated,
       new.hours - coalesce(old.hours, 0) as hours, new.hours_done - coalesce(old.hours_done, 0) as hours_done
"""

_INSERT: LiteralString = (
    """
insert into task as t (workspace_id, id, number, project_id, parent_id, status_id, status_type, title, description,
                       priority, labels, starts_on, due_on, estimate_hours, rank, started_at, closed_at, created_by,
                       created_at, sample)
select %(workspace)s, r.id, r.number, r.project_id, r.parent_id, r.status_id, r.status_type, r.title, r.description,
       r.priority, r.labels, r.starts_on, r.due_on, r.estimate_hours, r.rank, r.started_at, r.closed_at, r.created_by,
       r.created_at, r.sample
  from jsonb_to_recordset(%(rows)s) as r (
         id uuid, number bigint, project_id uuid, parent_id uuid, status_id uuid, status_type text, title text,
         description text, priority text, labels text[], starts_on date, due_on date, estimate_hours numeric,
         rank text, started_at timestamptz, closed_at timestamptz, created_by uuid, created_at timestamptz,
         sample boolean)
returning t.id, t.project_id, t.parent_id, 1 as children,
"""
    + _DIFFERENCE
)

_UPDATE: LiteralString = (
    """
update task t
   set status_id = r.status_id, status_type = r.status_type, title = r.title,
       description = coalesce(r.description, t.description), priority = r.priority, labels = r.labels,
       starts_on = r.starts_on, due_on = r.due_on, estimate_hours = r.estimate_hours, rank = r.rank,
       waiting_for = r.waiting_for, waiting_since = r.waiting_since, waiting_by = r.waiting_by,
       started_at = r.started_at, closed_at = r.closed_at, version = t.version + 1
  from jsonb_to_recordset(%(rows)s) as r (
         id uuid, status_id uuid, status_type text, title text, description text, priority text, labels text[],
         starts_on date, due_on date, estimate_hours numeric, waiting_for text, waiting_since timestamptz,
         waiting_by uuid, rank text, started_at timestamptz, closed_at timestamptz)
 where t.workspace_id = %(workspace)s and t.id = r.id
returning t.id, t.project_id, t.parent_id, 0 as children,
"""
    + _DIFFERENCE
)

"""Tasks of key results that wait, and who could set them free: for the talk about what is in the way."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.schemas.common import Ref
from headway.rituals.queries.teams import goal_links
from headway.rituals.schemas.meetings import HeldUp, WaitsFor
from headway.work.queries.common import asking, people
from headway.work.rules.tasks import label
from headway.work.schemas.common import TaskRef

MOST = 20


async def held_up(ctx: Ctx, key_results: Collection[UUID]) -> list[HeldUp]:
    """Open tasks of these key results that wait for another task or for something outside, the first due first.

    Private projects are no matter for a meeting: they are left out, whoever asks. A blocker that the caller may not see
    is counted. Four statements for any number, none for no key results.
    """
    if not key_results:
        return []
    rows = await db.rows(ctx, _Row, _HELD, workspace=ctx.workspace.id, ids=list(key_results), zone=ctx.workspace.zone,
                         limit=MOST)  # fmt: skip
    if not rows:
        return []
    blockers = await _blockers(ctx, [row.id for row in rows])
    named = await people(ctx, [who for one in [*rows, *blockers] for who in one.assignees])
    refs = {id_: Ref(id_, person.name) for id_, person in named.items()}
    goals = await goal_links(ctx, (row.key_result_id for row in rows))
    made = _Made(ctx, refs)
    return [
        HeldUp(
            task=made.task(row),
            key_result=goals[row.key_result_id],
            people=made.people(row),
            due_on=row.due_on,
            since=row.since,
            waiting_for=row.waiting_for,
            waits_for=[made.waits_for(one) for one in blockers if one.blocked_id == row.id and one.seen],
            hidden=sum(one.blocked_id == row.id and not one.seen for one in blockers),
        )
        for row in rows
    ]


class _Task(Struct, frozen=True, kw_only=True):
    id: UUID
    number: int
    title: str
    due_on: date | None
    assignees: list[UUID]


class _Row(_Task, frozen=True, kw_only=True):
    key_result_id: UUID
    waiting_for: str
    since: date | None


class _Blocker(_Task, frozen=True, kw_only=True):
    blocked_id: UUID
    seen: bool


class _Made:
    """Rows in words, for one reader."""

    def __init__(self, ctx: Ctx, named: dict[UUID, Ref]) -> None:
        self._prefix, self._named = ctx.workspace.key_prefix, named

    def task(self, row: _Task) -> TaskRef:
        return TaskRef(row.id, label(self._prefix, row.number), row.title)

    def people(self, row: _Task) -> list[Ref]:
        return [self._named[one] for one in row.assignees if one in self._named]

    def waits_for(self, row: _Blocker) -> WaitsFor:
        return WaitsFor(task=self.task(row), people=self.people(row), due_on=row.due_on)


async def _blockers(ctx: Ctx, ids: Sequence[UUID]) -> list[_Blocker]:
    return await db.rows(ctx, _Blocker, _BLOCKERS, **asking(ctx), ids=list(ids))


# From the few tasks that wait up to what is linked, rather than down from it: a project may have thousands. Below what
# is closed nothing is looked at, so the way ends there.
_HELD = """
with recursive linked as (
  select l.key_result_id, l.task_id, l.project_id, coalesce(l.project_id, t.project_id) as home
    from work_link l
    left join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
   where l.workspace_id = %(workspace)s and l.key_result_id = any (%(ids)s)
), held as (
  select t.id, t.parent_id, t.project_id
    from project p
    join task t on t.workspace_id = p.workspace_id and t.project_id = p.id
   where p.workspace_id = %(workspace)s and p.id in (select home from linked) and not p.private
     and p.archived_at is null and p.state in ('planned', 'active')
     and t.deleted_at is null and t.status_type in ('open', 'active')
     and (t.waiting_for <> '' or exists (
            select from task_dependency d
             where d.workspace_id = t.workspace_id and d.blocked_id = t.id and d.open))
), way as (
  select id, id as at, parent_id, project_id from held
  union all
  select w.id, t.id, t.parent_id, w.project_id
    from way w join task t on t.workspace_id = %(workspace)s and t.id = w.parent_id
   where t.deleted_at is null and t.status_type in ('open', 'active')
), serving as (
  select distinct on (w.id) w.id, l.key_result_id
    from way w
    join linked l on l.task_id = w.at or (l.project_id = w.project_id and w.parent_id is null)
   order by w.id, array_position(%(ids)s::uuid[], l.key_result_id)
)
select t.id, t.number, t.title, t.due_on, s.key_result_id, t.waiting_for,
       (select least(min(d.created_at), t.waiting_since) at time zone %(zone)s from task_dependency d
         where d.workspace_id = t.workspace_id and d.blocked_id = t.id and d.open)::date as since,
       array(select a.member_id from task_assignee a
              where a.workspace_id = t.workspace_id and a.task_id = t.id order by 1) as assignees
  from serving s join task t on t.workspace_id = %(workspace)s and t.id = s.id
 order by t.due_on nulls last, t.number
 limit %(limit)s
"""

_BLOCKERS = """
select d.blocked_id, v.id is not null as seen, t.id, t.number, t.title, t.due_on,
       array(select a.member_id from task_assignee a
              where a.workspace_id = t.workspace_id and a.task_id = t.id and v.id is not null order by 1) as assignees
  from task_dependency d
  join task t on t.workspace_id = d.workspace_id and t.id = d.blocker_id
  left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
 where d.workspace_id = %(workspace)s and d.blocked_id = any (%(ids)s) and d.open
 order by t.due_on nulls last, t.number
"""

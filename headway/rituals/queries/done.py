"""What a week has brought: tasks that were finished, and numbers that moved, with their causes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import Names, viewer, visible_objectives
from headway.goals.rules.changes import label as goal_label
from headway.goals.schemas.common import Ref
from headway.rituals.rules.weeks import Week, instants
from headway.rituals.schemas.weeks import FinishedOut, MovedNumber
from headway.work.queries import tasks as work
from headway.work.queries.common import asking, people
from headway.work.queries.serves import served_by_tasks
from headway.work.rules.tasks import label
from headway.work.schemas.common import ProjectRef

MOST = 40
SETTLED = 1e-9  # a number that came back to where it was has not moved


class _Finished(Struct, frozen=True):
    id: UUID
    commitment_id: UUID | None
    win_id: UUID | None
    total: int


async def finished(ctx: Ctx, team: UUID, week: Week) -> tuple[list[FinishedOut], int]:
    """Tasks closed in the week, newest first, and how many: committed to, of the team's projects, or by its people."""
    start, end = instants(week, ctx.workspace.zone)
    rows = await db.rows(ctx, _Finished, _FINISHED, **asking(ctx), team=team, start=start, end=end, limit=MOST)
    if not rows:
        return [], 0
    tasks = {task.id: task for task in await work.facts(ctx, [row.id for row in rows])}
    serves = await served_by_tasks(ctx, list(tasks.values()))
    names = await people(ctx, (one for task in tasks.values() for one in task.assignees))
    found = [
        FinishedOut(
            id=task.id,
            label=label(ctx.workspace.key_prefix, task.number),
            title=task.title,
            project=ProjectRef(task.project_id, task.project_title),
            people=[Ref(one, names[one].name) for one in task.assignees if one in names],
            serves=serves.get(task.id, []),
            closed_at=task.closed_at or start,
            commitment_id=row.commitment_id,
            win_id=row.win_id,
        )
        for row in rows
        if (task := tasks.get(row.id)) is not None
    ]
    return found, rows[0].total


async def key_results_of(ctx: Ctx, team: UUID, week: Week) -> list[UUID]:
    """The key results that are a team's in a week: of its objectives, or its own, in cycles that the week touches.

    Only those the caller may see; neither dropped ones nor those of drafts.
    """
    return await db.column(
        ctx,
        SQL(
            """
            select k.id
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
             where {visible} and coalesce(k.team_id, o.team_id) = %(team)s and o.state = 'active'
               and k.state = 'active' and c.starts_on <= %(last)s and c.ends_on >= %(first)s
             order by o.rank, o.id, k.rank, k.id
            """
        ).format(visible=visible_objectives(ctx)),
        team=team,
        first=week.first,
        last=week.last,
        **viewer(ctx),
    )


class _Moved(Struct, frozen=True, kw_only=True):
    id: UUID
    number: int
    title: str
    unit: str
    kind: str
    old: float | None
    new: float | None
    old_value: float | None
    new_value: float | None
    times: int
    at: datetime
    actor_id: UUID | None
    actor_name: str | None
    cause: dict[str, Any] | None


async def moved(ctx: Ctx, key_results: Collection[UUID], week: Week, names: Names) -> list[MovedNumber]:
    """Those of these key results whose number ended the week elsewhere than it began, the farthest first.

    The caller has made sure that the reader may see them; a cause they may not see has no name and no person.
    """
    if not key_results:
        return []
    start, end = instants(week, ctx.workspace.zone)
    rows = await db.rows(ctx, _Moved, _MOVED, workspace=ctx.workspace.id, ids=list(key_results), start=start, end=end)
    rows = [row for row in rows if abs((row.new or 0.0) - (row.old or 0.0)) > SETTLED]
    await names.nameable([(row.cause["subject"], UUID(row.cause["subject_id"])) for row in rows if row.cause])
    found = [_out(row, names) for row in rows]
    return sorted(found, key=lambda one: -abs((one.new or 0.0) - (one.old or 0.0)))


def _out(row: _Moved, names: Names) -> MovedNumber:
    cause = names.cause(row.cause)
    hidden = cause is not None and cause.id is None
    return MovedNumber(
        id=row.id,
        label=goal_label("key_result", row.number),
        title=row.title,
        unit=row.unit,
        kind=row.kind,
        old=row.old,
        new=row.new,
        old_value=row.old_value,
        new_value=row.new_value,
        times=row.times,
        at=row.at,
        person=None if row.actor_id is None or row.actor_name is None or hidden else Ref(row.actor_id, row.actor_name),
        cause=cause,
    )


_FINISHED = """
select t.id,
       (select c.id from commitment c
         where c.workspace_id = t.workspace_id and c.task_id = t.id and c.team_id = %(team)s and c.removed_at is null
         order by c.id desc limit 1) as commitment_id,
       (select v.id from win v
         where v.workspace_id = t.workspace_id and v.task_id = t.id and v.team_id = %(team)s and v.removed_at is null
         order by v.id limit 1) as win_id,
       count(*) over ()::integer as total
  from task t
  join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
  join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = p.id
 where t.workspace_id = %(workspace)s and t.closed_at >= %(start)s and t.closed_at < %(end)s
   and t.status_type = 'done' and t.deleted_at is null
   and (p.team_id = %(team)s
        or exists (select from commitment c
                    where c.workspace_id = t.workspace_id and c.task_id = t.id and c.team_id = %(team)s
                      and c.removed_at is null)
        or exists (select from task_assignee a
                     join team_member tm on tm.workspace_id = a.workspace_id and tm.member_id = a.member_id
                                        and tm.team_id = %(team)s
                    where a.workspace_id = t.workspace_id and a.task_id = t.id))
 order by t.closed_at desc, t.id
 limit %(limit)s
"""

# What was known at the two ends of the week: values count from when they were recorded, corrected ones do not; before
# the first value there is the baseline.
_MOVED = """
with move as (
  select e.subject_id, count(*)::integer as times, max(e.recorded_at) as at,
         (array_agg((e.data ->> 'old')::float8 order by e.id))[1] as old,
         (array_agg((e.data ->> 'new')::float8 order by e.id desc))[1] as new,
         (array_agg(e.actor_id order by e.id desc))[1] as actor_id,
         (array_agg(e.data -> 'cause' order by e.id desc))[1] as cause
    from event e
   where e.workspace_id = %(workspace)s and e.subject_id = any (%(ids)s) and e.kind = 'progress.changed'
     and e.recorded_at >= %(start)s and e.recorded_at < %(end)s
     and e.data -> 'old' is distinct from e.data -> 'new'
   group by e.subject_id
)
select k.id, k.number, k.title, m.unit, m.kind, move.old, move.new, coalesce(was.value, m.start)::float8 as old_value,
       now.value::float8 as new_value, move.times, move.at, move.actor_id, p.name as actor_name, move.cause
  from move
  join key_result k on k.workspace_id = %(workspace)s and k.id = move.subject_id
  join metric m on m.workspace_id = k.workspace_id and m.id = k.id
  left join member p on p.workspace_id = k.workspace_id and p.id = move.actor_id
  left join lateral (
    select x.value from measurement x
     where x.workspace_id = k.workspace_id and x.metric_id = k.id and x.kind = 'value' and x.recorded_at < %(start)s
       and not exists (select from measurement y where y.workspace_id = x.workspace_id and y.corrects = x.id)
     order by x.effective_at desc, x.id desc limit 1) as was on true
  left join lateral (
    select x.value from measurement x
     where x.workspace_id = k.workspace_id and x.metric_id = k.id and x.kind = 'value' and x.recorded_at < %(end)s
       and not exists (select from measurement y where y.workspace_id = x.workspace_id and y.corrects = x.id)
     order by x.effective_at desc, x.id desc limit 1) as now on true
"""

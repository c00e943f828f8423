"""Lines of sight: from a task up to the company priority it serves, from a priority down to tasks and people.

Both walk the graph of progress, which knows every link, and name only what the caller may see.
"""

from collections.abc import Sequence
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries import visible
from headway.goals.rules.changes import label as goal_label
from headway.organisation.schemas import PersonRef
from headway.progress.rules.display import percent
from headway.work.queries import tasks
from headway.work.queries.common import asking, people
from headway.work.rules.lines import heights
from headway.work.rules.tasks import label
from headway.work.schemas.common import TaskRef
from headway.work.schemas.lines import (
    Bond,
    BondRow,
    Contributor,
    ContributorRow,
    Contributors,
    LineOfSight,
    SightKind,
    SightNode,
    SightRow,
    Step,
    StepRow,
    StepsDown,
)

DEEPEST = 30
MOST_STEPS = 300


async def line_of_sight(ctx: Ctx, task_id: UUID) -> LineOfSight:
    """The task, what it is part of, and every goal above, lowest first. Raises NotFound."""
    task = await tasks.one(ctx, task_id)
    bonds = await _bonds_up(ctx, task_id)
    ids = list(dict.fromkeys([task_id, *(end for bond in bonds for end in (bond.child_id, bond.parent_id))]))
    rows = await _named(ctx, ids)
    names = await people(ctx, (one for row in rows for one in row.people))
    up = heights(task_id, [(bond.child_id, bond.parent_id) for bond in bonds])
    rows.sort(key=lambda row: (up[row.id], row.title or "", str(row.id)))
    keys = {row.id: str(row.id) if row.seen else f"hidden-{place}" for place, row in enumerate(rows)}
    nodes = [_sight(ctx, row, names, key=keys[row.id], height=up[row.id]) for row in rows]
    return LineOfSight(
        task=TaskRef(task.id, label(ctx.workspace.key_prefix, task.number), task.title),
        serves=any(node.kind in {"key_result", "objective"} for node in nodes),
        nodes=nodes,
        bonds=[
            Bond(
                child=keys[bond.child_id],
                parent=keys[bond.parent_id],
                kind=bond.kind,
                weight=bond.weight,
                share=bond.share,
            )
            for bond in bonds
            if bond.child_id in keys and bond.parent_id in keys
        ],
        priorities=list(dict.fromkeys(node.priority for node in reversed(nodes) if node.priority)),
    )


async def steps_down(ctx: Ctx, kind: SightKind, subject_id: UUID) -> StepsDown:
    """What hangs directly on an objective, key result, project or task. Raises NotFound."""
    subject = next((row for row in await _named(ctx, [subject_id]) if row.seen and row.subject == kind), None)
    if subject is None:
        raise NotFound
    goal = kind in {"objective", "key_result"}
    rows = await db.rows(
        ctx,
        StepRow,
        _GOALS_DOWN.format(visible=visible.objectives(ctx)) if goal else _WORK_DOWN,
        **asking(ctx),
        viewer=ctx.actor.member,
        id=subject_id,
        project=kind == "project",
        most=MOST_STEPS + 1,
    )
    shown = [row for row in rows[:MOST_STEPS] if row.seen]
    names = await people(ctx, (one for row in shown for one in row.people))
    return StepsDown(
        kind=kind,
        id=subject_id,
        title=subject.title or "",
        items=[_step(ctx, row, names) for row in shown],
        hidden=sum(not row.seen for row in rows),
        more=len(rows) > MOST_STEPS,
    )


async def contributors(ctx: Ctx, objective_id: UUID) -> Contributors:
    """Who stands behind an objective: owners of goals at and below it, leads and those on its tasks.

    Raises NotFound.
    """
    if not any(row.seen and row.subject == "objective" for row in await _named(ctx, [objective_id])):
        raise NotFound
    rows = await db.rows(
        ctx,
        ContributorRow,
        _CONTRIBUTORS.format(visible=visible.objectives(ctx)),
        **asking(ctx),
        viewer=ctx.actor.member,
        id=objective_id,
    )
    names = await people(ctx, (row.member_id for row in rows))
    return Contributors(
        items=[
            Contributor(
                person=names[row.member_id],
                objectives=row.objectives,
                key_results=row.key_results,
                projects=row.projects,
                tasks_open=row.tasks_open,
                tasks_done=row.tasks_done,
            )
            for row in rows
            if row.member_id in names
        ]
    )


async def _bonds_up(ctx: Ctx, task_id: UUID) -> list[BondRow]:
    return await db.rows(ctx, BondRow, _UP, workspace=ctx.workspace.id, id=task_id, deepest=DEEPEST)


async def _named(ctx: Ctx, ids: Sequence[UUID]) -> list[SightRow]:
    """The things of a line by id, named as far as the caller may see them."""
    return await db.rows(
        ctx,
        SightRow,
        _NAMED.format(visible=visible.objectives(ctx)),
        **asking(ctx),
        viewer=ctx.actor.member,
        ids=list(ids),
    )


def _label(ctx: Ctx, row: SightRow) -> str:
    if row.number is None:
        return ""
    if row.subject in {"objective", "key_result"}:
        return goal_label("objective" if row.subject == "objective" else "key_result", row.number)
    return label(ctx.workspace.key_prefix if row.subject == "task" else "P", row.number)


def _sight(ctx: Ctx, row: SightRow, names: dict[UUID, PersonRef], *, key: str, height: int) -> SightNode:
    owner = next((names[one] for one in row.people if one in names), None)
    return SightNode(
        key=key,
        kind=row.subject,
        id=row.id if row.seen else None,
        label=_label(ctx, row) if row.seen else "",
        title=(row.title or "") if row.seen else "",
        hidden=not row.seen,
        progress=row.raw,
        display="" if row.raw is None else percent(row.raw),
        team=row.team if row.seen else None,
        owner=owner if row.seen else None,
        priority=(row.priority or "") if row.seen else "",
        height=height,
    )


def _step(ctx: Ctx, row: StepRow, names: dict[UUID, PersonRef]) -> Step:
    return Step(
        kind=row.subject,
        id=row.id,
        label=_label(ctx, row),
        title=row.title or "",
        bond=row.kind,
        state=row.state or "",
        progress=row.raw,
        display="" if row.raw is None else percent(row.raw),
        share=row.share,
        people=[names[one] for one in row.people if one in names],
        due_on=row.due_on,
        below=row.below,
    )


# Upwards: the task in its parents and its project, then the graph from each of them that is linked.
_UP = """
with recursive inside (child_id, parent_id, kind, up) as (
  select t.id, coalesce(t.parent_id, t.project_id), 'inside', 0
    from task t where t.workspace_id = %(workspace)s and t.id = %(id)s
  union all
  select t.id, coalesce(t.parent_id, t.project_id), 'inside', inside.up + 1
    from inside join task t on t.workspace_id = %(workspace)s and t.id = inside.parent_id
), goals (child_id, parent_id, kind, up) as (
  select e.child_id, e.parent_id, e.kind, 0
    from (select %(id)s::uuid as id union select parent_id from inside) as start
    join edge e on e.workspace_id = %(workspace)s and e.child_id = start.id
  union
  select e.child_id, e.parent_id, e.kind, goals.up + 1
    from goals join edge e on e.workspace_id = %(workspace)s and e.child_id = goals.parent_id
   where goals.up < %(deepest)s
), bonds as (
  select distinct child_id, parent_id, kind from inside
  union
  select distinct child_id, parent_id, kind from goals
)
select b.child_id, b.parent_id, b.kind, coalesce(e.weight, 1) as weight,
       case when e.counted and n.active and n.counted is not null and up.weight_sum > 0
            then e.weight / up.weight_sum end as share
  from bonds b
  left join edge e on b.kind <> 'inside' and e.workspace_id = %(workspace)s and e.child_id = b.child_id
                  and e.parent_id = b.parent_id
  left join node n on n.workspace_id = %(workspace)s and n.id = e.child_id
  left join node up on up.workspace_id = %(workspace)s and up.id = e.parent_id
"""

_NAMED = SQL(
    """
    select w.id,
           case when t.id is not null then 'task' when p.id is not null then 'project' else n.subject end as subject,
           coalesce(t.number, p.number, k.number, o.number) as number,
           coalesce(t.title, p.title, k.title, o.title) as title, o.priority,
           coalesce(t.status_type, p.state, k.state, o.state) as state, team.name as team,
           array_remove(array[p.lead_id, k.owner_id, case when k.id is null then o.owner_id end]
             || array(select a.member_id from task_assignee a
                       where a.workspace_id = %(workspace)s and a.task_id = t.id order by 1), null) as people,
           coalesce(t.due_on, p.due_on) as due_on,
           case when t.id is not null then
                  progress_work(t.leaves, t.leaves_done, t.leaves_estimated, t.hours, t.hours_done)
                when p.id is not null then
                  progress_work(p.leaves, p.leaves_done, p.leaves_estimated, p.hours, p.hours_done)
                else n.raw end as raw,
           v.id is not null or coalesce({visible}, false) as seen
      from unnest(%(ids)s::uuid[]) as w (id)
      left join task t on t.workspace_id = %(workspace)s and t.id = w.id and t.deleted_at is null
      left join project p on p.workspace_id = %(workspace)s and p.id = w.id
      left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = coalesce(t.project_id, p.id)
      left join node n on n.workspace_id = %(workspace)s and n.id = w.id
      left join key_result k on k.workspace_id = %(workspace)s and k.id = w.id
      left join objective o on o.workspace_id = %(workspace)s and o.id = coalesce(k.objective_id, w.id)
      left join team on team.workspace_id = %(workspace)s and team.id = coalesce(p.team_id, k.team_id, o.team_id)
     where t.id is not null or p.id is not null or n.id is not null
    """
)

_GOALS_DOWN = SQL(
    """
    select n.id, n.subject, coalesce(t.number, p.number, k.number, o.number) as number,
           coalesce(t.title, p.title, k.title, o.title) as title, o.priority,
           coalesce(t.status_type, p.state, k.state, o.state) as state, null::text as team,
           array_remove(array[p.lead_id, k.owner_id, case when k.id is null then o.owner_id end]
             || array(select a.member_id from task_assignee a
                       where a.workspace_id = %(workspace)s and a.task_id = t.id order by 1), null) as people,
           coalesce(t.due_on, p.due_on) as due_on, n.raw,
           v.id is not null or coalesce({visible}, false) as seen, e.kind,
           case when e.counted and n.active and n.counted is not null and up.weight_sum > 0
                then e.weight / up.weight_sum end as share,
           case when t.id is not null then t.subtasks when p.id is not null then p.tasks
                else (select count(*) from edge down
                       where down.workspace_id = %(workspace)s and down.parent_id = n.id)::integer end as below
      from node up
      join edge e on e.workspace_id = %(workspace)s and e.parent_id = up.id
      join node n on n.workspace_id = %(workspace)s and n.id = e.child_id
      left join task t on t.workspace_id = %(workspace)s and t.id = n.id
      left join project p on p.workspace_id = %(workspace)s and p.id = n.id
      left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = coalesce(t.project_id, p.id)
      left join key_result k on k.workspace_id = %(workspace)s and k.id = n.id
      left join objective o on o.workspace_id = %(workspace)s and o.id = coalesce(k.objective_id, n.id)
     where up.workspace_id = %(workspace)s and up.id = %(id)s
     order by case e.kind when 'measures' then 0 when 'cascade' then 1 when 'contributes' then 2 when 'supports' then 3
                          else 4 end, e.weight desc, number, n.id
     limit %(most)s
    """
)

_WORK_DOWN = SQL(
    """
    select t.id, 'task' as subject, t.number, t.title, null::text as priority, t.status_type as state,
           null::text as team,
           array(select a.member_id from task_assignee a
                  where a.workspace_id = %(workspace)s and a.task_id = t.id order by 1) as people,
           t.due_on, progress_work(t.leaves, t.leaves_done, t.leaves_estimated, t.hours, t.hours_done) as raw,
           true as seen, 'inside' as kind, null::double precision as share, t.subtasks as below
      from task t
     where t.workspace_id = %(workspace)s and t.deleted_at is null
       and case when %(project)s then t.project_id = %(id)s and t.parent_id is null else t.parent_id = %(id)s end
     order by t.rank, t.id
     limit %(most)s
    """
)

_CONTRIBUTORS = SQL(
    """
    with recursive down (id) as (
      select %(id)s::uuid
      union
      select e.child_id from down join edge e on e.workspace_id = %(workspace)s and e.parent_id = down.id
    ), seen_goals as (
      select o.id, null::uuid as key_result_id, o.owner_id
        from down join objective o on o.id = down.id where {visible}
      union all
      select o.id, k.id, k.owner_id
        from down
        join key_result k on k.workspace_id = %(workspace)s and k.id = down.id
        join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
       where {visible}
    ), inside (id) as (
      select t.id
        from down
        join task t on t.workspace_id = %(workspace)s and t.deleted_at is null
                   and (t.id = down.id or t.project_id = down.id)
      union
      select t.id
        from inside join task t on t.workspace_id = %(workspace)s and t.parent_id = inside.id and t.deleted_at is null
    ), parts as (
      select owner_id as member_id, (key_result_id is null)::integer as objectives,
             (key_result_id is not null)::integer as key_results, 0 as projects, 0 as tasks_open, 0 as tasks_done
        from seen_goals where owner_id is not null
      union all
      select p.lead_id, 0, 0, 1, 0, 0
        from down
        join project p on p.workspace_id = %(workspace)s and p.id = down.id and p.lead_id is not null
        join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = p.id
      union all
      select a.member_id, 0, 0, 0, (t.status_type in ('open', 'active'))::integer, (t.status_type = 'done')::integer
        from inside
        join task t on t.workspace_id = %(workspace)s and t.id = inside.id
        join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
        join task_assignee a on a.workspace_id = %(workspace)s and a.task_id = t.id
    )
    select member_id, sum(objectives)::integer as objectives, sum(key_results)::integer as key_results,
           sum(projects)::integer as projects, sum(tasks_open)::integer as tasks_open,
           sum(tasks_done)::integer as tasks_done
      from parts
     group by member_id
     order by 5 desc, 6 desc, 2 desc, 3 desc, member_id
     limit 500
    """
)

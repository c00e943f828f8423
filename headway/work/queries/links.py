"""Links between work and key results, read from either end. What may not be named is counted."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.access import can_edit_key_result
from headway.goals.queries import visible
from headway.goals.schemas.common import GoalRef
from headway.organisation.schemas import PersonRef
from headway.work.queries.common import asking, count_out, people
from headway.work.rules.tasks import label
from headway.work.schemas.links import (
    Goal,
    HiddenWork,
    KeyResultWork,
    LinkRow,
    Overlap,
    ServedRow,
    WorkItemOut,
    WorkItemRow,
)
from headway.work.schemas.projects import ServedOut

# The part of the key result's number that a linked piece of work carries, as progress shares it out.
_SHARE = SQL(
    """case when e.counted and n.active and n.counted is not null and up.weight_sum > 0
            then e.weight / up.weight_sum end"""
)


async def goal(ctx: Ctx, key_result_id: UUID) -> Goal:
    """A key result the caller may see, for linking. Raises NotFound."""
    statement = SQL(
        """
        select kr.id, kr.number, kr.title, m.kind, kr.state as key_result_state,
               coalesce(kr.owner_id = %(viewer)s, false) as mine, o.state, {standing}
          from key_result kr
          join objective o on o.workspace_id = kr.workspace_id and o.id = kr.objective_id
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
          join metric m on m.workspace_id = kr.workspace_id and m.id = kr.id
         where kr.workspace_id = %(workspace)s and kr.id = %(id)s and {visible}
        """
    ).format(standing=visible.STANDING, visible=visible.objectives(ctx))
    return await db.one(ctx, Goal, statement, **visible.viewer(ctx), id=key_result_id)


async def link(ctx: Ctx, link_id: UUID) -> LinkRow:
    """One link, whatever the caller may see of its ends; actions look at both. Raises NotFound."""
    return await db.one(
        ctx,
        LinkRow,
        """
        select id, key_result_id, coalesce(task_id, project_id) as item,
               case when task_id is null then 'project' else 'task' end as kind, weight, version
          from work_link
         where workspace_id = %(workspace)s and id = %(id)s
           for no key update
        """,
        workspace=ctx.workspace.id,
        id=link_id,
    )


async def served(
    ctx: Ctx, *, task_id: UUID | None = None, project_id: UUID | None = None
) -> tuple[list[ServedOut], int]:
    """The key results one piece of work is linked to, and how many more the caller may not see."""
    statement = SQL(
        """
        select l.id, l.key_result_id, kr.title, kr.objective_id, o.title as objective_title, l.weight,
               {share} as share, l.version, coalesce({visible}, false) as seen
          from work_link l
          left join key_result kr on kr.workspace_id = l.workspace_id and kr.id = l.key_result_id
          left join objective o on o.workspace_id = kr.workspace_id and o.id = kr.objective_id
          left join node n on n.workspace_id = l.workspace_id and n.id = coalesce(l.task_id, l.project_id)
          left join node up on up.workspace_id = l.workspace_id and up.id = l.key_result_id
          left join edge e on e.workspace_id = l.workspace_id and e.child_id = n.id and e.parent_id = up.id
         where l.workspace_id = %(workspace)s
           and (l.task_id = %(task)s::uuid or l.project_id = %(project)s::uuid)
         order by kr.title, l.id
        """
    ).format(share=_SHARE, visible=visible.objectives(ctx))
    rows = await db.rows(ctx, ServedRow, statement, **visible.viewer(ctx), task=task_id, project=project_id)
    return [_served_out(row) for row in rows if row.seen], sum(not row.seen for row in rows)


async def work_of(ctx: Ctx, key_result_id: UUID) -> KeyResultWork:
    """All work linked to a key result; what the caller may not see is counted only. Raises NotFound."""
    found = await goal(ctx, key_result_id)
    may = edits_goal(ctx, found) and found.key_result_state != "dropped" and not found.closed
    rows = await db.rows(ctx, WorkItemRow, _ITEMS, **asking(ctx), id=key_result_id)
    shown = [row for row in rows if row.seen]
    names = await people(ctx, (one for row in shown for one in row.assignees))
    return KeyResultWork(
        key_result=GoalRef(key_result_id, found.title),
        counts=found.kind == "work",
        items=[_item(ctx, row, names, may=may) for row in shown],
        hidden=_hidden([row for row in rows if not row.seen]),
        can_link=may,
    )


def edits_goal(ctx: Ctx, goal: Goal) -> bool:
    """Whether the caller may edit the key result itself, by the table of the room goals."""
    if ctx.actor.kind == "system":
        return True
    return can_edit_key_result(ctx.actor, visible.standing_of(goal), owns=goal.mine)


async def overlaps(ctx: Ctx, *, tasks: Sequence[UUID] = (), projects: Sequence[UUID] = ()) -> list[Overlap]:
    """Every pair of linked pieces of work of which one is inside the other at the same key result.

    Looked for from `tasks` (each against everything above and below it) and from `projects` (against all inside).
    Deleted tasks do not count. One row per pair: the one of the two that was not given.
    """
    return await db.rows(
        ctx,
        Overlap,
        _OVERLAPS.format(visible=visible.objectives(ctx)),
        **asking(ctx),
        viewer=ctx.actor.member,
        tasks=list(tasks),
        projects=list(projects),
    )


def _served_out(row: ServedRow) -> ServedOut:
    return ServedOut(
        id=row.id,
        key_result_id=row.key_result_id,
        title=row.title or "",
        objective_id=row.objective_id or row.key_result_id,
        objective_title=row.objective_title or "",
        weight=row.weight,
        share=row.share,
        version=row.version,
    )


def _item(ctx: Ctx, row: WorkItemRow, names: dict[UUID, PersonRef], *, may: bool) -> WorkItemOut:
    return WorkItemOut(
        id=row.id,
        kind=row.kind,
        item_id=row.item_id,
        label=label(ctx.workspace.key_prefix if row.kind == "task" else "P", row.number),
        title=row.title,
        state=row.state,
        people=[names[one] for one in row.assignees if one in names],
        due_on=row.due_on,
        weight=row.weight,
        share=row.share,
        counted=count_out(row, tasks=row.tasks),
        version=row.version,
        can_edit=may,
    )


def _hidden(rows: list[WorkItemRow]) -> HiddenWork:
    shares = [row.share for row in rows if row.share is not None]
    return HiddenWork(
        items=len(rows),
        leaves=sum(row.leaves for row in rows if row.tasks),
        done=sum(row.leaves_done for row in rows if row.tasks),
        share=sum(shares) if shares else None,
    )


# It starts from the graph, which stands under no guest floor, so that what is hidden is counted for everybody alike.
_ITEMS = SQL(
    """
    select l.id, n.subject as kind, n.id as item_id, coalesce(t.number, p.number, 0) as number,
           coalesce(t.title, p.title, '') as title, coalesce(t.status_type, p.state, '') as state,
           coalesce(t.due_on, p.due_on) as due_on,
           case when n.subject = 'task' then array(
                  select a.member_id from task_assignee a
                   where a.workspace_id = %(workspace)s and a.task_id = n.id order by 1)
                else array_remove(array[p.lead_id], null) end as assignees,
           l.weight, {share} as share, n.work_leaves as leaves, n.work_done as leaves_done,
           n.work_estimated as leaves_estimated, n.work_hours::float8 as hours,
           n.work_hours_done::float8 as hours_done, coalesce(p.tasks, 1) as tasks, l.version, v.id is not null as seen
      from node up
      join edge e on e.workspace_id = %(workspace)s and e.parent_id = up.id
      join node n on n.workspace_id = %(workspace)s and n.id = e.child_id and n.mode = 'work'
      join work_link l on l.workspace_id = %(workspace)s and l.key_result_id = up.id
                      and coalesce(l.task_id, l.project_id) = n.id
      left join task t on t.workspace_id = %(workspace)s and t.id = l.task_id
      left join project p on p.workspace_id = %(workspace)s and p.id = l.project_id
      left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = coalesce(t.project_id, p.id)
     where up.workspace_id = %(workspace)s and up.id = %(id)s
     order by n.subject, number, l.id
    """
).format(share=_SHARE)

_OVERLAPS = SQL(
    """
    with pair (key_result_id, kind, item, project_id) as (
      select upper.key_result_id, 'task', case when above.id = given.id then inside.id else above.id end, t.project_id
        from unnest(%(tasks)s::uuid[]) as given (id)
        cross join lateral work_below(%(workspace)s, given.id) as inside
        join task t on t.workspace_id = %(workspace)s and t.id = inside.id and t.deleted_at is null
        join work_link l on l.workspace_id = %(workspace)s and l.task_id = inside.id
        cross join lateral work_above(%(workspace)s, inside.id) as above
        join work_link upper on upper.workspace_id = %(workspace)s and upper.task_id = above.id
                            and upper.key_result_id = l.key_result_id and above.id <> inside.id
      union
      select upper.key_result_id, 'project', t.project_id, t.project_id
        from unnest(%(tasks)s::uuid[]) as given (id)
        cross join lateral work_below(%(workspace)s, given.id) as inside
        join task t on t.workspace_id = %(workspace)s and t.id = inside.id and t.deleted_at is null
        join work_link l on l.workspace_id = %(workspace)s and l.task_id = inside.id
        join work_link upper on upper.workspace_id = %(workspace)s and upper.project_id = t.project_id
                            and upper.key_result_id = l.key_result_id
      union
      select upper.key_result_id, 'task', t.id, t.project_id
        from work_link upper
        join work_link l on l.workspace_id = %(workspace)s and l.key_result_id = upper.key_result_id
        join task t on t.workspace_id = %(workspace)s and t.id = l.task_id and t.project_id = upper.project_id
                   and t.deleted_at is null
       where upper.workspace_id = %(workspace)s and upper.project_id = any (%(projects)s)
    )
    select p.kind, coalesce(t.number, project.number, 0) as number,
           case when v.id is not null then coalesce(t.title, project.title) end as title,
           case when {visible} then kr.title end as key_result
      from pair p
      left join task t on p.kind = 'task' and t.workspace_id = %(workspace)s and t.id = p.item
      left join project on project.workspace_id = %(workspace)s and project.id = p.project_id
      left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = p.project_id
      left join key_result kr on kr.workspace_id = %(workspace)s and kr.id = p.key_result_id
      left join objective o on o.workspace_id = %(workspace)s and o.id = kr.objective_id
     order by 1, 2
     limit 10
    """
)

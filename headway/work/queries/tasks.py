"""One task, with everything around it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.organisation.schemas import PersonRef
from headway.work.access import task_can
from headway.work.queries import activity, dependencies, links
from headway.work.queries.common import asking, count_out, people
from headway.work.queries.projects import statuses
from headway.work.queries.table import children
from headway.work.rules.tasks import label
from headway.work.schemas.common import ProjectRef, TaskRef
from headway.work.schemas.tasks import TaskDetail, TaskFacts, TaskFull


async def facts(ctx: Ctx, ids: Sequence[UUID], *, for_update: bool = False) -> list[TaskFacts]:
    """Those of `ids` the caller may see, deleted ones too, locked in order of id if they will be written."""
    statement = _FACTS + SQL(" for no key update of t") if for_update else _FACTS + SQL("")
    return await db.rows(ctx, TaskFacts, statement, **asking(ctx), ids=list(ids))


async def one(ctx: Ctx, task_id: UUID, *, for_update: bool = False, deleted: bool = False) -> TaskFacts:
    """One task the caller may see. Raises NotFound, for a deleted one too unless `deleted` asks for those."""
    found = await facts(ctx, [task_id], for_update=for_update)
    if not found or (found[0].deleted_at is not None) != deleted:
        raise NotFound
    return found[0]


async def topmost(ctx: Ctx, ids: Sequence[UUID]) -> set[UUID]:
    """Those of the tasks that are below none of the others."""
    found = await db.column(
        ctx,
        """
        select given.id
          from unnest(%(ids)s::uuid[]) as given (id)
         where not exists (select from work_above(%(workspace)s, given.id) as above
                            where above.up > 0 and above.id = any (%(ids)s))
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return set(found)


async def full(ctx: Ctx, ids: Sequence[UUID]) -> list[TaskFull]:
    """Tasks as every write returns them, in the order of `ids`: two statements for any number."""
    found = {row.id: row for row in await facts(ctx, ids)}
    return await shown(ctx, [found[one] for one in ids if one in found])


async def shown(ctx: Ctx, rows: Sequence[TaskFacts]) -> list[TaskFull]:
    """Tasks that have been read already, as every write returns them: one statement, for the people."""
    names = await people(ctx, (one for row in rows for one in [*row.assignees, row.created_by, row.waiting_by]))
    return [_full(ctx, row, names) for row in rows]


async def detail(ctx: Ctx, task_id: UUID) -> TaskDetail:
    """A task with its parents, subtasks, links and history. Raises NotFound."""
    row = await one(ctx, task_id)
    above = await db.rows(ctx, _Above, _ABOVE, workspace=ctx.workspace.id, id=task_id)
    columns = await statuses(ctx, [row.project_id])
    below = await children(ctx, task_id)
    served, hidden = await links.served(ctx, task_id=task_id)
    happened = await activity.events_of(ctx, task_id)
    tied = await dependencies.rows(ctx, task_id)
    on_others = [one for other in tied for one in other.assignees]
    actors = [one.actor_id for one in happened]
    names = await people(ctx, [*row.assignees, row.created_by, row.waiting_by, *actors, *on_others])
    prefix = ctx.workspace.key_prefix
    return TaskDetail(
        **_fields(_full(ctx, row, names)),
        project=ProjectRef(row.project_id, row.project_title),
        parents=[TaskRef(one.id, label(prefix, one.number), one.title) for one in above],
        statuses=columns,
        children=below,
        key_results=served,
        hidden_key_results=hidden,
        dependencies=dependencies.shown(ctx, tied, names),
        activity=await activity.told(ctx, happened, names),
    )


class _Above(Struct):
    id: UUID
    number: int
    title: str


def _full(ctx: Ctx, row: TaskFacts, names: dict[UUID, PersonRef]) -> TaskFull:
    return TaskFull(
        id=row.id,
        label=label(ctx.workspace.key_prefix, row.number),
        number=row.number,
        project_id=row.project_id,
        parent_id=row.parent_id,
        status_id=row.status_id,
        status_type=row.status_type,
        title=row.title,
        priority=row.priority,
        labels=row.labels,
        assignees=[names[one] for one in row.assignees if one in names],
        starts_on=row.starts_on,
        due_on=row.due_on,
        estimate_hours=None if row.estimate_hours is None else float(row.estimate_hours),
        subtasks=row.subtasks,
        counted=count_out(row),
        waiting_for=row.waiting_for,
        blockers=row.blockers,
        closed_at=row.closed_at,
        version=row.version,
        description=row.description,
        started_at=row.started_at,
        deleted_at=row.deleted_at,
        created_at=row.created_at,
        created_by=names.get(row.created_by) if row.created_by else None,
        waiting_since=row.waiting_since,
        waiting_by=names.get(row.waiting_by) if row.waiting_by else None,
        sample=row.sample,
        can=task_can(ctx.actor, row.project, archived=row.archived_at is not None, deleted=row.deleted_at is not None),
    )


def _fields(struct: TaskFull) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


_FACTS = SQL(
    """
    select t.id, t.number, t.project_id, t.parent_id, t.status_id, t.status_type, s.name as status_name, t.title,
           t.description, t.priority, t.labels,
           array(select a.member_id from task_assignee a
                  where a.workspace_id = t.workspace_id and a.task_id = t.id order by 1) as assignees,
           t.starts_on, t.due_on, t.estimate_hours, t.waiting_for, t.waiting_since, t.waiting_by,
           {blockers} as blockers, t.rank, t.subtasks, t.leaves, t.leaves_done, t.leaves_estimated,
           t.hours, t.hours_done, t.started_at, t.closed_at, t.deleted_at, t.deleted_with, t.created_by, t.created_at,
           t.sample, t.version, p.title as project_title, p.team_id, p.lead_id, p.created_by as project_created_by,
           p.private, p.archived_at, v.shared, v.team_shared, v.in_team
      from task t
      join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
      join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
      join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = p.id
     where t.workspace_id = %(workspace)s and t.id = any (%(ids)s)
     order by t.id
    """
).format(blockers=dependencies.BLOCKERS)

_ABOVE = """
select t.id, t.number, t.title
  from work_above(%(workspace)s, %(id)s) above
  join task t on t.workspace_id = %(workspace)s and t.id = above.id
 where above.up > 0
 order by above.up desc
"""

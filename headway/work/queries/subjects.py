"""Projects and tasks for the rooms that work with any subject."""

from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.subjects import Audience, Subject, Titled
from headway.work import access
from headway.work.queries import projects
from headway.work.queries.common import asking
from headway.work.rules.tasks import label, number_in
from headway.work.rules.words import patterns


class _Row(Struct):
    id: UUID
    number: int
    title: str
    context: str


class _Admitted(Struct):
    id: UUID
    everyone: bool
    members: list[UUID]


async def _tasks_of(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    """Deleted ones too: what moved a number is named for good."""
    found = await db.rows(ctx, _Row, _TASKS.format(which=_THESE), **asking(ctx), ids=ids, limit=None)
    return [_task(ctx, row) for row in found]


async def _find_tasks(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    found = await db.rows(
        ctx,
        _Row,
        _TASKS.format(which=_MATCHING + _ALIVE),
        **asking(ctx),
        words=patterns(words) or ["%"],
        number=number_in(words, ctx.workspace.key_prefix),
        limit=limit,
    )
    return [_task(ctx, row) for row in found]


async def _projects_of(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    found = await db.rows(ctx, _Row, _PROJECTS.format(which=_THESE), **asking(ctx), ids=ids, limit=None)
    return [_project(row) for row in found]


async def _find_projects(ctx: Ctx, words: str, limit: int) -> list[Titled]:
    found = await db.rows(
        ctx,
        _Row,
        _PROJECTS.format(which=_MATCHING),
        **asking(ctx),
        words=patterns(words) or ["%"],
        number=number_in(words, "P"),
        limit=limit,
    )
    return [_project(row) for row in found]


def _task(ctx: Ctx, row: _Row) -> Titled:
    return Titled(id=row.id, title=row.title, label=label(ctx.workspace.key_prefix, row.number), context=row.context)


def _project(row: _Row) -> Titled:
    return Titled(id=row.id, title=row.title, label=label("P", row.number), context=row.context)


async def _project_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """The rule of `work_visible`, asked for everybody at once; row security holds the workspace."""
    found = await db.rows(holder, _Admitted, _AUDIENCE, ids=ids)
    return {row.id: Audience(everyone=row.everyone, members=frozenset(row.members)) for row in found}


async def _task_audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """A task is seen by whoever sees its project; a deleted one too, so that its going reaches open pages."""
    homes = await db.rows(holder, _Home, "select id, project_id from task where id = any (%(ids)s)", ids=ids)
    of = await _project_audience(holder, list({row.project_id for row in homes}))
    return {row.id: of[row.project_id] for row in homes if row.project_id in of}


class _Home(Struct):
    id: UUID
    project_id: UUID


async def _may_share(ctx: Ctx, project: UUID) -> bool:
    """Who may edit a project may open it to others; who only sees it or works in it may not."""
    return access.can_edit_project(ctx.actor, await projects.facts(ctx, project))


_THESE = SQL("x.id = any (%(ids)s)")
_MATCHING = SQL("(x.title ilike all (%(words)s::text[]) or x.number = %(number)s)")
_ALIVE = SQL(" and x.deleted_at is null")

_TASKS = SQL(
    """
    select x.id, x.number, x.title, p.title || case when x.deleted_at is null then '' else ' · deleted' end as context
      from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
      join project p on p.workspace_id = %(workspace)s and p.id = v.id
      join task x on x.workspace_id = %(workspace)s and x.project_id = v.id
     where {which}
     order by x.status_type in ('done', 'cancelled'), x.number desc
     limit %(limit)s
    """
)
_PROJECTS = SQL(
    """
    select x.id, x.number, x.title, coalesce(t.name, '') as context
      from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
      join project x on x.workspace_id = %(workspace)s and x.id = v.id
      left join team t on t.workspace_id = x.workspace_id and t.id = x.team_id
     where {which}
     order by x.archived_at is not null, x.state in ('done', 'cancelled'), x.number desc
     limit %(limit)s
    """
)
_AUDIENCE = """
select p.id, not p.private as everyone,
       array(
         select m.id from member m
          where m.workspace_id = p.workspace_id and m.role <> 'guest' and m.id in (p.lead_id, p.created_by)
         union
         select tm.member_id from team_member tm
           join member m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.role <> 'guest'
          where tm.workspace_id = p.workspace_id and tm.team_id = p.team_id
         union
         select s.member_id from share s
          where s.workspace_id = p.workspace_id and s.subject = 'project' and s.subject_id = p.id
         union
         select s.member_id from share s
           join member m on m.workspace_id = s.workspace_id and m.id = s.member_id and m.role = 'guest'
          where s.workspace_id = p.workspace_id and s.subject = 'team' and s.subject_id = p.team_id
            and not p.private) as members
  from project p
 where p.id = any (%(ids)s)
"""

SUBJECTS = [
    Subject(
        kind="project",
        audience=_project_audience,
        visible=_projects_of,
        find=_find_projects,
        may_share=_may_share,
    ),
    Subject(kind="task", audience=_task_audience, visible=_tasks_of, find=_find_tasks),
]

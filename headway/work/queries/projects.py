from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.pages import Page
from headway.organisation.schemas import PersonRef, TeamRef
from headway.work.access import project_can
from headway.work.queries import links
from headway.work.queries.common import asking, count_out
from headway.work.queries.serves import served_by_projects
from headway.work.rules.tasks import number_in
from headway.work.rules.words import patterns
from headway.work.schemas.common import Serves
from headway.work.schemas.projects import ProjectDetail, ProjectFacts, ProjectOut, ProjectRow, StatusRow


class Filter(Struct, frozen=True, kw_only=True):
    """What to list. `archived` False: only those in use; True: only the archive. `member` leads or works in them."""

    team: UUID | None = None
    states: list[str] | None = None
    archived: bool = False
    member: UUID | None = None
    words: str = ""


async def projects(ctx: Ctx, chosen: Filter, *, cursor: str | None, limit: int) -> Page[ProjectOut]:
    """The projects one may see, by title. The team filter includes the teams below."""
    after = pages.decode(cursor, tuple[str, UUID])
    found = await db.rows(
        ctx,
        ProjectRow,
        _LIST,
        **asking(ctx),
        team=chosen.team,
        states=chosen.states,
        archived=chosen.archived,
        member=chosen.member,
        words=patterns(chosen.words),
        number=number_in(chosen.words, "P"),
        after_title=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit + 1,
    )
    page = pages.page(found, limit, lambda row: (row.sort_key, row.id))
    serves = await served_by_projects(ctx, [row.id for row in page.items])
    return Page([_out(ctx, row, serves.get(row.id, [])) for row in page.items], page.next)


async def project(ctx: Ctx, project_id: UUID) -> ProjectDetail:
    """A project with its statuses and the key results it serves. Raises NotFound."""
    row = await db.one(ctx, ProjectRow, _ONE, **asking(ctx), id=project_id)
    found = await statuses(ctx, [project_id])
    served, hidden = await links.served(ctx, project_id=project_id)
    serves = await served_by_projects(ctx, [project_id])
    out = _out(ctx, row, serves.get(project_id, []))
    shown: dict[str, Any] = {name: getattr(out, name) for name in out.__struct_fields__}
    return ProjectDetail(
        **shown,
        description=row.description,
        statuses=found,
        key_results=served,
        hidden_key_results=hidden,
    )


async def facts(ctx: Ctx, project_id: UUID, *, for_update: bool = False) -> ProjectFacts:
    """A project as actions need it, locked if it will be written. Raises NotFound."""
    statement = _FACTS_LOCKED if for_update else _FACTS
    return await db.one(ctx, ProjectFacts, statement, **asking(ctx), id=project_id)


async def statuses(ctx: Ctx, project_ids: list[UUID]) -> list[StatusRow]:
    """The statuses of projects the caller may see, in order, with how many tasks stand in each."""
    return await db.rows(
        ctx,
        StatusRow,
        """
        select s.id, s.project_id, s.name, s.type, s.rank as place,
               (select count(*) from task t where t.workspace_id = s.workspace_id and t.project_id = s.project_id
                   and t.status_id = s.id and t.deleted_at is null)::integer as tasks
          from status s
         where s.workspace_id = %(workspace)s and s.project_id = any (%(projects)s)
         order by s.project_id, s.rank, s.id
        """,
        workspace=ctx.workspace.id,
        projects=project_ids,
    )


def _out(ctx: Ctx, row: ProjectRow, serves: list[Serves]) -> ProjectOut:
    team = None
    if row.team_id is not None and row.team_name is not None:
        team = TeamRef(id=row.team_id, name=row.team_name, slug=row.team_slug or "", parent_id=row.team_parent_id)
    lead = None
    if row.lead_id is not None and row.lead_name is not None:
        lead = PersonRef(id=row.lead_id, name=row.lead_name, title=row.lead_title or "", active=bool(row.lead_active))
    return ProjectOut(
        id=row.id,
        number=row.number,
        title=row.title,
        state=row.state,
        private=row.private,
        team=team,
        lead=lead,
        starts_on=row.starts_on,
        due_on=row.due_on,
        tasks=row.tasks,
        counted=count_out(row, tasks=row.tasks),
        serves=serves,
        sample=row.sample,
        archived_at=row.archived_at,
        created_at=row.created_at,
        version=row.version,
        can=project_can(ctx.actor, row, archived=row.archived_at is not None),
    )


_COLUMNS = SQL(
    """
select p.id, p.number, p.title, lower(p.title) as sort_key, p.description, p.state, p.private, p.starts_on, p.due_on,
       p.tasks, p.leaves,
       p.leaves_done, p.leaves_estimated, p.hours::float8 as hours, p.hours_done::float8 as hours_done, p.sample,
       p.archived_at, p.created_at, p.created_by, p.version,
       p.team_id, team.name as team_name, team.slug as team_slug, team.parent_id as team_parent_id,
       p.lead_id, lead.name as lead_name, lead.title as lead_title, lead.removed_at is null as lead_active,
       v.shared, v.team_shared, v.in_team
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id
  left join team on team.workspace_id = %(workspace)s and team.id = p.team_id
  left join member lead on lead.workspace_id = %(workspace)s and lead.id = p.lead_id
"""
)

_ONE = _COLUMNS + SQL(" where p.id = %(id)s")

_LIST = _COLUMNS + SQL(
    """
 where (p.archived_at is not null) = %(archived)s
   and (%(states)s::text[] is null or p.state = any (%(states)s))
   and (%(team)s::uuid is null or p.team_id in (
         with recursive inside as (
           select %(team)s::uuid as id
           union
           select t.id from inside join team t on t.workspace_id = %(workspace)s and t.parent_id = inside.id
         )
         select id from inside))
   and (%(member)s::uuid is null or p.lead_id = %(member)s or exists (
         select from task_assignee a
           join task t on t.workspace_id = %(workspace)s and t.id = a.task_id and t.deleted_at is null
          where a.workspace_id = %(workspace)s and a.member_id = %(member)s and t.project_id = p.id))
   and (%(words)s::text[] is null or p.title ilike all (%(words)s) or p.number = %(number)s)
   and (%(after_id)s::uuid is null or (lower(p.title), p.id) > (%(after_title)s::text, %(after_id)s))
 order by lower(p.title), p.id
 limit %(limit)s
"""
)

_FACTS = SQL(
    """
select p.id, p.number, p.title, p.description, p.team_id, p.lead_id, p.state, p.private, p.starts_on, p.due_on,
       p.created_by, p.archived_at, p.version, v.shared, v.team_shared, v.in_team
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id
 where p.id = %(id)s
"""
)

_FACTS_LOCKED = _FACTS + SQL(" for no key update of p")

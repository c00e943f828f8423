"""Make projects, change them, put them into the archive."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Forbidden, Invalid, Stale
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.access import can_edit_project, can_make_projects
from headway.work.actions import checks, writing
from headway.work.actions.counting import linked_among, tell_progress
from headway.work.queries import projects as project_queries
from headway.work.rules.statuses import DEFAULTS, NewColumn, column_refusals
from headway.work.rules.tasks import Refusal, cause_label, changes, date_refusals
from headway.work.schemas.projects import ProjectDetail, ProjectFacts, ProjectIn, ProjectPatch

SETTLED = frozenset({"done", "cancelled"})


async def make_project(ctx: Ctx, new: ProjectIn) -> ProjectDetail:
    """Make a project with its statuses."""
    if not can_make_projects(ctx.actor):
        raise Forbidden("Guests cannot make projects: ask a member of the workspace.", code="work.guest")
    columns = [NewColumn(one.name.strip(), Status(one.type)) for one in new.statuses] or list(DEFAULTS)
    checks.refuse([*_refusals(new.title, new), *column_refusals(columns)])
    await _require_places(ctx, new.team_id, new.lead_id)
    [project_id] = await writing.fresh_ids(ctx, 1)
    [number] = await writing.numbers(ctx, "project", 1)
    await db.run(
        ctx,
        _INSERT,
        workspace=ctx.workspace.id,
        id=project_id,
        number=number,
        title=new.title.strip(),
        description=new.description,
        team=new.team_id,
        lead=new.lead_id,
        state=new.state,
        private=new.private,
        starts_on=new.starts_on,
        due_on=new.due_on,
        by=ctx.actor.member,
        now=ctx.now,
    )
    await insert_statuses(ctx, {project_id: columns})
    await ctx.record("work.project_created", "project", project_id, version=1, data={"title": new.title.strip()})
    return await project_queries.project(ctx, project_id)


async def edit_project(ctx: Ctx, project_id: UUID, patch: ProjectPatch, *, version: int) -> ProjectDetail:
    """Change what the patch names. Its state counts: done counts all its tasks as done, cancelled none of them."""
    if patch.state is not UNSET:
        await progress.lock_graph(ctx)
    project = await editable(ctx, project_id)
    await require_version(ctx, project, version)
    given = {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
    if "title" in given:
        given["title"] = given["title"].strip()
    wanted = msgspec.structs.replace(project, **given)
    checks.refuse(_refusals(wanted.title, wanted))
    changed = changes({name: getattr(project, name) for name in given}, given)
    if changed:
        new_lead = wanted.lead_id if "lead_id" in changed else None
        await _require_places(ctx, wanted.team_id if "team_id" in changed else None, new_lead)
        await _write(ctx, wanted, changed)
    return await project_queries.project(ctx, project_id)


async def archive_project(ctx: Ctx, project_id: UUID, *, archived: bool, version: int) -> ProjectDetail:
    """Put a project aside, or take it out again. What it counts stays as it is."""
    project = await editable(ctx, project_id)
    await require_version(ctx, project, version)
    if (project.archived_at is not None) != archived:
        await db.run(
            ctx,
            """
            update project set archived_at = %(at)s, version = version + 1
             where workspace_id = %(workspace)s and id = %(id)s
            """,
            workspace=ctx.workspace.id,
            id=project_id,
            at=ctx.now if archived else None,
        )
        kind = "work.project_archived" if archived else "work.project_taken_up"
        data = {"title": project.title}
        await ctx.record(kind, "project", project_id, version=project.version + 1, data=data)
    return await project_queries.project(ctx, project_id)


async def editable(ctx: Ctx, project_id: UUID) -> ProjectFacts:
    """A project that the caller may edit, locked. Raises NotFound or Forbidden."""
    project = await project_queries.facts(ctx, project_id, for_update=True)
    if not can_edit_project(ctx.actor, project):
        raise Forbidden(
            "A project is changed by its lead, its team, whoever made it, and admins: ask one of them.",
            code="work.project_read_only",
        )
    return project


async def require_version(ctx: Ctx, project: ProjectFacts, version: int) -> None:
    """Raises Stale with the project as it is now."""
    if project.version != version:
        raise Stale(await project_queries.project(ctx, project.id))


async def insert_statuses(ctx: Ctx, wanted: Mapping[UUID, list[NewColumn]]) -> None:
    """Give each project its statuses, in order."""
    rows = [(project, column, rank) for project, columns in wanted.items() for rank, column in enumerate(columns)]
    await db.run(
        ctx,
        """
        insert into status (workspace_id, project_id, name, type, rank)
        select %(workspace)s, s.project_id, s.name, s.type, s.rank
          from unnest(%(projects)s::uuid[], %(names)s::text[], %(types)s::text[], %(ranks)s::integer[])
                 as s (project_id, name, type, rank)
        """,
        workspace=ctx.workspace.id,
        projects=[project for project, _, _ in rows],
        names=[column.name for _, column, _ in rows],
        types=[column.type.value for _, column, _ in rows],
        ranks=[rank for _, _, rank in rows],
    )


def cause_of(kind: str, project: ProjectFacts) -> Cause:
    return Cause(
        kind=kind, subject="project", subject_id=project.id, label=cause_label("P", project.number, project.title)
    )


async def _write(ctx: Ctx, wanted: ProjectFacts, changed: dict[str, tuple[Any, Any]]) -> None:
    await db.run(
        ctx,
        _UPDATE,
        workspace=ctx.workspace.id,
        id=wanted.id,
        title=wanted.title,
        description=wanted.description,
        team=wanted.team_id,
        lead=wanted.lead_id,
        state=wanted.state,
        private=wanted.private,
        starts_on=wanted.starts_on,
        due_on=wanted.due_on,
    )
    kind = "work.project_edited"
    if "state" in changed and SETTLED & set(changed["state"]):
        kind = "work.project_closed" if wanted.state in SETTLED else "work.project_reopened"
        await tell_progress(ctx, await linked_among(ctx, [wanted.id]), cause=cause_of(kind, wanted))
    if "description" in changed:
        changed["description"] = (changed["description"][0][:200], changed["description"][1][:200])
    data = {"title": wanted.title, "changes": msgspec.to_builtins(changed)}
    await ctx.record(kind, "project", wanted.id, version=wanted.version + 1, data=data)


def _refusals(title: str, dated: ProjectIn | ProjectFacts) -> list[Refusal]:
    found = date_refusals(dated.starts_on, dated.due_on)
    if not title.strip():
        found.append(Refusal("work.title_empty", "title", "Give the project a title."))
    return found


async def _require_places(ctx: Ctx, team_id: UUID | None, lead_id: UUID | None) -> None:
    """Raises Invalid for a team or a lead that is not there (any more)."""
    found = await db.maybe(
        ctx,
        _Places,
        """
        select %(team)s::uuid is null or exists (
                 select from team t where t.workspace_id = %(workspace)s and t.id = %(team)s
                    and t.archived_at is null) as team,
               %(lead)s::uuid is null or exists (
                 select from member m where m.workspace_id = %(workspace)s and m.id = %(lead)s
                    and m.removed_at is null and m.role <> 'guest') as lead
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        lead=lead_id,
    )
    if found is None or not found.team:
        raise Invalid.field("team_id", "There is no such team (any more): choose another.", code="work.team_unknown")
    if not found.lead:
        raise Invalid.field(
            "lead_id", "The lead must be a member of this workspace, not a guest.", code="work.lead_unknown"
        )


class _Places(msgspec.Struct, frozen=True):
    team: bool
    lead: bool


_INSERT = """
insert into project (workspace_id, id, number, title, description, team_id, lead_id, state, private, starts_on, due_on,
                     created_by, created_at)
values (%(workspace)s, %(id)s, %(number)s, %(title)s, %(description)s, %(team)s, %(lead)s, %(state)s, %(private)s,
        %(starts_on)s, %(due_on)s, %(by)s, %(now)s)
"""

_UPDATE = """
update project
   set title = %(title)s, description = %(description)s, team_id = %(team)s, lead_id = %(lead)s, state = %(state)s,
       private = %(private)s, starts_on = %(starts_on)s, due_on = %(due_on)s, version = version + 1
 where workspace_id = %(workspace)s and id = %(id)s
"""

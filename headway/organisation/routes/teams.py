"""The tree of teams."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, put, uuid_of
from headway.core.pages import Page
from headway.organisation.actions import teams
from headway.organisation.queries import teams as queries
from headway.organisation.schemas import TeamMemberPut, TeamNew, TeamOut, TeamPage, TeamPatch

ONE = "/api/w/{workspace:str}/teams/{team:str}"


@get("/api/w/{workspace:str}/teams", permission="guest", scope="people:read", operation_id="organisation_team_list")
async def list_teams(ctx: RequestCtx, archived: FromQuery[bool] = False) -> Page[TeamOut]:
    """All teams by name, those in use or those in the archive; `parent_id` makes the tree."""
    return Page(await queries.tree(ctx, archived=archived))


@post(
    "/api/w/{workspace:str}/teams", permission="member", scope="people:write", operation_id="organisation_team_create"
)
async def create_team(ctx: RequestCtx, data: JSONBody[TeamNew]) -> TeamOut:
    """Make a team, below another or at the top."""
    return await teams.create_team(ctx, data)


@get(ONE, permission="guest", scope="people:read", operation_id="organisation_team_get")
async def get_team(ctx: RequestCtx, team: FromPath[str]) -> TeamPage:
    """A team with its place in the tree and its people, leads first."""
    return await queries.team_page(ctx, uuid_of(team))


@patch(ONE, permission="member", scope="people:write", operation_id="organisation_team_edit")
async def edit_team(
    ctx: RequestCtx, team: FromPath[str], data: JSONBody[TeamPatch], if_match: IfMatch = None
) -> TeamOut:
    """Rename, describe or move a team. A move that would close a circle is refused, naming it."""
    return await teams.edit_team(ctx, uuid_of(team), data, version=expected(if_match))


@delete(ONE, permission="member", scope="people:write", operation_id="organisation_team_delete", status_code=204)
async def delete_team(ctx: RequestCtx, team: FromPath[str]) -> None:
    """Delete a team that nothing belongs to; archive it otherwise."""
    await teams.delete_team(ctx, uuid_of(team))


@put(ONE + "/archive", permission="member", scope="people:write", operation_id="organisation_team_archive")
async def archive_team(ctx: RequestCtx, team: FromPath[str]) -> TeamOut:
    """Put a team away. Its goals and work stay."""
    return await teams.archive_team(ctx, uuid_of(team))


@delete(
    ONE + "/archive",
    permission="member",
    scope="people:write",
    operation_id="organisation_team_restore",
    status_code=200,
)
async def restore_team(ctx: RequestCtx, team: FromPath[str]) -> TeamOut:
    """Take a team out of the archive."""
    return await teams.restore_team(ctx, uuid_of(team))


@put(
    ONE + "/members/{member:str}",
    permission="member",
    scope="people:write",
    operation_id="organisation_team_member_put",
)
async def put_team_member(
    ctx: RequestCtx, team: FromPath[str], member: FromPath[str], data: JSONBody[TeamMemberPut]
) -> TeamPage:
    """Add somebody to a team, or change whether they lead it."""
    await teams.put_in_team(ctx, uuid_of(team), uuid_of(member), role=data.role)
    return await queries.team_page(ctx, uuid_of(team))


@delete(
    ONE + "/members/{member:str}",
    permission="member",
    scope="people:write",
    operation_id="organisation_team_member_remove",
    status_code=200,
)
async def remove_team_member(ctx: RequestCtx, team: FromPath[str], member: FromPath[str]) -> TeamPage:
    """Take somebody out of a team, or leave it."""
    await teams.take_from_team(ctx, uuid_of(team), uuid_of(member))
    return await queries.team_page(ctx, uuid_of(team))


ROUTES: list[HTTPRouteHandler] = [
    list_teams,
    create_team,
    get_team,
    edit_team,
    delete_team,
    archive_team,
    restore_team,
    put_team_member,
    remove_team_member,
]

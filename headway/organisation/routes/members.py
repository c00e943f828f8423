"""The people directory and the members in settings."""

from typing import Annotated

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.organisation.actions import members
from headway.organisation.queries import people as queries
from headway.organisation.schemas import MemberOut, MemberPatch, PersonOut

Search = Annotated[str, QueryParameter(max_length=200)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


@get("/api/w/{workspace:str}/people", permission="guest", scope="people:read", operation_id="organisation_person_list")
async def list_people(
    ctx: RequestCtx,
    *,
    q: Search = "",
    team: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[PersonOut]:
    """People by name, with their teams. `q` finds parts of name, title and e-mail address; `team` narrows to one."""
    wanted = uuid_of(team) if team else None
    return await queries.directory(ctx, search=q, team=wanted, cursor=cursor, limit=limit)


@get(
    "/api/w/{workspace:str}/people/{person:str}",
    permission="guest",
    scope="people:read",
    operation_id="organisation_person_get",
)
async def get_person(ctx: RequestCtx, person: FromPath[str]) -> PersonOut:
    """One person, also one who has left."""
    return await queries.person(ctx, uuid_of(person))


@get(
    "/api/w/{workspace:str}/members", permission="member", scope="people:read", operation_id="organisation_member_list"
)
async def list_members(
    ctx: RequestCtx,
    *,
    q: Search = "",
    shown: FromQuery[queries.State] = "active",
    cursor: FromQuery[str | None] = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MemberOut]:
    """People as settings show them, with role and what you may change."""
    return await queries.member_page(ctx, search=q, state=shown, cursor=cursor, limit=limit)


@get(
    "/api/w/{workspace:str}/members/{member:str}",
    permission="member",
    scope="people:read",
    operation_id="organisation_member_get",
)
async def get_member(ctx: RequestCtx, member: FromPath[str]) -> MemberOut:
    """One member."""
    return await queries.member_shown(ctx, uuid_of(member))


@patch(
    "/api/w/{workspace:str}/members/{member:str}",
    permission="guest",
    scope="people:write",
    operation_id="organisation_member_edit",
)
async def edit_member(
    ctx: RequestCtx, member: FromPath[str], data: JSONBody[MemberPatch], if_match: IfMatch = None
) -> MemberOut:
    """Change a role (only owners make owners), or a name or title: one's own, or as administrator anybody's."""
    return await members.edit_member(ctx, uuid_of(member), data, version=expected(if_match))


@delete(
    "/api/w/{workspace:str}/members/{member:str}",
    permission="guest",
    scope="people:write",
    operation_id="organisation_member_remove",
    status_code=204,
)
async def remove_member(ctx: RequestCtx, member: FromPath[str]) -> None:
    """Take somebody out of the workspace, or leave it. Their work keeps their name; their access ends at once."""
    await members.remove_member(ctx, uuid_of(member))


ROUTES: list[HTTPRouteHandler] = [list_people, get_person, list_members, get_member, edit_member, remove_member]

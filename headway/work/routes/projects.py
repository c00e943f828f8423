"""Projects and their statuses."""

from typing import Annotated, Literal

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, put, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.work.actions import projects, statuses
from headway.work.queries import projects as queries
from headway.work.schemas.projects import ProjectDetail, ProjectIn, ProjectOut, ProjectPatch, StatusIn, StatusPatch

ALL = "/api/w/{workspace:str}/projects"
ONE = ALL + "/{project:str}"
STATUS = "/api/w/{workspace:str}/statuses/{status:str}"
State = Literal["planned", "active", "paused", "done", "cancelled"]
States = Annotated[list[State] | None, QueryParameter(name="state")]
Words = Annotated[str, QueryParameter(max_length=200)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


@get(ALL, permission="guest", scope="work:read", operation_id="work_project_list")
async def list_projects(  # noqa: PLR0913 - every filter of a list is a parameter of its address
    ctx: RequestCtx,
    *,
    team: FromQuery[str | None] = None,
    states: States = None,
    member: FromQuery[str | None] = None,
    archived: FromQuery[bool] = False,
    q: Words = "",
    cursor: FromQuery[str | None] = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ProjectOut]:
    """Projects by title. `team` takes the teams below it too, `member` those somebody leads or works in."""
    chosen = queries.Filter(
        team=uuid_of(team) if team else None,
        states=list(states) if states else None,
        archived=archived,
        member=uuid_of(member) if member else None,
        words=q,
    )
    return await queries.projects(ctx, chosen, cursor=cursor, limit=limit)


@post(ALL, permission="member", scope="work:write", operation_id="work_project_create")
async def create_project(ctx: RequestCtx, data: JSONBody[ProjectIn]) -> ProjectDetail:
    """Make a project; without `statuses` with To do, In progress, Done and Cancelled."""
    return await projects.make_project(ctx, data)


@get(ONE, permission="guest", scope="work:read", operation_id="work_project_get")
async def get_project(ctx: RequestCtx, project: FromPath[str]) -> ProjectDetail:
    """A project with its statuses, what is done, and the key results it serves."""
    return await queries.project(ctx, uuid_of(project))


@patch(ONE, permission="member", scope="work:write", operation_id="work_project_edit")
async def edit_project(
    ctx: RequestCtx, project: FromPath[str], data: JSONBody[ProjectPatch], if_match: IfMatch = None
) -> ProjectDetail:
    """Change what is named. A project that is done counts all its tasks as done, a cancelled one none."""
    return await projects.edit_project(ctx, uuid_of(project), data, version=expected(if_match))


@put(ONE + "/archive", permission="member", scope="work:write", operation_id="work_project_archive")
async def archive_project(ctx: RequestCtx, project: FromPath[str], if_match: IfMatch = None) -> ProjectDetail:
    """Put a project aside: it leaves the lists and is read-only; what it counts stays."""
    return await projects.archive_project(ctx, uuid_of(project), archived=True, version=expected(if_match))


@delete(ONE + "/archive", permission="member", scope="work:write", operation_id="work_project_restore", status_code=200)
async def restore_project(ctx: RequestCtx, project: FromPath[str], if_match: IfMatch = None) -> ProjectDetail:
    """Take a project out of the archive."""
    return await projects.archive_project(ctx, uuid_of(project), archived=False, version=expected(if_match))


@post(ONE + "/statuses", permission="member", scope="work:write", operation_id="work_status_create")
async def add_status(ctx: RequestCtx, project: FromPath[str], data: JSONBody[StatusIn]) -> ProjectDetail:
    """Add a status; answers with the whole project."""
    return await statuses.add_status(ctx, uuid_of(project), data)


@patch(STATUS, permission="member", scope="work:write", operation_id="work_status_edit")
async def edit_status(ctx: RequestCtx, status: FromPath[str], data: JSONBody[StatusPatch]) -> ProjectDetail:
    """Rename a status, put it in another place, give it another type; answers with the whole project."""
    return await statuses.edit_status(ctx, uuid_of(status), data)


@delete(STATUS, permission="member", scope="work:write", operation_id="work_status_remove", status_code=200)
async def remove_status(
    ctx: RequestCtx, status: FromPath[str], replacement: FromQuery[str | None] = None
) -> ProjectDetail:
    """Take a status away; its tasks go to `replacement`. Answers with the whole project."""
    return await statuses.remove_status(ctx, uuid_of(status), uuid_of(replacement) if replacement else None)


ROUTES: list[HTTPRouteHandler] = [
    list_projects,
    create_project,
    get_project,
    edit_project,
    archive_project,
    restore_project,
    add_status,
    edit_status,
    remove_status,
]

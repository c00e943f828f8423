"""Lines of sight, up and down."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headway.core.http import RequestCtx, get, uuid_of
from headway.work.queries import lines
from headway.work.schemas.lines import Contributors, LineOfSight, SightKind, StepsDown

DOWN = "/api/w/{workspace:str}/line-down"


@get(
    "/api/w/{workspace:str}/tasks/{task:str}/line",
    permission="guest",
    scope="work:read",
    operation_id="work_line_get",
)
async def get_line(ctx: RequestCtx, task: FromPath[str]) -> LineOfSight:
    """From a task up to the company priorities it serves."""
    return await lines.line_of_sight(ctx, uuid_of(task))


@get(DOWN + "/{kind:str}/{subject:str}", permission="guest", scope="work:read", operation_id="work_step_list")
async def get_steps_down(ctx: RequestCtx, kind: FromPath[SightKind], subject: FromPath[str]) -> StepsDown:
    """What hangs directly on an objective, key result, project or task: one level of the way down."""
    return await lines.steps_down(ctx, kind, uuid_of(subject))


@get(
    "/api/w/{workspace:str}/objectives/{objective:str}/people",
    permission="guest",
    scope="work:read",
    operation_id="work_contributor_list",
)
async def get_contributors(ctx: RequestCtx, objective: FromPath[str]) -> Contributors:
    """Who stands behind an objective: owners at and below it, leads of its projects, people on its tasks."""
    return await lines.contributors(ctx, uuid_of(objective))


ROUTES: list[HTTPRouteHandler] = [get_line, get_steps_down, get_contributors]

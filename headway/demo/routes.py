"""The routes of the sample company."""

from litestar.handlers import HTTPRouteHandler

from headway.core.http import RequestCtx, delete, get, post
from headway.demo import queries
from headway.demo.actions import clear_sample, load_sample
from headway.demo.schemas import Cleared, SampleOut


@get(
    "/api/w/{workspace:str}/sample",
    permission="member",
    scope="settings:read",
    operation_id="demo_sample_get",
)
async def get_sample(ctx: RequestCtx) -> SampleOut:
    """Whether there is sample content in this workspace, and how much."""
    return await queries.sample(ctx)


@post(
    "/api/w/{workspace:str}/sample",
    permission="admin",
    scope="settings:write",
    operation_id="demo_sample_load",
    status_code=201,
)
async def post_sample(ctx: RequestCtx) -> SampleOut:
    """Bring the sample company into this workspace: teams, people, goals and work, all marked as sample."""
    return await load_sample(ctx)


@delete(
    "/api/w/{workspace:str}/sample",
    permission="admin",
    scope="settings:write",
    operation_id="demo_sample_clear",
    status_code=200,
)
async def delete_sample(ctx: RequestCtx) -> Cleared:
    """Remove what is marked as sample, for good, and what was put inside of it. What you made beside it stays."""
    return await clear_sample(ctx)


ROUTES: list[HTTPRouteHandler] = [get_sample, post_sample, delete_sample]

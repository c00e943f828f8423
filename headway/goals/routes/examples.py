"""The best of one's own past, to start from."""

from litestar.handlers import HTTPRouteHandler

from headway.core.http import RequestCtx, get
from headway.core.pages import Page
from headway.goals import queries
from headway.goals.schemas.examples import ExampleOut


@get(
    "/api/w/{workspace:str}/objective-examples",
    permission="member",
    scope="goals:read",
    operation_id="goals_example_list",
)
async def list_examples(ctx: RequestCtx) -> Page[ExampleOut]:
    """Objectives of closed cycles that succeeded and are written well, best first; at most 30."""
    return await queries.examples(ctx)


ROUTES: list[HTTPRouteHandler] = [list_examples]

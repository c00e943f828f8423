"""How far all teams are with looking back on a cycle."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headway.core.http import RequestCtx, get, uuid_of
from headway.rituals.queries.reviews import cycle_reviews
from headway.rituals.schemas.reviews import CycleReviews


@get(
    "/api/w/{workspace:str}/cycles/{cycle:str}/reviews",
    permission="member",
    scope="goals:read",
    operation_id="rituals_review_list",
)
async def list_reviews(ctx: RequestCtx, cycle: FromPath[str]) -> CycleReviews:
    """Which teams have graded, which have not, and what is missing."""
    return await cycle_reviews(ctx, uuid_of(cycle))


ROUTES: list[HTTPRouteHandler] = [list_reviews]

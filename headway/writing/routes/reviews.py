"""The writing coach over HTTP: asked while somebody types, so it touches no table."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headway.core.http import RequestCtx, post
from headway.writing.queries import reviews as queries
from headway.writing.schemas.reviews import ReviewIn, ReviewOut

BASE = "/api/w/{workspace:str}/writing"


@post(
    BASE + "/reviews",
    permission="member",
    scope="goals:read",
    operation_id="writing_review_create",
    status_code=200,
)
async def create_review(ctx: RequestCtx, data: JSONBody[ReviewIn]) -> ReviewOut:
    """What could be better about a draft, and what its sentences say. Keeps nothing."""
    return queries.reviewed(ctx, data)


ROUTES: list[HTTPRouteHandler] = [create_review]

"""`GET /api/w/{workspace}/search`."""

from typing import Annotated, Any

from litestar import Request
from litestar.datastructures import State
from litestar.params import QueryParameter

from headway.core.http import RequestCtx, get
from headway.search import queries
from headway.search.schemas import Hits


@get(
    "/api/w/{workspace:str}/search",
    permission="guest",
    scope="goals:read",
    operation_id="search_subject_find",
)
async def search(
    request: Request[Any, Any, State],
    ctx: RequestCtx,
    q: Annotated[str, QueryParameter(max_length=200)],
    limit: Annotated[int, QueryParameter(ge=1, le=50)] = 20,
) -> Hits:
    """Objectives, key results, projects, tasks, people and teams whose title, number or name matches."""
    return await queries.find(ctx, request.app.state.running.subjects, q, limit)


ROUTES = [search]

"""What the writing coach should know before somebody types."""

from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery

from headway.core.http import RequestCtx, get
from headway.goals.queries.writing import Draft, writing_facts
from headway.goals.schemas.writing import WritingFacts


@get(
    "/api/w/{workspace:str}/writing-facts",
    permission="member",
    scope="goals:read",
    operation_id="goals_writing_get",
)
async def get_writing_facts(
    ctx: RequestCtx,
    *,
    cycle: FromQuery[UUID],
    team: FromQuery[UUID | None] = None,
    owner: FromQuery[UUID | None] = None,
    objective: FromQuery[UUID | None] = None,
) -> WritingFacts:
    """Counts, titles and histories beside a draft, to be handed to reviews; `owner` of its key results."""
    return await writing_facts(ctx, Draft(cycle=cycle, team=team, owner=owner, objective=objective))


ROUTES: list[HTTPRouteHandler] = [get_writing_facts]

"""The monthly assessment of a team's objectives."""

from datetime import date

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.errors import NotFound
from headway.core.http import RequestCtx, get, put, uuid_of
from headway.rituals.actions.assessments import assess
from headway.rituals.queries import assessments as queries
from headway.rituals.schemas.assessments import AssessmentIn, AssessmentOut, AssessmentPage

BASE = "/api/w/{workspace:str}"


@get(
    BASE + "/teams/{team:str}/assessments",
    permission="member",
    scope="goals:read",
    operation_id="rituals_assessment_list",
)
async def list_assessments(
    ctx: RequestCtx, team: FromPath[str], *, month: FromQuery[date | None] = None
) -> AssessmentPage:
    """A team's objectives of a month (any day names it; this month without one), what needs attention first."""
    return await queries.month(ctx, uuid_of(team), month)


@put(
    BASE + "/objectives/{objective:str}/assessments/{month:str}",
    permission="member",
    scope="goals:write",
    operation_id="rituals_assessment_put",
)
async def put_assessment(
    ctx: RequestCtx, objective: FromPath[str], month: FromPath[str], data: JSONBody[AssessmentIn]
) -> AssessmentOut:
    """What the team thinks of an objective in a month (any day names it), and its decision, carried out at once."""
    return await assess(ctx, uuid_of(objective), _day(month), data)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotFound from wrong


ROUTES: list[HTTPRouteHandler] = [list_assessments, put_assessment]

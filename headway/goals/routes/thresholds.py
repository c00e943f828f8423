"""From when on a goal is at risk: the thresholds of health."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headway.core.http import IfMatch, RequestCtx, expected, get, put
from headway.goals.actions import thresholds
from headway.goals.queries import health_settings as queries
from headway.goals.schemas.thresholds import ThresholdsIn, ThresholdsOut

PATH = "/api/w/{workspace:str}/health/settings"


@get(PATH, permission="member", scope="settings:read", operation_id="goals_thresholds_get")
async def get_thresholds(ctx: RequestCtx) -> ThresholdsOut:
    """From which numbers on a goal is on track, at risk, off track or stale here, and the defaults."""
    return await queries.thresholds_out(ctx)


@put(PATH, permission="admin", scope="settings:write", operation_id="goals_thresholds_put")
async def put_thresholds(ctx: RequestCtx, data: JSONBody[ThresholdsIn], if_match: IfMatch = None) -> ThresholdsOut:
    """Change them for the whole workspace; what is left out goes back to its default."""
    return await thresholds.set_thresholds(ctx, data, version=expected(if_match))


ROUTES: list[HTTPRouteHandler] = [get_thresholds, put_thresholds]

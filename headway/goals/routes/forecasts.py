"""How good our forecasts are."""

from litestar.handlers import HTTPRouteHandler

from headway.core.http import RequestCtx, get
from headway.goals import queries
from headway.goals.schemas.forecasts import TrackRecordOut


@get(
    "/api/w/{workspace:str}/forecasts/record",
    permission="member",
    scope="goals:read",
    operation_id="goals_forecasts_get",
)
async def get_track_record(ctx: RequestCtx) -> TrackRecordOut:
    """What became of the forecasts of closed cycles: scores, calibration, plain pace beside them, recalibration."""
    return await queries.track_record(ctx)


ROUTES: list[HTTPRouteHandler] = [get_track_record]

"""Values of a key result: recorded, corrected, retracted, and their history."""

from typing import Annotated

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import RequestCtx, get, post, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.goals import queries
from headway.goals.actions import measurements
from headway.goals.schemas.key_results import RecordedOut
from headway.goals.schemas.measurements import MeasurementIn, MeasurementOut, RetractionIn

PATH = "/api/w/{workspace:str}/key-results/{key_result:str}/measurements"
ONE = PATH + "/{measurement:str}"


@get(PATH, permission="guest", scope="goals:read", operation_id="goals_measurement_list")
async def list_measurements(
    ctx: RequestCtx,
    key_result: FromPath[str],
    *,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = DEFAULT_LIMIT,
) -> Page[MeasurementOut]:
    """All rows, newest first; those that were corrected or retracted are not `live`."""
    return await queries.history(ctx, uuid_of(key_result), limit=limit, cursor=cursor)


@post(PATH, permission="guest", scope="goals:write", operation_id="goals_measurement_create")
async def create_measurement(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[MeasurementIn]) -> RecordedOut:
    """Record a value. Undo it by a retraction."""
    return await measurements.record_value(ctx, uuid_of(key_result), data)


@post(ONE + "/correction", permission="guest", scope="goals:write", operation_id="goals_measurement_correct")
async def correct_measurement(
    ctx: RequestCtx, key_result: FromPath[str], measurement: FromPath[str], data: JSONBody[MeasurementIn]
) -> RecordedOut:
    """Another value in its place; the old one stays in the history."""
    return await measurements.correct_value(ctx, uuid_of(key_result), uuid_of(measurement), data)


@post(ONE + "/retraction", permission="guest", scope="goals:write", operation_id="goals_measurement_retract")
async def retract_measurement(
    ctx: RequestCtx, key_result: FromPath[str], measurement: FromPath[str], data: JSONBody[RetractionIn]
) -> RecordedOut:
    """Take a value back."""
    return await measurements.retract_value(ctx, uuid_of(key_result), uuid_of(measurement), note=data.note)


ROUTES: list[HTTPRouteHandler] = [list_measurements, create_measurement, correct_measurement, retract_measurement]

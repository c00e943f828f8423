"""Why something is red."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headway.core.http import RequestCtx, get, uuid_of
from headway.insights.queries import causes
from headway.insights.schemas import CausesOut, ObjectiveCauses

BASE = "/api/w/{workspace:str}"


@get(
    BASE + "/key-results/{key_result:str}/causes",
    permission="member",
    scope="goals:read",
    operation_id="insights_cause_list",
)
async def list_causes(ctx: RequestCtx, key_result: FromPath[str]) -> CausesOut:
    """What stands in the way of a key result, strongest first, each with the task or person behind it."""
    return await causes.key_result_causes(ctx, uuid_of(key_result))


@get(
    BASE + "/objectives/{objective:str}/causes",
    permission="member",
    scope="goals:read",
    operation_id="insights_objective_cause_list",
)
async def list_objective_causes(ctx: RequestCtx, objective: FromPath[str]) -> ObjectiveCauses:
    """What stands in the way of the key results that pull an objective down most."""
    return await causes.objective_causes(ctx, uuid_of(objective))


ROUTES: list[HTTPRouteHandler] = [list_causes, list_objective_causes]

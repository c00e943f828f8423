"""Cycles: the periods goals are for."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.core.pages import Page
from headway.goals import queries
from headway.goals.actions import cycles
from headway.goals.schemas.cycles import CycleIn, CycleOut, CyclePatch, ReopenIn, YearIn

PATH = "/api/w/{workspace:str}/cycles"
ONE = PATH + "/{cycle:str}"


@get(PATH, permission="guest", scope="goals:read", operation_id="goals_cycle_list")
async def list_cycles(ctx: RequestCtx) -> Page[CycleOut]:
    """All cycles by start; `current` marks the one that is meant by "now"."""
    return Page(await queries.cycles(ctx))


@post(PATH, permission="admin", scope="goals:write", operation_id="goals_cycle_create")
async def create_cycle(ctx: RequestCtx, data: JSONBody[CycleIn]) -> CycleOut:
    """A cycle of any length, a sprint inside a quarter too."""
    return await cycles.create_cycle(ctx, data)


@post(PATH + "/years", permission="admin", scope="goals:write", operation_id="goals_year_create")
async def create_year(ctx: RequestCtx, data: JSONBody[YearIn]) -> Page[CycleOut]:
    """A year and its four quarters, by the workspace's year. What is there already stays."""
    return Page(await cycles.plan_year(ctx, data.year))


@get(ONE, permission="guest", scope="goals:read", operation_id="goals_cycle_get")
async def get_cycle(ctx: RequestCtx, cycle: FromPath[str]) -> CycleOut:
    """One cycle."""
    return await queries.cycle(ctx, uuid_of(cycle))


@patch(ONE, permission="admin", scope="goals:write", operation_id="goals_cycle_edit")
async def edit_cycle(
    ctx: RequestCtx, cycle: FromPath[str], data: JSONBody[CyclePatch], if_match: IfMatch = None
) -> CycleOut:
    """Name and dates. Key results that run with the cycle follow its dates."""
    return await cycles.change_cycle(ctx, uuid_of(cycle), data, version=expected(if_match))


@delete(ONE, permission="admin", scope="goals:write", operation_id="goals_cycle_delete")
async def delete_cycle(ctx: RequestCtx, cycle: FromPath[str]) -> None:
    """Only a cycle with nothing in it."""
    await cycles.delete_cycle(ctx, uuid_of(cycle))


@post(ONE + "/closure", permission="admin", scope="goals:write", operation_id="goals_cycle_close", status_code=200)
async def close_cycle(ctx: RequestCtx, cycle: FromPath[str]) -> CycleOut:
    """From now on its goals stay as they are. What nobody graded gets the score that the rule gives."""
    return await cycles.close_cycle(ctx, uuid_of(cycle))


@post(ONE + "/reopening", permission="admin", scope="goals:write", operation_id="goals_cycle_reopen", status_code=200)
async def reopen_cycle(ctx: RequestCtx, cycle: FromPath[str], data: JSONBody[ReopenIn]) -> CycleOut:
    """Its goals may change again; the reason is kept."""
    return await cycles.reopen_cycle(ctx, uuid_of(cycle), reason=data.reason)


ROUTES: list[HTTPRouteHandler] = [
    list_cycles,
    create_cycle,
    create_year,
    get_cycle,
    edit_cycle,
    delete_cycle,
    close_cycle,
    reopen_cycle,
]

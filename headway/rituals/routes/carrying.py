"""Carrying objectives over into the next cycle: preview, do, undo."""

from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.http import RequestCtx, delete, get, post, uuid_of
from headway.rituals.actions import carrying
from headway.rituals.queries import carrying as queries
from headway.rituals.schemas.carrying import CarryIn, CarryOut, CarryPlan

BASE = "/api/w/{workspace:str}"
PATH = BASE + "/teams/{team:str}/cycles/{cycle:str}/carry"


@get(PATH, permission="member", scope="goals:read", operation_id="rituals_carry_get")
async def get_plan(
    ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str], *, to: FromQuery[UUID | None] = None
) -> CarryPlan:
    """What would become of each objective in the next cycle (or `to`), and what was carried over already."""
    return await queries.plan(ctx, uuid_of(team), uuid_of(cycle), to)


@post(PATH, permission="member", scope="goals:write", operation_id="rituals_carry_create")
async def create_carry(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str], data: JSONBody[CarryIn]) -> CarryOut:
    """Carry objectives over, all or nothing."""
    return await carrying.carry_over(ctx, uuid_of(team), uuid_of(cycle), data)


@delete(BASE + "/carries/{carry:str}", permission="member", scope="goals:write", operation_id="rituals_carry_undo")
async def undo(ctx: RequestCtx, carry: FromPath[str]) -> None:
    """Take it back, as long as nobody used what was made."""
    await carrying.undo_carry(ctx, uuid_of(carry))


ROUTES: list[HTTPRouteHandler] = [get_plan, create_carry, undo]

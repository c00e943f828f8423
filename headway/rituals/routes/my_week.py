"""The start page."""

from litestar.handlers import HTTPRouteHandler

from headway.core.http import RequestCtx, get
from headway.rituals.queries import my_week as queries
from headway.rituals.schemas.my_week import MyWeek


@get("/api/w/{workspace:str}/my-week", permission="guest", operation_id="rituals_my_week_get")
async def get_my_week(ctx: RequestCtx) -> MyWeek:
    """What I owe, and what moves my key results. For people: a token asks for check-ins, goals and tasks one by one."""
    return await queries.my_week(ctx)


ROUTES: list[HTTPRouteHandler] = [get_my_week]

"""The page of four squares of a team."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.rituals.actions import squares
from headway.rituals.queries import squares as queries
from headway.rituals.schemas.squares import SquareLineIn, SquareLineOut, SquareLinePatch, SquareOut

TEAM = "/api/w/{workspace:str}/teams/{team:str}"
LINE = "/api/w/{workspace:str}/square-lines/{line:str}"
READ, WRITE = "goals:read", "goals:write"


@get(TEAM + "/square", permission="guest", scope=READ, operation_id="rituals_square_get")
async def get_square(ctx: RequestCtx, team: FromPath[str]) -> SquareOut:
    """Objectives with confidence, health, and the next four weeks; this week's commitments are under `week`."""
    return await queries.square(ctx, uuid_of(team))


@post(TEAM + "/square-lines", permission="member", scope=WRITE, operation_id="rituals_line_create")
async def create_line(ctx: RequestCtx, team: FromPath[str], data: JSONBody[SquareLineIn]) -> SquareLineOut:
    """A line of health, or of what is coming; also one that takes a draft off the page."""
    return await squares.write_line(ctx, uuid_of(team), data)


@patch(LINE, permission="member", scope=WRITE, operation_id="rituals_line_edit")
async def edit_line(
    ctx: RequestCtx, line: FromPath[str], data: JSONBody[SquareLinePatch], if_match: IfMatch = None
) -> SquareLineOut:
    """Words, colour, week."""
    return await squares.change_line(ctx, uuid_of(line), data, version=expected(if_match))


@delete(LINE, permission="member", scope=WRITE, operation_id="rituals_line_remove")
async def remove_line(ctx: RequestCtx, line: FromPath[str]) -> None:
    """Take a line away."""
    await squares.remove_line(ctx, uuid_of(line))


@post(LINE + "/restoration", permission="member", scope=WRITE, operation_id="rituals_line_restore", status_code=200)
async def restore_line(ctx: RequestCtx, line: FromPath[str]) -> SquareLineOut:
    """Undo the removal."""
    return await squares.restore_line(ctx, uuid_of(line))


ROUTES: list[HTTPRouteHandler] = [get_square, create_line, edit_line, remove_line, restore_line]

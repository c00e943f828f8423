"""The week: what people undertake, what came of it, wins."""

from datetime import date
from typing import Annotated, Any

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, put, uuid_of
from headway.goals.queries import Names
from headway.rituals.actions import commitments, wins
from headway.rituals.queries import picks, weeks
from headway.rituals.schemas.weeks import (
    CarryingIn,
    CommitmentIn,
    CommitmentOut,
    CommitmentPatch,
    DroppingIn,
    MyWeekOut,
    Picks,
    TeamWeekOut,
    WinIn,
    WinOut,
    WinPatch,
)

BASE = "/api/w/{workspace:str}"
TEAM = BASE + "/teams/{team:str}"
COMMITMENT = BASE + "/commitments/{commitment:str}"
WIN = BASE + "/wins/{win:str}"
READ, WRITE = "goals:read", "goals:write"
Words = Annotated[str, QueryParameter(max_length=200)]


@get(TEAM + "/week", permission="guest", scope=READ, operation_id="rituals_week_get")
async def get_week(
    request: Request[Any, Any, State], ctx: RequestCtx, team: FromPath[str], on: FromQuery[date | None] = None
) -> TeamWeekOut:
    """A team's week: commitments, what was finished, the numbers that moved, wins. `on` is any day of it."""
    names = Names(ctx, request.app.state.running.subjects)
    return await weeks.week_page(ctx, uuid_of(team), on, names)


@get(BASE + "/members/{member:str}/week", permission="guest", scope=READ, operation_id="rituals_member_week_get")
async def get_member_week(ctx: RequestCtx, member: FromPath[str], on: FromQuery[date | None] = None) -> MyWeekOut:
    """What one person has undertaken, over all teams."""
    return await weeks.my_week(ctx, uuid_of(member), on)


@get(TEAM + "/picks", permission="member", scope=READ, operation_id="rituals_pick_list")
async def list_picks(
    ctx: RequestCtx,
    team: FromPath[str],
    *,
    member: FromQuery[str | None] = None,
    on: FromQuery[date | None] = None,
    q: Words = "",
) -> Picks:
    """Open tasks that somebody could undertake that week, the likeliest first; with `q`, of everything one may see."""
    return await picks.picks(ctx, uuid_of(team), uuid_of(member) if member else None, on, words=q)


@post(TEAM + "/commitments", permission="member", scope=WRITE, operation_id="rituals_commitment_create")
async def create_commitment(ctx: RequestCtx, team: FromPath[str], data: JSONBody[CommitmentIn]) -> CommitmentOut:
    """Undertake something: a task picked from the board, or words."""
    return await commitments.make_commitment(ctx, uuid_of(team), data)


@patch(COMMITMENT, permission="member", scope=WRITE, operation_id="rituals_commitment_edit")
async def edit_commitment(
    ctx: RequestCtx, commitment: FromPath[str], data: JSONBody[CommitmentPatch], if_match: IfMatch = None
) -> CommitmentOut:
    """Words, goal, person, priority, place."""
    return await commitments.change_commitment(ctx, uuid_of(commitment), data, version=expected(if_match))


@put(COMMITMENT + "/completion", permission="member", scope=WRITE, operation_id="rituals_commitment_tick")
async def tick_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> CommitmentOut:
    """Done. One that was picked closes its task."""
    return await commitments.tick(ctx, uuid_of(commitment))


@delete(
    COMMITMENT + "/completion",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_untick",
    status_code=200,
)
async def untick_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> CommitmentOut:
    """Not done after all. One that was picked opens its task again."""
    return await commitments.untick(ctx, uuid_of(commitment))


@post(
    COMMITMENT + "/carrying",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_carry",
    status_code=200,
)
async def carry_commitment(ctx: RequestCtx, commitment: FromPath[str], data: JSONBody[CarryingIn]) -> CommitmentOut:
    """Take it into the next week, or from long ago into this one; what kept it may be said."""
    return await commitments.carry(ctx, uuid_of(commitment), reason=data.reason)


@delete(
    COMMITMENT + "/carrying",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_take_back",
    status_code=200,
)
async def take_back_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> CommitmentOut:
    """Undo the last carrying."""
    return await commitments.take_back(ctx, uuid_of(commitment))


@post(
    COMMITMENT + "/dropping",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_drop",
    status_code=200,
)
async def drop_commitment(ctx: RequestCtx, commitment: FromPath[str], data: JSONBody[DroppingIn]) -> CommitmentOut:
    """It is not pursued any more, with the reason. A task that it was picked from stays as it is."""
    return await commitments.drop(ctx, uuid_of(commitment), reason=data.reason)


@delete(
    COMMITMENT + "/dropping",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_resume",
    status_code=200,
)
async def resume_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> CommitmentOut:
    """Undo the dropping."""
    return await commitments.resume(ctx, uuid_of(commitment))


@delete(COMMITMENT, permission="member", scope=WRITE, operation_id="rituals_commitment_remove")
async def remove_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> None:
    """Take away a slip of the keyboard; what was meant is dropped instead."""
    await commitments.remove(ctx, uuid_of(commitment))


@post(
    COMMITMENT + "/restoration",
    permission="member",
    scope=WRITE,
    operation_id="rituals_commitment_restore",
    status_code=200,
)
async def restore_commitment(ctx: RequestCtx, commitment: FromPath[str]) -> CommitmentOut:
    """Undo the removal."""
    return await commitments.restore(ctx, uuid_of(commitment))


@post(TEAM + "/wins", permission="member", scope=WRITE, operation_id="rituals_win_create")
async def create_win(ctx: RequestCtx, team: FromPath[str], data: JSONBody[WinIn]) -> WinOut:
    """A win, in words or made of a finished commitment or task."""
    return await wins.make_win(ctx, uuid_of(team), data)


@patch(WIN, permission="member", scope=WRITE, operation_id="rituals_win_edit")
async def edit_win(ctx: RequestCtx, win: FromPath[str], data: JSONBody[WinPatch], if_match: IfMatch = None) -> WinOut:
    """Words, goal, person."""
    return await wins.change_win(ctx, uuid_of(win), data, version=expected(if_match))


@delete(WIN, permission="member", scope=WRITE, operation_id="rituals_win_remove")
async def remove_win(ctx: RequestCtx, win: FromPath[str]) -> None:
    """Take a win away."""
    await wins.remove_win(ctx, uuid_of(win))


@post(WIN + "/restoration", permission="member", scope=WRITE, operation_id="rituals_win_restore", status_code=200)
async def restore_win(ctx: RequestCtx, win: FromPath[str]) -> WinOut:
    """Undo the removal."""
    return await wins.restore_win(ctx, uuid_of(win))


@put(WIN + "/cheer", permission="member", scope=WRITE, operation_id="rituals_cheer_put")
async def put_cheer(ctx: RequestCtx, win: FromPath[str]) -> WinOut:
    """Be glad about it."""
    return await wins.cheer(ctx, uuid_of(win), glad=True)


@delete(WIN + "/cheer", permission="member", scope=WRITE, operation_id="rituals_cheer_remove", status_code=200)
async def remove_cheer(ctx: RequestCtx, win: FromPath[str]) -> WinOut:
    """Take it back."""
    return await wins.cheer(ctx, uuid_of(win), glad=False)


ROUTES: list[HTTPRouteHandler] = [
    get_week,
    get_member_week,
    list_picks,
    create_commitment,
    edit_commitment,
    tick_commitment,
    untick_commitment,
    carry_commitment,
    take_back_commitment,
    drop_commitment,
    resume_commitment,
    remove_commitment,
    restore_commitment,
    create_win,
    edit_win,
    remove_win,
    restore_win,
    put_cheer,
    remove_cheer,
]

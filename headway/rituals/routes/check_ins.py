"""Check-ins: what is due, the draft, giving one, correcting it, its history; and the link in a reminder."""

from typing import Annotated

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import RequestCtx, get, post, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.rituals.actions import check_in_links, check_ins
from headway.rituals.queries import courses, drafts, given
from headway.rituals.schemas.check_ins import (
    CheckedInOut,
    CheckInDraftOut,
    CheckInIn,
    CheckInLinkDone,
    CheckInLinkIn,
    CheckInLinkOut,
    CheckInLinkSecret,
    CheckInOut,
    CoursesOut,
    OpenBlockerOut,
)

BASE = "/api/w/{workspace:str}"
OF_KEY_RESULT = BASE + "/key-results/{key_result:str}/check-ins"
ONE = BASE + "/check-ins/{check_in:str}"


@get(BASE + "/check-ins/due", permission="guest", scope="goals:read", operation_id="rituals_due_list")
async def list_due(ctx: RequestCtx) -> Page[CheckInDraftOut]:
    """The check-ins that I owe, drafted: the longest due first."""
    return Page(await drafts.drafts_due(ctx, member=ctx.actor.member))


@get(BASE + "/teams/{team:str}/check-ins", permission="guest", scope="goals:read", operation_id="rituals_team_list")
async def list_team(ctx: RequestCtx, team: FromPath[str]) -> Page[CheckInDraftOut]:
    """Every live key result of a team, drafted, with who owes what. Teams below have their own."""
    return Page(await drafts.drafts_of_team(ctx, uuid_of(team)))


@get(
    BASE + "/key-results/{key_result:str}/check-in-draft",
    permission="guest",
    scope="goals:read",
    operation_id="rituals_draft_get",
)
async def get_draft(ctx: RequestCtx, key_result: FromPath[str]) -> CheckInDraftOut:
    """The check-in of one key result as it opens, due or not."""
    return await drafts.draft(ctx, uuid_of(key_result))


@get(
    BASE + "/objectives/{objective:str}/check-in-courses",
    permission="member",
    scope="goals:read",
    operation_id="rituals_course_list",
)
async def list_courses(ctx: RequestCtx, objective: FromPath[str]) -> CoursesOut:
    """How the check-ins of an objective's key results went, to be handed to reviews of its words."""
    return await courses.courses_of(ctx, uuid_of(objective))


@get(OF_KEY_RESULT, permission="guest", scope="goals:read", operation_id="rituals_check_in_list")
async def list_check_ins(
    ctx: RequestCtx,
    key_result: FromPath[str],
    *,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = DEFAULT_LIMIT,
) -> Page[CheckInOut]:
    """All check-ins, newest first; those that were corrected or withdrawn are not `live`."""
    return await given.history(ctx, uuid_of(key_result), limit=limit, cursor=cursor)


@post(OF_KEY_RESULT, permission="guest", scope="goals:write", operation_id="rituals_check_in_create")
async def create_check_in(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[CheckInIn]) -> CheckedInOut:
    """Check in. Undo it by a withdrawal."""
    return await check_ins.check_in(ctx, uuid_of(key_result), data)


@post(ONE + "/correction", permission="guest", scope="goals:write", operation_id="rituals_check_in_correct")
async def correct_check_in(ctx: RequestCtx, check_in: FromPath[str], data: JSONBody[CheckInIn]) -> CheckedInOut:
    """Another check-in in its place; the old one stays in the history."""
    return await check_ins.correct_check_in(ctx, uuid_of(check_in), data)


@post(ONE + "/withdrawal", permission="guest", scope="goals:write", operation_id="rituals_check_in_withdraw")
async def withdraw_check_in(ctx: RequestCtx, check_in: FromPath[str]) -> CheckedInOut:
    """Take a check-in back, with its value."""
    return await check_ins.withdraw_check_in(ctx, uuid_of(check_in))


@post(
    BASE + "/key-results/{key_result:str}/check-in-request",
    permission="member",
    scope="goals:write",
    operation_id="rituals_check_in_ask",
    status_code=204,
)
async def ask_for_check_in(ctx: RequestCtx, key_result: FromPath[str]) -> None:
    """Ask whoever gives its check-ins for one."""
    await check_ins.ask_for_check_in(ctx, uuid_of(key_result))


@get(
    BASE + "/objectives/{objective:str}/blockers",
    permission="guest",
    scope="goals:read",
    operation_id="rituals_blocker_list",
)
async def list_blockers(ctx: RequestCtx, objective: FromPath[str]) -> Page[OpenBlockerOut]:
    """What is in the way of an objective, as the newest check-ins of its key results say."""
    return Page(await given.open_blockers(ctx, uuid_of(objective)))


@post("/api/check-in-links/preview", permission="public", operation_id="rituals_link_preview", status_code=200)
async def preview_link(ctx: RequestCtx, data: JSONBody[CheckInLinkSecret]) -> CheckInLinkOut:
    """What the link in a reminder opens. Looking does not use it."""
    return await check_in_links.look(ctx, data.token)


@post("/api/check-in-links/redeem", permission="public", operation_id="rituals_link_redeem", status_code=200)
async def redeem_link(ctx: RequestCtx, data: JSONBody[CheckInLinkIn]) -> CheckInLinkDone:
    """Check in through the link in a reminder, once."""
    return await check_in_links.give(ctx, data)


ROUTES: list[HTTPRouteHandler] = [
    list_due,
    list_team,
    get_draft,
    list_courses,
    list_check_ins,
    create_check_in,
    correct_check_in,
    withdraw_check_in,
    ask_for_check_in,
    list_blockers,
    preview_link,
    redeem_link,
]

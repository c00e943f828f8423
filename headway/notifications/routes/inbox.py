"""One's own inbox."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.http import RequestCtx, get, post, uuid_of
from headway.notifications.actions import inbox as actions
from headway.notifications.queries import inbox as queries
from headway.notifications.schemas.inbox import InboxChange, InboxOut, State, UnreadOut
from headway.rituals.actions import reminders
from headway.rituals.rules.calendar import Kind

INBOX = "/api/w/{workspace:str}/inbox"


@get(INBOX, permission="guest", scope="inbox:read", operation_id="notifications_inbox_list")
async def list_inbox(ctx: RequestCtx, show: FromQuery[State] = "open") -> InboxOut:
    """What happened to the caller, by subject, newest first: what is open, snoozed, or done."""
    return await queries.inbox(ctx, show)


@get(INBOX + "/unread", permission="guest", scope="inbox:read", operation_id="notifications_unread_get")
async def get_unread(ctx: RequestCtx) -> UnreadOut:
    """How many groups hold something new."""
    return await queries.unread(ctx)


@post(
    INBOX + "/changes",
    permission="guest",
    scope="inbox:write",
    operation_id="notifications_inbox_change",
    status_code=200,
)
async def change_inbox(ctx: RequestCtx, data: JSONBody[InboxChange]) -> InboxOut:
    """Mark notices as done, read, unread or open, or snooze them until a moment."""
    return await actions.change(ctx, data)


@post(
    INBOX + "/reminders/{subject:str}/go-on",
    permission="guest",
    scope="inbox:write",
    operation_id="notifications_reminder_continue",
    status_code=204,
)
async def go_on(ctx: RequestCtx, subject: FromPath[str], ritual: FromQuery[Kind | None] = None) -> None:
    """Keep being reminded of something that was left unanswered three times; of a team, of one ritual or of all."""
    await reminders.go_on(ctx, uuid_of(subject), ritual=ritual)


ROUTES: list[HTTPRouteHandler] = [list_inbox, get_unread, change_inbox, go_on]

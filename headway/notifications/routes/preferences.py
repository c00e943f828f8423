"""How one wants to be told, and ending mails from a mail."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, post, put
from headway.notifications.actions import feeds
from headway.notifications.actions import preferences as actions
from headway.notifications.queries import preferences as queries
from headway.notifications.schemas.preferences import (
    FeedOut,
    PreferencesIn,
    PreferencesOut,
    UnsubscribedOut,
    UnsubscribeIn,
)

PREFERENCES = "/api/w/{workspace:str}/notifications/preferences"
FEED = "/api/w/{workspace:str}/notifications/feed"


@get(PREFERENCES, permission="guest", scope="inbox:read", operation_id="notifications_preferences_get")
async def get_preferences(ctx: RequestCtx) -> PreferencesOut:
    """One's own, with the defaults where nothing was chosen."""
    return await queries.preferences(ctx)


@put(PREFERENCES, permission="guest", scope="inbox:write", operation_id="notifications_preferences_set")
async def set_preferences(ctx: RequestCtx, data: JSONBody[PreferencesIn], if_match: IfMatch = None) -> PreferencesOut:
    """Replace them. The version of preferences nobody has set is 0."""
    return await actions.save(ctx, data, version=expected(if_match))


@post(FEED, permission="guest", operation_id="notifications_feed_create")
async def create_feed(ctx: RequestCtx) -> FeedOut:
    """A secret address of one's rituals for calendar programs; an earlier one ends."""
    return await feeds.make_feed(ctx)


@delete(FEED, permission="guest", operation_id="notifications_feed_delete", status_code=204)
async def delete_feed(ctx: RequestCtx) -> None:
    """End the address."""
    await feeds.end_feed(ctx)


@post("/api/unsubscribe", permission="public", operation_id="notifications_mail_unsubscribe", status_code=200)
async def unsubscribe(ctx: RequestCtx, data: JSONBody[UnsubscribeIn]) -> UnsubscribedOut:
    """No more mails of one kind, with the secret of the mail's link. It changes nothing else."""
    return await actions.unsubscribe(ctx, data.token)


@post(
    "/api/unsubscribe/{secret:str}",
    permission="public",
    operation_id="notifications_mail_unsubscribe_once",
    status_code=200,
)
async def unsubscribe_in_one_click(ctx: RequestCtx, secret: FromPath[str]) -> UnsubscribedOut:
    """The same, as mail programs ask for it (RFC 8058)."""
    return await actions.unsubscribe(ctx, secret)


@get("/api/unsubscribe/{secret:str}", permission="public", operation_id="notifications_mail_unsubscribe_page")
async def unsubscribe_page(ctx: RequestCtx, secret: FromPath[str]) -> Redirect:  # noqa: ARG001 - every handler has it
    """A person who opens that address in a browser is asked first."""
    return Redirect(f"/unsubscribe#{secret}")


ROUTES: list[HTTPRouteHandler] = [
    get_preferences,
    set_preferences,
    create_feed,
    delete_feed,
    unsubscribe,
    unsubscribe_in_one_click,
    unsubscribe_page,
]

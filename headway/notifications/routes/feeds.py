"""Calendars for other programs, by their secret address."""

from typing import Annotated

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, HeaderParameter

from headway.core.http import RequestCtx, get
from headway.notifications.actions import feeds
from headway.notifications.queries import feeds as queries


@get("/api/calendars/{secret:str}", permission="public", operation_id="notifications_feed_read")
async def read_feed(
    ctx: RequestCtx,
    secret: FromPath[str],
    if_none_match: Annotated[str | None, HeaderParameter(name="If-None-Match", required=False)] = None,
) -> Response[bytes]:
    """The rituals of one person as iCalendar (RFC 5545). Whoever has the address may read it, and nothing else."""
    await feeds.open_feed(ctx, secret)
    found = await queries.feed(ctx)
    headers = {"ETag": f'"{found.tag}"', "Cache-Control": "private, max-age=900", "X-Robots-Tag": "noindex"}
    if if_none_match is not None and found.tag in if_none_match:
        return Response(b"", status_code=304, headers=headers, media_type="text/calendar; charset=utf-8")
    return Response(found.body, headers=headers, media_type="text/calendar; charset=utf-8")


ROUTES: list[HTTPRouteHandler] = [read_feed]

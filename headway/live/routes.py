"""The stream of a workspace: `GET /api/w/{workspace}/events`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

from litestar import Request
from litestar.datastructures import State
from litestar.params import FromQuery, HeaderParameter
from litestar.response import Stream

from headway.core.ctx import Ctx
from headway.core.edge import Caller
from headway.core.errors import Forbidden
from headway.core.http import RequestCtx, get
from headway.live import rules
from headway.live.hub import Hub

CHECK_SECONDS = 15.0


@get(
    "/api/w/{workspace:str}/events",
    permission="guest",
    scope="goals:read",
    operation_id="live_event_stream",
    stream=True,
    media_type="text/event-stream",
)
async def stream(
    request: Request[Any, Any, State],
    ctx: RequestCtx,
    after: FromQuery[str | None] = None,
    last_event_id: Annotated[str | None, HeaderParameter(name="Last-Event-ID", required=False)] = None,
) -> Stream:
    """What changes, as server-sent events: ids, versions, new progress of what you may see. Resumes by Last-Event-ID.

    `hello` says where the stream stands, `change` what to look at again, `reload` that too much was missed.
    """
    running = request.app.state.running
    place = rules.parse_place(last_event_id) if last_event_id else rules.parse_place(after)
    return Stream(
        _messages(running.hub, ctx, place, still_admitted=lambda: running.edge.caller(request.scope)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _messages(
    hub: Hub, ctx: Ctx, place: int | None, *, still_admitted: Callable[[], Awaitable[Caller | None]]
) -> AsyncIterator[bytes]:
    """Messages until the person may no longer listen, the server stops, or the reader leaves."""
    member = ctx.actor.member
    if member is None:
        raise Forbidden
    clock = asyncio.get_running_loop().time
    checked = clock()
    async with hub.screen(ctx.workspace.id, member, guest=ctx.actor.is_guest, after=place) as screen:
        while (ready := await screen.take(CHECK_SECONDS)) is not None:
            if clock() - checked >= CHECK_SECONDS:
                checked = clock()
                screen.look_again(await still_admitted())
            yield ready or rules.HEARTBEAT


ROUTES = [stream]

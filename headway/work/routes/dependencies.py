"""What waits for what."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from headway.core.http import RequestCtx, delete, put, uuid_of
from headway.work.actions import dependencies
from headway.work.schemas.dependencies import Dependencies

ONE = "/api/w/{workspace:str}/tasks/{task:str}/blockers/{blocker:str}"


@put(ONE, permission="guest", scope="work:write", operation_id="work_blocker_put")
async def put_blocker(ctx: RequestCtx, task: FromPath[str], blocker: FromPath[str]) -> Dependencies:
    """Let a task wait for another one. A circle is refused, and the answer names its way."""
    return await dependencies.block(ctx, uuid_of(task), uuid_of(blocker))


@delete(ONE, permission="guest", scope="work:write", operation_id="work_blocker_remove", status_code=200)
async def remove_blocker(ctx: RequestCtx, task: FromPath[str], blocker: FromPath[str]) -> Dependencies:
    """A task waits for another one no more."""
    return await dependencies.unblock(ctx, uuid_of(task), uuid_of(blocker))


ROUTES: list[HTTPRouteHandler] = [put_blocker, remove_blocker]

"""What is open to whom: how a guest sees anything, and how a private thing opens to a person."""

from typing import Any

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, JSONBody

from headway.core.http import RequestCtx, delete, get, put, uuid_of
from headway.core.pages import Page
from headway.core.subjects import Registry
from headway.organisation.actions import shares
from headway.organisation.queries import shares as queries
from headway.organisation.schemas import ShareKind, ShareOut, SharePut

PATH = "/api/w/{workspace:str}/shares"
AnyRequest = Request[Any, Any, State]


@get(PATH, permission="guest", scope="people:read", operation_id="organisation_share_list")
async def list_shares(
    request: AnyRequest,
    ctx: RequestCtx,
    *,
    subject: FromQuery[ShareKind | None] = None,
    subject_id: FromQuery[str | None] = None,
    member: FromQuery[str | None] = None,
) -> Page[ShareOut]:
    """With whom one thing is shared (`subject` and `subject_id`), or what is shared with one person (`member`)."""
    return Page(
        await queries.shares(
            ctx,
            _registry(request),
            kind=subject,
            subject_id=uuid_of(subject_id) if subject_id else None,
            member=uuid_of(member) if member else None,
        )
    )


@put(PATH, permission="member", scope="people:write", operation_id="organisation_share_put")
async def put_share(request: AnyRequest, ctx: RequestCtx, data: JSONBody[SharePut]) -> Page[ShareOut]:
    """Open a team, project or objective to a person, or change how far; answers with all its shares."""
    registry = _registry(request)
    await shares.share(ctx, registry, data)
    return Page(await queries.shares(ctx, registry, kind=data.subject, subject_id=data.subject_id))


@delete(PATH, permission="member", scope="people:write", operation_id="organisation_share_remove", status_code=204)
async def remove_share(
    request: AnyRequest,
    ctx: RequestCtx,
    *,
    member: FromQuery[str],
    subject: FromQuery[ShareKind],
    subject_id: FromQuery[str],
) -> None:
    """Close a thing to a person again."""
    await shares.unshare(
        ctx, _registry(request), member_id=uuid_of(member), kind=subject, subject_id=uuid_of(subject_id)
    )


def _registry(request: AnyRequest) -> Registry:
    registry: Registry = request.app.state.running.subjects
    return registry


ROUTES: list[HTTPRouteHandler] = [list_shares, put_share, remove_share]

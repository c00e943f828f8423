"""Inviting people, and accepting."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import RequestCtx, delete, get, post, uuid_of
from headway.core.http_cookies import with_session
from headway.core.pages import Page
from headway.identity import queries as identity
from headway.identity.schemas import Bootstrap
from headway.organisation.actions import invitations
from headway.organisation.queries import invitations as queries
from headway.organisation.schemas import (
    CreatedInvitationOut,
    InvitationAccept,
    InvitationNew,
    InvitationOut,
    InvitationPreview,
    InvitationSecret,
)


@post("/api/invitations/preview", permission="public", operation_id="organisation_invitation_preview", status_code=200)
async def preview_invitation(ctx: RequestCtx, data: JSONBody[InvitationSecret]) -> InvitationPreview:
    """What an invitation link is about."""
    return await invitations.preview(ctx, data.token)


@post("/api/invitations/accept", permission="public", operation_id="organisation_invitation_accept", status_code=200)
async def accept_invitation(ctx: RequestCtx, data: JSONBody[InvitationAccept]) -> Response[Bootstrap]:
    """Join a workspace: signed in already, with the password of an existing account, or with a new account."""
    opened = await invitations.accept(ctx, data)
    answer = await identity.bootstrap(ctx)
    if opened is None:
        return Response(answer)
    return with_session(answer, secret=opened.secret, csrf=opened.csrf, settings=ctx.settings)


@get(
    "/api/w/{workspace:str}/invitations",
    permission="admin",
    scope="people:read",
    operation_id="organisation_invitation_list",
)
async def list_invitations(ctx: RequestCtx) -> Page[InvitationOut]:
    """Invitations that can still be accepted. Without their links: make a new one if a link was lost."""
    return Page(await queries.invitations(ctx))


@post(
    "/api/w/{workspace:str}/invitations",
    permission="admin",
    scope="people:write",
    operation_id="organisation_invitation_create",
    opt={"shown_once": True},
)
async def create_invitation(ctx: RequestCtx, data: JSONBody[InvitationNew]) -> CreatedInvitationOut:
    """Invite somebody. The link is in this answer and cannot be had again; it is mailed too where mail is set up."""
    return await invitations.invite(ctx, data)


@delete(
    "/api/w/{workspace:str}/invitations/{invitation:str}",
    permission="admin",
    scope="people:write",
    operation_id="organisation_invitation_revoke",
    status_code=204,
)
async def revoke_invitation(ctx: RequestCtx, invitation: FromPath[str]) -> None:
    """End an invitation."""
    await invitations.revoke_invitation(ctx, uuid_of(invitation))


ROUTES: list[HTTPRouteHandler] = [
    preview_invitation,
    accept_invitation,
    list_invitations,
    create_invitation,
    revoke_invitation,
]

"""Claiming a new installation, one's own account, and further workspaces."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headway.core.http import RequestCtx, patch, post
from headway.core.http_cookies import with_session
from headway.identity import queries as identity
from headway.identity.schemas import Account, Bootstrap, WorkspaceRef
from headway.organisation.actions import members, workspaces
from headway.organisation.schemas import AccountPatch, SetUp, WorkspaceNew


@post("/api/setup", permission="public", operation_id="organisation_setup_create", status_code=200)
async def set_up(ctx: RequestCtx, data: JSONBody[SetUp]) -> Response[Bootstrap]:
    """Set a new installation up with the secret from its console, and sign in.

    With start "demo" a sample workspace is made beside the person's own within seconds (`filling`).
    """
    opened = await workspaces.set_up(ctx, data)
    answer = await identity.bootstrap(ctx, filling=data.start == "demo")
    return with_session(answer, secret=opened.secret, csrf=opened.csrf, settings=ctx.settings)


@patch("/api/account", permission="account", operation_id="organisation_account_rename")
async def rename_account(ctx: RequestCtx, data: JSONBody[AccountPatch]) -> Account:
    """Change my name. My workspaces show it a moment later."""
    return await members.rename_account(ctx, data.name)


@post("/api/workspaces", permission="account", operation_id="organisation_workspace_create")
async def open_another(ctx: RequestCtx, data: JSONBody[WorkspaceNew]) -> WorkspaceRef:
    """Open one more workspace, as its owner."""
    made = await workspaces.open_another(ctx, data)
    return WorkspaceRef(id=made.id, slug=made.slug, name=made.name, role="owner", sample=made.sample)


ROUTES: list[HTTPRouteHandler] = [set_up, rename_account, open_another]

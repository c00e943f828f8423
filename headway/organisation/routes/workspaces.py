"""The workspace: what its pages need first, its settings, its end."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headway.core.http import IfMatch, RequestCtx, expected, get, patch, post
from headway.organisation.actions import workspaces
from headway.organisation.queries import workspaces as queries
from headway.organisation.schemas import WorkspaceBootstrap, WorkspaceDeletion, WorkspaceOut, WorkspacePatch


@get(
    "/api/w/{workspace:str}/bootstrap",
    permission="guest",
    scope="people:read",
    operation_id="organisation_bootstrap_get",
)
async def get_bootstrap(ctx: RequestCtx) -> WorkspaceBootstrap:
    """The workspace, who I am in it and what I may do, and its teams."""
    return await queries.bootstrap(ctx)


@get(
    "/api/w/{workspace:str}/workspace",
    permission="guest",
    scope="settings:read",
    operation_id="organisation_workspace_get",
)
async def get_workspace(ctx: RequestCtx) -> WorkspaceOut:
    """The settings of the workspace."""
    return await queries.workspace(ctx)


@patch(
    "/api/w/{workspace:str}/workspace",
    permission="admin",
    scope="settings:write",
    operation_id="organisation_workspace_edit",
)
async def edit_workspace(ctx: RequestCtx, data: JSONBody[WorkspacePatch], if_match: IfMatch = None) -> WorkspaceOut:
    """Change settings. What is left out stays."""
    return await workspaces.edit_workspace(ctx, data, version=expected(if_match))


@post(
    "/api/w/{workspace:str}/workspace/deletion",
    permission="owner",
    operation_id="organisation_workspace_delete",
    status_code=204,
)
async def delete_workspace(ctx: RequestCtx, data: JSONBody[WorkspaceDeletion]) -> None:
    """Delete the workspace and everything in it, for good. Its name must be typed."""
    await workspaces.delete_workspace(ctx, typed=data.name)


ROUTES: list[HTTPRouteHandler] = [get_bootstrap, get_workspace, edit_workspace, delete_workspace]

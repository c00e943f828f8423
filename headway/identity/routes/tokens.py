"""API tokens of a workspace. A token cannot make or revoke tokens: these routes have no scope."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import RequestCtx, delete, get, post, uuid_of
from headway.core.pages import Page
from headway.identity import queries
from headway.identity.actions import tokens
from headway.identity.rules.scopes import SCOPES
from headway.identity.schemas import CreatedTokenOut, NewToken, ScopeOut, TokenOut


@get("/api/w/{workspace:str}/tokens", permission="guest", operation_id="identity_token_list")
async def list_tokens(ctx: RequestCtx) -> Page[TokenOut]:
    """My tokens; an admin sees everybody's. Never with their secret."""
    return Page(await queries.tokens(ctx))


@get("/api/w/{workspace:str}/tokens/scopes", permission="guest", operation_id="identity_scope_list")
async def list_scopes(ctx: RequestCtx) -> Page[ScopeOut]:
    """What a token can be allowed to do."""
    del ctx
    return Page([ScopeOut(name=name, description=description) for name, description in SCOPES.items()])


@post(
    "/api/w/{workspace:str}/tokens", permission="guest", operation_id="identity_token_create", opt={"shown_once": True}
)
async def create_token(ctx: RequestCtx, data: JSONBody[NewToken]) -> CreatedTokenOut:
    """Make a token. Its secret is in this answer and cannot be had again."""
    return await tokens.create_token(ctx, data)


@delete(
    "/api/w/{workspace:str}/tokens/{token:str}",
    permission="guest",
    operation_id="identity_token_revoke",
    status_code=204,
)
async def revoke_token(ctx: RequestCtx, token: FromPath[str]) -> None:
    """Revoke a token. The next request with it is refused."""
    await tokens.revoke_token(ctx, uuid_of(token))


ROUTES: list[HTTPRouteHandler] = [list_tokens, list_scopes, create_token, revoke_token]

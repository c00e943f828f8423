"""Signing in and out, and the devices that are signed in."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import RequestCtx, delete, get, post, uuid_of
from headway.core.http_cookies import csrf_cookie, with_session, without_session
from headway.core.pages import Page
from headway.identity import queries
from headway.identity.actions import sessions
from headway.identity.schemas import Bootstrap, LinkSecret, Session, SignIn


@get("/api/bootstrap", permission="public", operation_id="identity_bootstrap_get")
async def get_bootstrap(ctx: RequestCtx) -> Response[Bootstrap]:
    """What the first page needs: is this installation set up, who am I, where may I go."""
    csrf = await queries.csrf_of(ctx)
    cookies = [csrf_cookie(csrf, ctx.settings)] if csrf else []
    return Response(await queries.bootstrap(ctx), cookies=cookies)


@post("/api/session", permission="public", operation_id="identity_session_create", status_code=200)
async def create_session(ctx: RequestCtx, data: JSONBody[SignIn]) -> Response[Bootstrap]:
    """Sign in. After 10 wrong passwords for an account, or 30 from an address, wait as Retry-After says."""
    opened = await sessions.sign_in(ctx, email=data.email, password=data.password)
    return with_session(await queries.bootstrap(ctx), secret=opened.secret, csrf=opened.csrf, settings=ctx.settings)


@post("/api/session/link", permission="public", operation_id="identity_session_link", status_code=200)
async def create_session_by_link(ctx: RequestCtx, data: JSONBody[LinkSecret]) -> Response[Bootstrap]:
    """Sign in with a one-click link. It works once."""
    opened = await sessions.sign_in_by_link(ctx, data.token)
    return with_session(await queries.bootstrap(ctx), secret=opened.secret, csrf=opened.csrf, settings=ctx.settings)


@delete("/api/session", permission="public", operation_id="identity_session_delete", status_code=204)
async def delete_session(ctx: RequestCtx) -> Response[None]:
    """Sign out. Without a session there is nothing to do, and that is fine."""
    await sessions.sign_out(ctx)
    return without_session(ctx.settings)


@get("/api/sessions", permission="account", operation_id="identity_session_list")
async def list_sessions(ctx: RequestCtx) -> Page[Session]:
    """Where I am signed in."""
    return Page(await queries.sessions(ctx))


@delete("/api/sessions", permission="account", operation_id="identity_session_revoke_others", status_code=204)
async def revoke_other_sessions(ctx: RequestCtx) -> None:
    """Sign out everywhere but here."""
    await sessions.revoke_other_sessions(ctx)


@delete("/api/sessions/{session:str}", permission="account", operation_id="identity_session_revoke", status_code=204)
async def revoke_session(ctx: RequestCtx, session: FromPath[str]) -> None:
    """Sign one device out."""
    await sessions.revoke_session(ctx, uuid_of(session))


ROUTES: list[HTTPRouteHandler] = [
    get_bootstrap,
    create_session,
    create_session_by_link,
    delete_session,
    list_sessions,
    revoke_other_sessions,
    revoke_session,
]

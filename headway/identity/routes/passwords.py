"""Changing a password, and choosing a new one by a mailed link."""

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from headway.core.http import RequestCtx, post
from headway.core.http_cookies import with_session
from headway.identity import queries
from headway.identity.actions import links, sessions
from headway.identity.schemas import Bootstrap, EmailOnly, PasswordChange, ResetRedeem


@post("/api/account/password", permission="account", operation_id="identity_password_change", status_code=204)
async def change_password(ctx: RequestCtx, data: JSONBody[PasswordChange]) -> None:
    """Change my password. All other devices are signed out."""
    await sessions.change_password(ctx, current=data.current, new=data.new)


@post("/api/password-reset", permission="public", operation_id="identity_reset_request", status_code=204)
async def request_reset(ctx: RequestCtx, data: JSONBody[EmailOnly]) -> None:
    """Ask for a link to choose a new password. The answer is the same for every address."""
    await links.ask_for_reset(ctx, data.email)


@post("/api/password-reset/redeem", permission="public", operation_id="identity_reset_redeem", status_code=200)
async def redeem_reset(ctx: RequestCtx, data: JSONBody[ResetRedeem]) -> Response[Bootstrap]:
    """Choose a new password with the mailed link. All devices are signed out, this one is signed in."""
    opened = await sessions.redeem_reset(ctx, secret=data.token, password=data.password)
    return with_session(await queries.bootstrap(ctx), secret=opened.secret, csrf=opened.csrf, settings=ctx.settings)


ROUTES: list[HTTPRouteHandler] = [change_password, request_reset, redeem_reset]

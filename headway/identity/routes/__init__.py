"""The routes of identity. All take and give JSON; secrets come in bodies, never in paths."""

from litestar.handlers import HTTPRouteHandler

from headway.identity.routes import passwords, sessions, tokens

ROUTES: list[HTTPRouteHandler] = [*passwords.ROUTES, *sessions.ROUTES, *tokens.ROUTES]

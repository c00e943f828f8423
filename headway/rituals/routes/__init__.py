"""The routes of rituals."""

from litestar.handlers import HTTPRouteHandler

from headway.rituals.routes import calendars

ROUTES: list[HTTPRouteHandler] = [*calendars.ROUTES]

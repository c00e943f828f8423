"""The routes of notifications."""

from litestar.handlers import HTTPRouteHandler

from headway.notifications.routes import feeds, inbox, preferences

ROUTES: list[HTTPRouteHandler] = [*feeds.ROUTES, *inbox.ROUTES, *preferences.ROUTES]

"""The routes of notifications."""

from litestar.handlers import HTTPRouteHandler

from headway.notifications.routes import chat, feeds, inbox, preferences

ROUTES: list[HTTPRouteHandler] = [*chat.ROUTES, *feeds.ROUTES, *inbox.ROUTES, *preferences.ROUTES]

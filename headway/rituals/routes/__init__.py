"""The routes of rituals."""

from litestar.handlers import HTTPRouteHandler

from headway.rituals.routes import calendars, check_ins, my_week

ROUTES: list[HTTPRouteHandler] = [
    *calendars.ROUTES,
    *check_ins.ROUTES,
    *my_week.ROUTES,
]

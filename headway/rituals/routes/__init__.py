"""The routes of rituals."""

from litestar.handlers import HTTPRouteHandler

from headway.rituals.routes import (
    assessments,
    calendars,
    carrying,
    check_ins,
    gradings,
    my_week,
    retrospectives,
    reviews,
)

ROUTES: list[HTTPRouteHandler] = [
    *assessments.ROUTES,
    *calendars.ROUTES,
    *carrying.ROUTES,
    *check_ins.ROUTES,
    *gradings.ROUTES,
    *my_week.ROUTES,
    *retrospectives.ROUTES,
    *reviews.ROUTES,
]

"""The routes of rituals."""

from litestar.handlers import HTTPRouteHandler

from headway.rituals.routes import (
    assessments,
    calendars,
    carrying,
    check_ins,
    gradings,
    meetings,
    my_week,
    retrospectives,
    reviews,
    squares,
    weeks,
)

ROUTES: list[HTTPRouteHandler] = [
    *assessments.ROUTES,
    *calendars.ROUTES,
    *carrying.ROUTES,
    *check_ins.ROUTES,
    *gradings.ROUTES,
    *meetings.ROUTES,
    *my_week.ROUTES,
    *retrospectives.ROUTES,
    *reviews.ROUTES,
    *squares.ROUTES,
    *weeks.ROUTES,
]

"""The routes of goals."""

from litestar.handlers import HTTPRouteHandler

from headway.goals.routes import alignments, cycles, forecasts, key_results, measurements, objectives

ROUTES: list[HTTPRouteHandler] = [
    *alignments.ROUTES,
    *cycles.ROUTES,
    *forecasts.ROUTES,
    *key_results.ROUTES,
    *measurements.ROUTES,
    *objectives.ROUTES,
]

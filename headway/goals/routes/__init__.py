"""The routes of goals."""

from litestar.handlers import HTTPRouteHandler

from headway.goals.routes import (
    alignments,
    cycles,
    examples,
    forecasts,
    key_results,
    measurements,
    objectives,
    thresholds,
    writing,
)

ROUTES: list[HTTPRouteHandler] = [
    *alignments.ROUTES,
    *cycles.ROUTES,
    *examples.ROUTES,
    *forecasts.ROUTES,
    *key_results.ROUTES,
    *measurements.ROUTES,
    *objectives.ROUTES,
    *thresholds.ROUTES,
    *writing.ROUTES,
]

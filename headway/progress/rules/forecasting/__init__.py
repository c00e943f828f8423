"""Forecasts of key results: the chance of success, where the value will be, and how good such forecasts have been.

Read `shapes` first. `engine.forecasts` makes them in batches from `experts` (what is believed), `mixture` (what that
says about a day) and `paths` (simulated weeks). `scale` goes from days and units to a Series and back. `work` is for
linked tasks, `causes` for what would change the chance. `scoring` and `recalibration` look back at forecasts made,
`patterns` at the scores of a team. The method and what it was measured against: docs/concepts/forecasts.md.
"""

from headway.progress.rules.forecasting.engine import forecasts
from headway.progress.rules.forecasting.scale import Scale, band_scale, line_scale, on_scale
from headway.progress.rules.forecasting.shapes import FanPoint, Forecast, ForecastError, Series
from headway.progress.rules.forecasting.work import WorkForecast, work_forecast

__all__ = [
    "FanPoint",
    "Forecast",
    "ForecastError",
    "Scale",
    "Series",
    "WorkForecast",
    "band_scale",
    "forecasts",
    "line_scale",
    "on_scale",
    "work_forecast",
]

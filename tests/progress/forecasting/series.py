"""Series to test with: the worked ones, and arbitrary ones."""

from typing import Any

from hypothesis import strategies as st

from headway.progress.rules.forecasting import Forecast, Series, forecasts

GOLDEN = (  # model, times, values -> P(target), P(70 % of it), median: science.md, section 2.2
    ("level", (1, 2, 3, 4), (0.08, 0.15, 0.24, 0.31), (0.4574, 0.6817, 0.9457)),
    ("level", (1, 2, 3, 4, 5, 6), (0.02, -0.01, 0.05, 0.03, 0.04, 0.06), (0.0196, 0.0743, 0.1492)),
    ("level", (2, 5, 9), (0.3, 0.5, 0.95), (0.7089, 0.8554, 1.2556)),
    ("cumulative", (1, 2, 3, 4), (0.06, 0.13, 0.2, 0.27), (0.0664, 0.9837, 0.8852)),
    ("cumulative", (1, 3, 7, 10), (0.09, 0.25, 0.6, 0.82), (0.9518, 0.9999, 1.0622)),
)
BAND = {"stay": (-0.5, 1.0)}


def made(times: Any, values: Any, *, model: Any = "level", now: float | None = None, band: Any = None) -> Series:
    return Series(
        model=model,
        times=tuple(float(time) for time in times),
        values=tuple(float(value) for value in values),
        now=float(max(times, default=0) if now is None else now),
        band=band or BAND.get(model),
    )


def forecast(series: Series, *, success: float = 0.7, fan: bool = False) -> Forecast:
    return forecasts([series], success=[success], fan=fan)[0]


MODELS = st.sampled_from(["level", "cumulative", "touch", "stay"])
POINTS = st.dictionaries(st.integers(1, 52), st.floats(-2, 3, allow_nan=False, width=32), max_size=9)  # quarter weeks


@st.composite
def any_series(draw: st.DrawFn, models: st.SearchStrategy[str] = MODELS) -> Series:
    points = sorted(draw(POINTS).items())
    last = points[-1][0] if points else 0
    now = draw(st.integers(last, 52)) / 4
    return made([place / 4 for place, _ in points], [value for _, value in points], model=draw(models), now=now)

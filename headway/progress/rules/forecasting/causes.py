"""What would change the chance of a key result that is measured: the same forecast, with one thing made different.

For key results that are computed from tasks, the causes are in the tasks (`progress/rules/delivery`).
"""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from headway.progress.rules.forecasting.engine import believe, forecasts, tidy
from headway.progress.rules.forecasting.mixture import Mixture
from headway.progress.rules.forecasting.shapes import FRESH, LENGTH, Series

EASIER = 0.7  # share of the target that the first cause asks about
RECENT = 4.0  # weeks


class What(StrEnum):
    """The one thing made different."""

    EASIER_TARGET = "easier_target"
    NO_SLOW_START = "no_slow_start"
    WITHOUT_LAST_WEEKS = "without_last_weeks"
    FRESH_CHECK_IN = "fresh_check_in"


class Counterfactual(Struct, frozen=True):
    """`change` is what the chance of success gains: `chance` minus the chance as things are."""

    what: What
    chance: float
    change: float


def counterfactuals(series: Series, *, success: float) -> list[Counterfactual]:
    """The largest change of the chance first; what does not apply is left out. They do not add up.

    - the target at 70 % of what it is
    - no slow start: the first third of the time so far at the pace of the rest, where that was higher
    - the last four weeks of values left out: what they did to the chance, with the sign turned round
    - a check-in of today that says what is expected, where the newest value is more than half a week old
    """
    series = tidy(series)
    variants = list(_variants(series, success))
    asked = [series, *(variant for _, variant, _ in variants)]
    made = forecasts(asked, success=[success, *(point for _, _, point in variants)], fan=False)
    now = made[0].chance
    found = [
        Counterfactual(what, forecast.chance, forecast.chance - now)
        for (what, _, _), forecast in zip(variants, made[1:], strict=True)
    ]
    return sorted(found, key=lambda one: -abs(one.change))


def _variants(series: Series, success: float) -> Iterator[tuple[What, Series, float]]:
    """(what is different, the series then, the success point then)."""
    if series.model != "stay":
        yield What.EASIER_TARGET, series, EASIER * success
        quicker = _without_slow_start(series)
        if quicker:
            yield What.NO_SLOW_START, quicker, success
    kept = sum(time <= series.times[-1] - RECENT for time in series.times) if series.times else 0
    if kept:
        yield What.WITHOUT_LAST_WEEKS, replace(series, times=series.times[:kept], values=series.values[:kept]), success
    last = series.times[-1] if series.times else 0.0
    if series.now - last > FRESH and series.now < LENGTH:
        yield What.FRESH_CHECK_IN, _with_value_now(series), success


def _without_slow_start(series: Series) -> Series | None:
    """The first third at the pace of the rest; None where that was no higher, or where too few values tell."""
    if len(series.times) < 3:
        return None
    third = series.times[-1] / 3
    place = int(np.searchsorted(series.times, third + 1e-9)) - 1
    time, value = (series.times[place], series.values[place]) if place >= 0 else (0.0, 0.0)
    pace = (series.values[-1] - value) / (series.times[-1] - time)
    gain = pace * time - value
    if gain <= 1e-9:
        return None
    early = tuple(pace * at for at in series.times[: place + 1])
    return replace(series, values=(*early, *(later + gain for later in series.values[place + 1 :])))


def _with_value_now(series: Series) -> Series:
    belief = believe([series])
    today = Mixture(belief.weights, *belief.at(np.array([series.now])), belief.df)
    expected = float(today.quantiles((0.5,))[0, 0])
    return replace(series, times=(*series.times, series.now), values=(*series.values, expected))

"""What a forecast says about the end, per model: chances, median, ranges, expected score."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from headway.progress.rules.forecasting.experts import Belief
from headway.progress.rules.forecasting.mixture import Mixture
from headway.progress.rules.forecasting.paths import Futures, simulated, weeks_left
from headway.progress.rules.forecasting.shapes import LENGTH, Series
from headway.progress.rules.forecasting.student import Floats

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)  # of the quantiles: low80, low50, median, high50, high80
SLACK = 1e-9  # reaching a point exactly is reaching it


class Ending(NamedTuple):
    """One number per series in each; `quantiles` has a row per share, and is None where they are those of the value."""

    chance: Floats
    chance_full: Floats
    mean_score: Floats
    quantiles: Floats | None = None


def settled(series: list[Series], success: Floats) -> tuple[Ending, Floats]:
    """After the end nothing is open: the last value decides, for `touch` the best, for `stay` the share of all.

    And the quantiles of the value, which are all the value itself.
    """
    touch, stay = (series[0].model == model for model in ("touch", "stay"))
    values = np.array([max(one.values) if touch else one.values[-1] for one in series])
    held = np.array([np.mean([_inside(value, one) for value in one.values]) for one in series])
    counted = held if stay else values
    chance, full = ((counted >= point - SLACK).astype(float) for point in (success, 1.0))
    return Ending(chance, full, np.clip(counted, 0.0, 1.0)), np.tile(values, (len(SHARES), 1))


def floor(series: list[Series]) -> Floats:
    """Below what the value cannot end: a count never falls. One number per series."""
    counts = series[0].model == "cumulative"
    return np.array([one.values[-1] if counts and one.values else -np.inf for one in series])


def _of_value(series: list[Series], belief: Belief, end: Mixture, success: Floats) -> Ending:
    del series, belief
    return Ending(end.chance(success), end.chance(np.ones_like(success)), end.mean_score())


def _of_touch(series: list[Series], belief: Belief, end: Mixture, success: Floats) -> Ending:
    """From the best value so far and the best of each simulated way."""
    del end
    futures = _futures(series, belief)
    so_far = np.array([max(one.values, default=0.0) for one in series])
    best = np.maximum(futures.values.max(axis=0), so_far)
    reached = (so_far >= success - SLACK, so_far >= 1 - SLACK)
    chance, full = (futures.mean(best >= point - SLACK) for point in (success, 1.0))
    chance, full = np.where(reached[0], 1.0, chance), np.where(reached[1], 1.0, full)
    return Ending(chance, full, futures.mean(np.clip(best, 0.0, 1.0)), futures.quantiles(best, SHARES))


def _of_stay(series: list[Series], belief: Belief, end: Mixture, success: Floats) -> Ending:
    """From the share of the coming weeks that each simulated way is inside the band."""
    del end
    futures = _futures(series, belief)
    bands = [one.band or (None, None) for one in series]
    low = np.array([-np.inf if one is None else one for one, _ in bands])
    high = np.array([np.inf if one is None else one for _, one in bands])
    held = ((futures.values >= low - SLACK) & (futures.values <= high + SLACK)).mean(axis=0)
    chance, full = (futures.mean(held >= point - SLACK) for point in (success, 1.0))
    full = np.minimum(full, _never_moved(series))
    return Ending(np.where(success >= 1 - SLACK, full, np.maximum(chance, full)), full, futures.mean(held))


OF: Mapping[str, Callable[[list[Series], Belief, Mixture, Floats], Ending]] = {
    "level": _of_value,
    "cumulative": _of_value,
    "touch": _of_touch,
    "stay": _of_stay,
}


def _futures(series: list[Series], belief: Belief) -> Futures:
    """Weekly ways from now to the end, equally many weeks for all; the last step is the end itself."""
    now = np.array([one.now for one in series])
    shares = np.arange(1, weeks_left(series[0].now) + 1) / weeks_left(series[0].now)
    return simulated(belief, now[:, None] + (LENGTH - now)[:, None] * shares)


def _never_moved(series: list[Series]) -> Floats:
    """The most that can be said of a number that has never moved: it has shown nothing of how it would.

    Not broken n times, it holds w times more with about the root of n / (n + w): Jeffreys' rule. Else 1.
    """
    still = np.array([len(set(one.values)) == 1 for one in series])
    n = np.array([len(one.values) for one in series]) + 0.5
    most: Floats = np.where(still, np.sqrt(n / (n + np.array([weeks_left(one.now) for one in series]))), 1.0)
    return most


def _inside(value: float, series: Series) -> bool:
    low, high = series.band or (None, None)
    return (low is None or value >= low - SLACK) and (high is None or value <= high + SLACK)

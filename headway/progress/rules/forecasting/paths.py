"""Simulated weekly futures, for the kinds where the way matters and not only the end: `touch` and `stay`.

Every expert draws its own paths, and the weights of the experts weigh them. All series draw the same random numbers,
which depend on nothing but the number of values and of weeks: the same data give the same number, and a target that is
further away is never more likely because of luck.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.progress.rules.forecasting.experts import Belief, State
from headway.progress.rules.forecasting.shapes import LENGTH, ROUNDING
from headway.progress.rules.forecasting.student import Floats

PATHS = 300  # per expert, in pairs: the chance is right to about .02
HEARD = 0.01  # weight below which an expert is not asked; it would change the chance by less than that
AT_ONCE = 32  # series whose paths are held in memory together
SEED = 20260105


class Draws(NamedTuple):
    """Standard normal numbers, shape (3, weeks + 1, paths), and gamma numbers of shape (paths, 1)."""

    normal: Floats
    gamma: Floats


class Futures(NamedTuple):
    """Values of shape (weeks, experts, paths, series), and the weight of one path of each expert and series."""

    values: Floats
    weights: Floats

    def mean(self, per_path: Floats | NDArray[np.bool_]) -> Floats:
        """The weighted mean over all paths of shares, an array (experts, paths, series); one number per series."""
        mean: Floats = np.minimum((per_path.mean(axis=1) * self.weights).sum(axis=0), 1.0)
        return mean

    def quantiles(self, per_path: Floats, shares: Sequence[float]) -> Floats:
        """Weighted quantiles of an array (experts, paths, series); shape (shares, series)."""
        experts, paths, series = per_path.shape
        flat = per_path.reshape(experts * paths, series)
        weights = np.repeat(self.weights / paths, paths, axis=0)
        order = np.argsort(flat, axis=0)
        sums = np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0)
        ordered = np.take_along_axis(flat, order, axis=0)
        places = [np.minimum((sums < share).sum(axis=0), len(flat) - 1) for share in shares]
        return np.array([ordered[place, np.arange(series)] for place in places])


def weeks_left(now: float) -> int:
    """Steps to simulate from now to the end, each a week or a little less."""
    return max(1, math.ceil(LENGTH - now - ROUNDING))


def simulated(belief: Belief, times: Floats) -> Futures:
    """Values at the `times` ahead, shape (series, weeks), as each expert sees them coming."""
    weeks = times.shape[1]
    draws = _draws(belief.df, weeks)
    belief = _heard(belief)
    panel, state = belief.panel, belief.state
    noise = np.sqrt(belief.rate[:, None] / draws.gamma)
    walk, bend, blur = panel.walk[:, None], panel.bend[:, None], np.sqrt(panel.noise)[:, None]
    root = np.sqrt(np.maximum(state.var, 1e-300))
    tilt = state.both / root
    rest = np.sqrt(np.maximum(state.var_drift - tilt * tilt, 0.0))
    first, second = draws.normal[:2, 0, :, None]
    level = state.level[:, None] + noise * root[:, None] * first
    drift = state.drift[:, None] + noise * (tilt[:, None] * first + rest[:, None] * second)
    gaps = np.diff(times, axis=1, prepend=belief.last[:, None])
    values = np.empty((weeks, *level.shape))
    for week in range(weeks):
        gap = gaps[:, week]
        step, turn, error = draws.normal[:, week + 1, :, None]
        turned = noise * np.sqrt(bend * gap) * turn
        level = level + gap * drift + noise * np.sqrt(walk * gap + bend * gap**3 / 12) * step + 0.5 * gap * turned
        drift = drift + turned
        values[week] = level + noise * blur * error
    return Futures(values, belief.weights)


def _heard(belief: Belief) -> Belief:
    """Without the experts that no series gives a weight worth the work."""
    weights = np.where(belief.weights < HEARD, 0.0, belief.weights)
    rows = np.flatnonzero(weights.any(axis=1))
    state = State(*(part[rows] for part in belief.state))
    weights = weights[rows] / weights.sum(axis=0)
    return belief._replace(panel=belief.panel.only(rows), state=state, weights=weights, rate=belief.rate[rows])


@lru_cache(maxsize=256)
def _draws(df: int, weeks: int) -> Draws:
    """Normal numbers in pairs of opposite sign, so that their mean is 0."""
    generator = np.random.default_rng([SEED, weeks])
    half = generator.standard_normal((3, weeks + 1, PATHS // 2))
    gamma = np.random.default_rng([SEED, df]).standard_gamma(df / 2, PATHS // 2)
    return Draws(np.concatenate([half, -half], axis=2), np.concatenate([gamma, gamma])[:, None])

"""How long work takes: lognormal around its estimate, and what that leaves for work that has begun."""

import math
from collections.abc import Sequence
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

SPREAD = 0.45
ENOUGH = 10  # as many finished pieces of work weigh as much as the default
NARROWEST, WIDEST = 0.2, 1.0
EDGE = 8.0  # standard deviations beyond which nothing is told apart

Runs = NDArray[np.float64]
"""(activities, runs): working days."""


def drawn(lengths: Sequence[tuple[float, float | None]], *, sigma: float, runs: int, seed: int) -> Runs:
    """What is left of each activity, (mean days, days spent or None), in each run.

    Every row takes each of `runs` equally likely parts of its distribution once, in an order of its own (Latin
    hypercube), so that few runs are enough. Begun work is drawn from what is longer than it has taken already.
    """
    if not lengths:
        return np.zeros((0, runs))
    orders = np.random.default_rng(seed).permuted(np.tile(_deviates(runs), (len(lengths), 1)), axis=1)
    means = np.array([mean for mean, _ in lengths])
    rows = np.exp(sigma * orders)
    rows *= (means * math.exp(-sigma * sigma / 2))[:, None]
    for place, (mean, spent) in enumerate(lengths):
        if spent and mean > 0:
            rows[place] = _longer(orders[place], mean, spent, sigma=sigma) - spent
    return rows


def remaining_mean(mean: float, spent: float | None, *, sigma: float) -> float:
    """What is left on average of work that has taken `spent` days and is not done; all of it before it began."""
    if not spent or mean <= 0:
        return max(mean, 0.0)
    at = (math.log(spent / mean) + sigma * sigma / 2) / sigma
    beyond = _upper(at)
    if beyond <= _upper(EDGE):
        return spent * sigma / EDGE  # far beyond its estimate: about a tenth of what it has taken
    return max(mean * _upper(at - sigma) / beyond - spent, 0.0)


def spread(ratios: Sequence[float]) -> float:
    """The sigma of durations from actual / estimate of finished work, drawn to the default where there is little of it.

    How far they lie from each other counts, not how far from 1: the mean of an estimate is kept.
    """
    logs = [math.log(ratio) for ratio in ratios if ratio > 0]
    if not logs:
        return SPREAD
    mean = sum(logs) / len(logs)
    squares = sum((one - mean) ** 2 for one in logs)
    found = math.sqrt((ENOUGH * SPREAD**2 + squares) / (ENOUGH + len(logs) - 1))
    return min(max(found, NARROWEST), WIDEST)


def _longer(deviates: Runs, mean: float, spent: float, *, sigma: float) -> Runs:
    """Whole lengths, all beyond `spent`, at the same place of what is left of the distribution."""
    at = (math.log(spent / mean) + sigma * sigma / 2) / sigma
    upper = np.interp(-deviates, *_normal()) * _upper(at)
    rest = -np.interp(np.maximum(upper, _upper(EDGE)), _normal()[1], _normal()[0])
    return np.asarray(np.maximum(mean * math.exp(-sigma * sigma / 2) * np.exp(sigma * rest), spent))


@cache
def _deviates(runs: int) -> Runs:
    """Standard normal deviates in the middle of `runs` equal parts, with variance exactly 1."""
    found = np.array([NormalDist().inv_cdf((part + 0.5) / runs) for part in range(runs)])
    return found / found.std() if runs > 1 else found


@cache
def _normal() -> tuple[Runs, Runs]:
    """Points of the standard normal distribution and their lower tails, fine enough to be read between."""
    points = np.linspace(-EDGE, EDGE, 4001)
    return points, np.array([_upper(-point) for point in points])


def _upper(at: float) -> float:
    return 0.5 * math.erfc(at / math.sqrt(2))

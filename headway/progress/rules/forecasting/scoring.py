"""How good forecasts have been, once it is known what happened. Lower is better, save for coverage and skill.

Chances are numbers in [0, 1], outcomes True or False (or 1 and 0); every function takes them in the same order.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from headway.progress.rules.forecasting.student import Floats

BINS = 10
CERTAIN = 1e-6  # a chance of 0 or 1 that was wrong costs a finite, large loss
PACE_SAYS_YES, PACE_SAYS_NO = 0.95, 0.05  # what "at this pace we get there" is worth as a chance
COLOURS = (0.9, 0.6, 0.3, 0.1)


class Bin(Struct, frozen=True):
    """Forecasts with a chance in [low, high): how many, what they said on average, what happened."""

    low: float
    high: float
    n: int
    said: float
    happened: float


class Scores(Struct, frozen=True, kw_only=True):
    """All that the page "How good are our forecasts?" and the back-test say about one set of forecasts."""

    n: int
    happened: float
    brier: float
    log_loss: float
    calibration_error: float
    bins: tuple[Bin, ...]


def brier(chances: ArrayLike, outcomes: ArrayLike) -> float:
    """Mean squared difference between chance and outcome: 0 is perfect, 0.25 a coin (Brier 1950)."""
    said, happened = _pair(chances, outcomes)
    return float(np.mean((said - happened) ** 2))


def log_loss(chances: ArrayLike, outcomes: ArrayLike) -> float:
    """Mean of -ln(chance given to what happened)."""
    said, happened = _pair(chances, outcomes)
    said = np.clip(said, CERTAIN, 1 - CERTAIN)
    return float(-np.mean(happened * np.log(said) + (1 - happened) * np.log(1 - said)))


def calibration(chances: ArrayLike, outcomes: ArrayLike, *, bins: int = BINS) -> tuple[Bin, ...]:
    """Chances in bins of equal width, the empty ones left out; in a good forecast `said` and `happened` agree."""
    said, happened = _pair(chances, outcomes)
    places = np.minimum((said * bins).astype(int), bins - 1)
    found = []
    for place in np.unique(places):
        inside = places == place
        mean_said, mean_happened = float(said[inside].mean()), float(happened[inside].mean())
        found.append(Bin(int(place) / bins, (int(place) + 1) / bins, int(inside.sum()), mean_said, mean_happened))
    return tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean difference between said and happened over the bins, weighed by their number (ECE); 0 without forecasts."""
    whole = sum(one.n for one in bins)
    return sum(one.n * abs(one.said - one.happened) for one in bins) / whole if whole else 0.0


def scores(chances: ArrayLike, outcomes: ArrayLike) -> Scores:
    """Everything at once. Raises ValueError without a single forecast."""
    said, happened = _pair(chances, outcomes)
    bins = calibration(said, happened)
    return Scores(
        n=len(said),
        happened=float(happened.mean()),
        brier=brier(said, happened),
        log_loss=log_loss(said, happened),
        calibration_error=calibration_error(bins),
        bins=bins,
    )


def skill(ours: float, theirs: float) -> float:
    """Share of the other forecast's Brier score (or log loss) that ours saves; below 0 where ours is worse."""
    return 1.0 - ours / theirs if theirs > 0 else 0.0


def coverage(low: ArrayLike, high: ArrayLike, values: ArrayLike) -> float:
    """Share of the values that lie in their range, both ends included. An honest 80 % range covers 0.8."""
    below, above, found = (np.asarray(one, dtype=float) for one in (low, high, values))
    return float(np.mean((found >= below) & (found <= above)))


def crps(quantiles: ArrayLike, shares: Sequence[float], values: ArrayLike) -> float:
    """Continuous ranked probability score from quantiles, shape (forecasts, shares): twice the mean pinball loss."""
    said, found = np.asarray(quantiles, dtype=float), np.asarray(values, dtype=float)[:, None]
    levels = np.asarray(shares, dtype=float)
    off = found - said
    return float(2 * np.mean(np.maximum(levels * off, (levels - 1) * off)))


def pace_chance(progress: ArrayLike, elapsed: ArrayLike, *, success: ArrayLike = 1.0) -> Floats:
    """What plain pace says: 0.95 where progress / elapsed share reaches the success point, else 0.05."""
    return np.where(_pace(progress, elapsed) >= np.asarray(success), PACE_SAYS_YES, PACE_SAYS_NO)


def colour_chance(progress: ArrayLike, elapsed: ArrayLike, *, success: ArrayLike = 1.0) -> Floats:
    """What the usual traffic light says, as a chance: by the share of the expected progress that is there.

    0.9 of it and more: 0.9, 0.6 and more: 0.6, 0.3 and more: 0.3, less: 0.1.
    """
    share = _pace(progress, elapsed) / np.asarray(success, dtype=float)
    green, amber, red, dark = COLOURS
    return np.where(share >= green, green, np.where(share >= amber, amber, np.where(share >= red, red, dark)))


def _pace(progress: ArrayLike, elapsed: ArrayLike) -> Floats:
    """Progress at the end if it goes on as so far."""
    gone = np.maximum(np.asarray(elapsed, dtype=float), 1e-9)
    return np.asarray(np.asarray(progress, dtype=float) / gone, dtype=float)


def _pair(chances: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    said, happened = np.asarray(chances, dtype=float).ravel(), np.asarray(outcomes, dtype=float).ravel()
    if not len(said) or len(said) != len(happened):
        raise ValueError("give as many outcomes as chances, and at least one")
    return said, happened

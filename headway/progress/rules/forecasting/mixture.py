"""A weighted mixture of Student distributions per series: chances, quantiles and the expected score."""

from typing import NamedTuple

import numpy as np

from headway.progress.rules.forecasting import student
from headway.progress.rules.forecasting.student import Floats

ROUNDS = 24  # of narrowing; five to seven are usual
CLOSE = 2e-5  # log odds that a quantile may be off
EDGE = 1e-12  # no share is nearer to 0 or 1
FLAT = 1e-300  # never divide by a difference of nothing
NEGLIGIBLE = 1e-6  # weight of an expert that need not be looked at for the range of a quantile


class Mixture(NamedTuple):
    """Weights, centres and scales of shape (experts, series); the degrees of freedom are the same for all."""

    weights: Floats
    centres: Floats
    scales: Floats
    df: int

    def below(self, x: Floats) -> Floats:
        """P(value <= x); `x` has one number per series, or rows of them."""
        rows = np.atleast_2d(x)
        t = (rows - self.centres[:, None]) / self.scales[:, None]
        found: Floats = np.einsum("en,eqn->qn", self.weights, student.cdf(t, self.df))
        return found.reshape(x.shape)

    def chance(self, x: Floats) -> Floats:
        """P(value > x), kept inside [0, 1] whatever the last digit of the sum says."""
        return np.clip(1.0 - self.below(x), 0.0, 1.0)

    def quantiles(self, shares: tuple[float, ...]) -> Floats:
        """Shape (shares, series). A mixture's quantile lies between those of its parts, where it is then narrowed down.

        By regula falsi on the log odds, on which a distribution is nearly straight (Illinois: an end that stays twice
        counts half), and by plain halving every fourth time, so that a lopsided mixture converges too.
        """
        parts = self.centres[:, None] + self.scales[:, None] * student.quantiles(shares, self.df)[:, None]
        counted = (self.weights > NEGLIGIBLE)[:, None]
        low = np.where(counted, parts, np.inf).min(axis=0)
        high = np.where(counted, parts, -np.inf).max(axis=0)
        return _narrowed(self, _log_odds(np.array(shares)[:, None]), low, high)

    def mean_score(self) -> Floats:
        """E[min(max(value, 0), 1)]: one minus the area under the distribution function between 0 and 1."""
        upper = student.area((1.0 - self.centres) / self.scales, self.df)
        lower = student.area(-self.centres / self.scales, self.df)
        covered = (self.weights * self.scales * (upper - lower)).sum(axis=0)
        score: Floats = np.clip(1.0 - covered, 0.0, 1.0)
        return score


def _narrowed(mixture: Mixture, wanted: Floats, low: Floats, high: Floats) -> Floats:
    under, over = (_log_odds(mixture.below(end)) - wanted for end in (low, high))
    x, moved = 0.5 * (low + high), np.full(low.shape, np.nan)  # nothing has moved yet
    for turn in range(ROUNDS):
        if turn % 4 < 3:
            x = low - under * (high - low) / np.maximum(over - under, FLAT)
            x = np.minimum(np.maximum(x, low), high)
        else:
            x = 0.5 * (low + high)
        off = _log_odds(mixture.below(x)) - wanted
        if np.abs(off).max() < CLOSE:
            break
        rises = off < 0
        low, high = np.where(rises, x, low), np.where(rises, high, x)
        kept = np.where(moved == rises, 0.5, 1.0)
        under, over = np.where(rises, off, kept * under), np.where(rises, kept * over, off)
        moved = rises
    return x


def _log_odds(p: Floats) -> Floats:
    inside = np.minimum(np.maximum(p, EDGE), 1 - EDGE)
    odds: Floats = np.log(inside / (1 - inside))
    return odds

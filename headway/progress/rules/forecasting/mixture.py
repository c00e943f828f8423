"""A weighted mixture of Student distributions per series: chances, quantiles and the expected score."""

from typing import NamedTuple

import numpy as np

from headway.progress.rules.forecasting import student
from headway.progress.rules.forecasting.student import Floats

ROUNDS = 24  # of narrowing; see `quantiles`
CLOSE = 1e-7  # share of the distribution that a quantile may be off
FLAT = 1e-300  # never divide by a difference of nothing
NEGLIGIBLE = 1e-9  # weight of an expert that need not be looked at for the range of a quantile


class Mixture(NamedTuple):
    """Weights, centres and scales of shape (experts, series); degrees of freedom per expert."""

    weights: Floats
    centres: Floats
    scales: Floats
    df: tuple[int, ...]

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

        By regula falsi (Illinois: the value of an end that stays twice is halved), and by plain halving every third
        time, so that a lopsided mixture converges too.
        """
        parts = self.centres[:, None] + self.scales[:, None] * student.quantiles(shares, self.df)[:, :, None]
        counted = (self.weights > NEGLIGIBLE)[:, None]
        low = np.where(counted, parts, np.inf).min(axis=0)
        high = np.where(counted, parts, -np.inf).max(axis=0)
        wanted = np.array(shares)[:, None]
        return _narrowed(self, wanted, low, high)

    def mean_score(self) -> Floats:
        """E[min(max(value, 0), 1)]: one minus the area under the distribution function between 0 and 1."""
        upper = student.area((1.0 - self.centres) / self.scales, self.df)
        lower = student.area(-self.centres / self.scales, self.df)
        covered = (self.weights * self.scales * (upper - lower)).sum(axis=0)
        score: Floats = np.clip(1.0 - covered, 0.0, 1.0)
        return score


def _narrowed(mixture: Mixture, wanted: Floats, low: Floats, high: Floats) -> Floats:
    under, over = mixture.below(low) - wanted, mixture.below(high) - wanted
    x, moved = 0.5 * (low + high), np.zeros(low.shape, dtype=np.int8)
    for turn in range(ROUNDS):
        if turn % 3 == 2:
            x = 0.5 * (low + high)
        else:
            x = np.clip(low - under * (high - low) / np.maximum(over - under, FLAT), low, high)
        off = mixture.below(x) - wanted
        if np.abs(off).max(initial=0.0) < CLOSE:
            break
        rises = off < 0
        low, high = np.where(rises, x, low), np.where(rises, high, x)
        stayed = moved == np.where(rises, 1, -1)
        under = np.where(rises, off, np.where(stayed, 0.5 * under, under))
        over = np.where(rises, np.where(stayed, 0.5 * over, over), off)
        moved = np.where(rises, 1, -1).astype(np.int8)
    return x

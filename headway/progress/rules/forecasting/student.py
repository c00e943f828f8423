"""Student's t distribution for whole degrees of freedom, exact, for many numbers at once, without scipy."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 60  # degrees of freedom; more change nothing that one could see and count as these
HALVINGS = 60


def cdf(t: Floats, df: int) -> Floats:
    """P(T <= t), to 1e-14. Abramowitz and Stegun 26.7.3 and 26.7.4: a finite sum in the angle arctan(t / sqrt(df))."""
    df = min(df, MOST)
    x = t * (1 / math.sqrt(df))
    cos2 = x * x
    cos2 += 1.0
    np.reciprocal(cos2, out=cos2)
    total = np.zeros_like(x)
    for term in _terms(df):
        total *= cos2
        total += term
    total *= x
    if df % 2:
        total *= cos2
        total += np.arctan(x)
        total *= 2 / math.pi
    else:
        total *= np.sqrt(cos2)
    total *= 0.5
    total += 0.5
    return total


def area(t: Floats, df: int) -> Floats:
    """The integral of the distribution function up to t: E[max(t - T, 0)].

    With one degree of freedom that mean is infinite; what comes back then is right up to a constant, so that the
    difference of two areas is right for every df.
    """
    df = min(df, MOST)
    cos2 = 1.0 / (1.0 + t * t / df)
    rest = np.log(cos2) / (2 * math.pi) if df == 1 else _peak(df) * df / (df - 1) * cos2 ** ((df - 1) / 2)
    found: Floats = t * cdf(t, df) + rest
    return found


@lru_cache(maxsize=1024)
def quantiles(shares: tuple[float, ...], df: int) -> Floats:
    """The t below which each share of the distribution lies."""
    wanted = np.array(shares)
    edge = np.full_like(wanted, 1e6)
    return bisected(lambda t: cdf(t, df), wanted, low=-edge, high=edge)


def bisected(function: Callable[[Floats], Floats], wanted: Floats, *, low: Floats, high: Floats) -> Floats:
    """Where a rising function takes the wanted values, by halving the way between `low` and `high`."""
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        below = function(middle) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return 0.5 * (low + high)


def _peak(df: int) -> float:
    """The density at 0."""
    return math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)


@lru_cache(maxsize=MOST)
def _terms(df: int) -> tuple[float, ...]:
    """Factors of the powers of the squared cosine, the highest power first."""
    odd, term, found = df % 2, 1.0, []
    for power in range((df - odd) // 2):
        found.append(term)
        term *= (2 * power + 1 + odd) / (2 * power + 2 + odd)
    return tuple(found[::-1])

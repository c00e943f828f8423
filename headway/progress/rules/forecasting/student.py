"""Student's t distribution for whole degrees of freedom, exact, many at once, without scipy.

Everywhere axis 0 of an array runs over the degrees of freedom, one row each; the other axes are free.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 60  # degrees of freedom beyond which the distribution no longer changes by anything that one could see
HALVINGS = 60


class _Table(NamedTuple):
    """Constants of rows: `terms` has one row per power of the squared cosine, highest first."""

    roots: Floats
    terms: tuple[Floats, ...]
    odd: NDArray[np.intp]


def cdf(t: Floats, df: tuple[int, ...]) -> Floats:
    """P(T <= t), to 1e-14. Abramowitz and Stegun 26.7.3 and 26.7.4: a finite sum in the angle arctan(t / sqrt(df)).

    A df above 60 counts as 60.
    """
    table = _table(df)
    column = _column(t)
    x = t / table.roots[column]
    cos2 = 1.0 / (1.0 + x * x)
    total = np.zeros_like(x)
    for term in table.terms:
        total *= cos2
        total += term[column]
    cos = np.sqrt(cos2)
    total *= x
    total *= cos
    if table.odd.size:
        rows = table.odd
        total[rows] = (np.arctan(x[rows]) + total[rows] * cos[rows]) * (2 / math.pi)
    total *= 0.5
    total += 0.5
    return total


def area(t: Floats, df: tuple[int, ...]) -> Floats:
    """The integral of the distribution function up to t: E[max(t - T, 0)].

    With one degree of freedom that mean is infinite; what comes back then is right up to a constant, so that the
    difference of two areas is right for every df.
    """
    whole = np.minimum(df, MOST)
    column = _column(t)
    v = whole[column]
    bell = np.array([_bell(int(one)) for one in whole])[column]
    cos2 = 1.0 / (1.0 + t * t / v)
    rest = bell * cos2 ** ((v - 1) / 2)
    single = whole == 1
    if single.any():
        rest[single] = np.log(cos2[single]) / (2 * math.pi)
    found: Floats = t * cdf(t, df) + rest
    return found


@lru_cache(maxsize=1024)
def quantiles(shares: tuple[float, ...], df: tuple[int, ...]) -> Floats:
    """The t below which each share of the distribution lies; shape (df, shares)."""
    wanted = np.tile(np.array(shares), (len(df), 1))
    return bisected(lambda t: cdf(t, df), wanted, low=np.full_like(wanted, -1e4), high=np.full_like(wanted, 1e4))


def bisected(function: Callable[[Floats], Floats], wanted: Floats, *, low: Floats, high: Floats) -> Floats:
    """Where a rising function takes the wanted values, by halving the way between `low` and `high`."""
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        below = function(middle) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return 0.5 * (low + high)


def _column(t: Floats) -> tuple[slice | None, ...]:
    """Index that lays one number per row along all the other axes of `t`."""
    return (slice(None), *(None for _ in range(t.ndim - 1)))


def _bell(df: int) -> float:
    """The highest point of the density times df / (df - 1), as the area needs it; 0 for one degree of freedom."""
    if df == 1:
        return 0.0
    log = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)
    return math.exp(log) * df / (df - 1)


@lru_cache(maxsize=1024)
def _table(df: tuple[int, ...]) -> _Table:
    whole = [min(one, MOST) for one in df]
    terms = np.zeros((max(whole) // 2 + 1, len(whole)))
    for row, v in enumerate(whole):
        odd, term = v % 2, 1.0
        for power in range((v - odd) // 2):
            terms[power, row] = term
            term *= (2 * power + 1 + odd) / (2 * power + 2 + odd)
    used = terms[terms.any(axis=1)]
    return _Table(
        roots=np.sqrt(np.array(whole, dtype=float)),
        terms=tuple(used[::-1]),
        odd=np.array([row for row, v in enumerate(whole) if v % 2], dtype=np.intp),
    )

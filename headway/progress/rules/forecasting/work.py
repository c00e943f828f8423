"""Will the linked work be done in time? A negative binomial for the tasks done in the weeks that are left."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from headway.progress.rules.forecasting.shapes import ENOUGH, ForecastError
from headway.progress.rules.forecasting.student import Floats

PAST = 13  # weeks before this cycle that are looked at
TRUST = 6.0  # weeks that the mean of the past counts as
FEW, LITTLE_TRUST, GUESS = 3, 0.5, 1.0  # with fewer past weeks than that: a guess of one task a week, for half a week
BURST = 1.7  # real counts vary more than the formula says; found on 24 repositories
CALMEST = 1.05  # variance of a week over its mean, at least
LEAST_MEAN = 0.02  # tasks a week where none was ever done, so that the chance is small and not undefined
SHARES = (0.1, 0.5, 0.9)


class WorkForecast(Struct, frozen=True, kw_only=True):
    """`weeks` were looked at. Median and range are of the tasks done by the end; `wanted` of them were needed."""

    weeks: int
    enough: bool
    chance: float
    wanted: int
    expected: float
    median: int
    low80: int
    high80: int


def work_forecast(
    past_weeks: Sequence[float],
    this_cycle: Sequence[float],
    remaining: float,
    weeks_left: float,
    *,
    added: Sequence[float] = (),
) -> WorkForecast:
    """From tasks done per week, oldest first: before this cycle and in it (whole weeks only).

    `remaining` are the tasks still open, `added` those that came to the scope per week of this cycle: so many more are
    expected for every week left. Weeks may be broken. Raises ForecastError for what is no number of 0 or more.
    """
    past, inside = list(past_weeks)[-PAST:], list(this_cycle)
    numbers = (*past, *inside, *added, weeks_left)
    if not all(0 <= number < math.inf for number in numbers) or not math.isfinite(remaining):
        raise ForecastError("not_finite", "Counts of tasks and weeks must be finite and not below 0.")
    wanted = remaining_with_growth(remaining, weeks_left, added=added)
    mean, variance = _next_weeks(past, inside, weeks_left)
    below = _below(mean, variance, wanted)
    low, median, high = (int(np.searchsorted(below, share)) for share in SHARES)
    return WorkForecast(
        weeks=len(past) + len(inside),
        enough=len(past) + len(inside) >= ENOUGH,
        chance=1.0 if wanted <= 0 else max(0.0, 1.0 - float(below[wanted - 1])),
        wanted=max(wanted, 0),
        expected=mean,
        median=median,
        low80=low,
        high80=high,
    )


def remaining_with_growth(remaining: float, weeks_left: float, *, added: Sequence[float]) -> int:
    """Whole tasks to be done by the end when the scope grows on as it has in this cycle."""
    growth = sum(added) / len(added) if added else 0.0
    return math.ceil(remaining + growth * weeks_left - 1e-9)


def _next_weeks(past: list[float], inside: list[float], weeks_left: float) -> tuple[float, float]:
    """Mean and variance of the tasks done in the weeks left: a gamma prior from the past, updated by this cycle."""
    few = len(past) < FEW
    weight, usual = (LITTLE_TRUST, GUESS) if few else (TRUST, sum(past) / len(past))
    seen = np.array([*past, *inside] or [GUESS])
    middle = max(float(seen.mean()), LEAST_MEAN)
    scatter = max(float(seen.var()), CALMEST * middle) / middle
    shape, rate = weight * usual + sum(inside), weight + len(inside)
    mean = max(weeks_left * shape / rate, LEAST_MEAN * weeks_left)
    variance = BURST * (weeks_left * scatter * middle + weeks_left**2 * shape * scatter / rate**2)
    return mean, max(variance, 1.01 * mean)


def _below(mean: float, variance: float, wanted: int) -> Floats:
    """P(done <= i) for i = 0, 1, ...: as far as the range needs, and up to `wanted`."""
    if mean <= 0:
        return np.ones(max(wanted, 1))
    p = mean / variance
    r = mean * p / (1 - p)
    most = max(wanted, int(mean + 6 * math.sqrt(variance)) + 2)
    i = np.arange(1, most + 1)
    logs = np.cumsum(np.log((i - 1 + r) / i * (1 - p)))
    below: Floats = np.minimum(np.cumsum(np.exp(r * math.log(p) + np.concatenate([[0.0], logs]))), 1.0)
    return below

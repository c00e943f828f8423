"""What the scores of a team's closed stretch key results say together: too safe, unrealistic, or nothing yet."""

import math
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from msgspec import Struct

from headway.progress.rules.forecasting import student

NEEDED, CYCLES = 8, 2  # closed stretch key results, and cycles they come from, below which nothing is said
PRIOR, USUAL, SPREAD, STRENGTH = 2, 0.68, 0.25, 3  # two unseen key results at 0.68, scattered by 0.25
SAFE, UNREALISTIC = 0.88, 0.40  # mean scores beyond which a team's targets are not what they should be
SURE = 0.70


class Pattern(StrEnum):
    SAFE = "safe"
    UNREALISTIC = "unrealistic"


class Finding(Struct, frozen=True, kw_only=True):
    """`pattern` is None where there is none, or where `missing` closed key results or cycles forbid to say so.

    `mean` is the likely mean score of this team's targets, shrunk towards the usual 0.68; `chance_safe` that it lies
    above 0.88, `chance_unrealistic` below 0.40.
    """

    pattern: Pattern | None
    n: int
    cycles: int
    missing: int
    missing_cycles: int
    mean: float
    chance_safe: float
    chance_unrealistic: float


def team_pattern(scores: Sequence[tuple[object, float]]) -> Finding:
    """From (cycle, score) of each closed key result that is a stretch; committed ones do not belong here.

    The posterior of the mean score is a Student distribution (prior as above). Source: science.md, section 6.2.
    """
    values = np.array([score for _, score in scores], dtype=float)
    n, cycles = len(values), len({cycle for cycle, _ in scores})
    mean = (PRIOR * USUAL + float(values.sum())) / (PRIOR + n)
    scatter = float(((values - values.mean()) ** 2).sum()) if n else 0.0
    error = math.sqrt((SPREAD**2 * STRENGTH + scatter) / (STRENGTH + n) / (PRIOR + n))
    safe, unrealistic = 1 - _below(SAFE, mean, error, STRENGTH + n), _below(UNREALISTIC, mean, error, STRENGTH + n)
    missing, missing_cycles = max(NEEDED - n, 0), max(CYCLES - cycles, 0)
    pattern = None
    if not missing and not missing_cycles and max(safe, unrealistic) > SURE:
        pattern = Pattern.SAFE if safe > unrealistic else Pattern.UNREALISTIC
    return Finding(
        pattern=pattern,
        n=n,
        cycles=cycles,
        missing=missing,
        missing_cycles=missing_cycles,
        mean=mean,
        chance_safe=safe,
        chance_unrealistic=unrealistic,
    )


def _below(point: float, mean: float, error: float, df: int) -> float:
    return float(student.cdf(np.array([(point - mean) / error]), df)[0])

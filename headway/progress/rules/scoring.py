"""The score of a key result at grading, and its band (arithmetic, section 3)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from headway.progress.rules.graph import weighted_mean
from headway.progress.rules.reading import Number

SEVENTY = Fraction(7, 10)
CENT = Decimal("0.01")


class Commitment(StrEnum):
    COMMITTED = "committed"
    STRETCH = "stretch"


class Band(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


def line_score(value: Number, *, start: Number, target: Number, v70: Number | None = None) -> Decimal:
    """Score of a value on the line (s, 0) - (v70, 0.7) - (t, 1), clamped to [0, 1], two decimals.

    Without `v70` it is the straight line. Call it twice to see the original target beside the revised one.
    """
    s, t, v = Fraction(start), Fraction(target), Fraction(value)
    along = (v - s) / (t - s)
    if v70 is not None:
        bend = (Fraction(v70) - s) / (t - s)
        below = along * SEVENTY / bend
        above = SEVENTY + (along - bend) * (1 - SEVENTY) / (1 - bend)
        along = below if along <= bend else above
    return rounded(float(min(max(along, Fraction(0)), Fraction(1))))


def progress_score(progress: float) -> Decimal:
    """Score of the kinds that score as they progress: milestone, binary, work, maintain, objectives."""
    return rounded(min(max(progress, 0.0), 1.0))


def rounded(score: float) -> Decimal:
    """Two decimals, half up on the shortest decimal form of the number (0.625 -> 0.63)."""
    return Decimal(repr(score)).quantize(CENT, ROUND_HALF_UP)


def objective_score(scores: Iterable[tuple[float, Decimal | None]]) -> Decimal | None:
    """Weighted mean of (weight, score) of its key results; None when none is graded or all weigh 0."""
    mean = weighted_mean([(weight, None if score is None else float(score)) for weight, score in scores])
    return None if mean is None else rounded(mean)


def band(score: Decimal, commitment: Commitment) -> Band:
    """Stretch: 0.70 and more green, 0.40 and more amber. Committed: 1.00 green, 0.90 and more amber."""
    green, amber = ("1", "0.9") if commitment is Commitment.COMMITTED else ("0.7", "0.4")
    if score >= Decimal(green):
        return Band.GREEN
    return Band.AMBER if score >= Decimal(amber) else Band.RED


def needs_cause(score: Decimal, commitment: Commitment) -> bool:
    """A committed goal under 1.00 asks for a written cause."""
    return commitment is Commitment.COMMITTED and score < 1

"""What the goals of a closed cycle ended with: the score that the rule gives, its band, and the sentence for it.

The arithmetic is progress.rules.scoring (arithmetic, section 3).
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from headway.progress.rules.health import Health
from headway.progress.rules.metrics import COMPUTED, Definition, Kind
from headway.progress.rules.pace import success_point
from headway.progress.rules.scoring import Band, Commitment, band, line_score, objective_score, progress_score

SUCCESS = {
    Commitment.STRETCH: "0.70 and more is a success for a stretch",
    Commitment.COMMITTED: "a committed goal succeeds at 1.00",
}


class Score(Struct, frozen=True, gc=False):
    """The score of one key result as its objective sees it; None is left out."""

    weight: float
    score: Decimal | None
    commitment: Commitment


def final_score(definition: Definition, raw: float | None) -> Decimal | None:
    """The score of the progress a key result ended with, through its `v70` where it has one.

    One that takes values and never had any ends with 0. None: there was nothing to measure.
    """
    if raw is None:
        return None if definition.kind in {*COMPUTED, Kind.MAINTAIN} else progress_score(0.0)
    if definition.v70 is None:
        return progress_score(raw)
    bend = success_point(definition, Commitment.STRETCH)
    return line_score(Decimal(repr(raw)), start=0, target=1, v70=Decimal(repr(bend)))


def outcome(score: Decimal, commitment: Commitment) -> Health:
    """Achieved in the green band, missed below it (arithmetic, section 4, row 2)."""
    return Health.ACHIEVED if band(score, commitment) is Band.GREEN else Health.MISSED


def score_sentence(score: Decimal, commitment: Commitment) -> str:
    """The score, and what would have been a success, for a person."""
    return f"It ended with a score of {score}; {SUCCESS[commitment]}."


def objective_grade(scores: Sequence[Score]) -> tuple[Decimal, Commitment] | None:
    """The weighted mean; committed where all that counts is. None when nothing was graded."""
    score = objective_score([(one.weight, one.score) for one in scores])
    if score is None:
        return None
    told = {one.commitment for one in scores if one.weight > 0 and one.score is not None}
    return score, Commitment.COMMITTED if told == {Commitment.COMMITTED} else Commitment.STRETCH

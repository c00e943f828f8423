"""What grading asks of people: a reason for another score than the suggested one, a cause for a missed promise."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from headway.goals.rules.changes import Refusal
from headway.progress.rules.scoring import CENT, Commitment, needs_cause


class Final(Struct, frozen=True, kw_only=True):
    """A final score as somebody gives it."""

    score: Decimal
    suggested: Decimal | None
    commitment: Commitment
    reason: str
    causes: Sequence[str]
    note: str


def score_refusals(score: Decimal) -> list[Refusal]:
    """A score lies between 0 and 1 and has at most two decimals."""
    if not (score.is_finite() and 0 <= score <= 1):
        return [Refusal("goals.score_range", "score", "A score lies between 0.00 and 1.00.")]
    if score != score.quantize(CENT):
        return [Refusal("goals.score_decimals", "score", "A score has two decimals, such as 0.70.")]
    return []


def final_refusals(final: Final) -> list[Refusal]:
    """Everything that is still missing; empty when the score may be kept."""
    found = score_refusals(final.score)
    if final.suggested is not None and final.score != final.suggested and not final.reason.strip():
        sentence = f"The numbers suggest {final.suggested}. Say in a sentence why it should be another score."
        found.append(Refusal("goals.score_reason", "reason", sentence))
    if needs_cause(final.score, final.commitment):
        if not final.causes:
            sentence = "This was a promise. Choose what held it up, so that the next one is easier to keep."
            found.append(Refusal("goals.cause_missing", "causes", sentence))
        if not final.note.strip():
            sentence = "This was a promise. Write what happened in a sentence or two, for those who plan the next one."
            found.append(Refusal("goals.cause_unwritten", "note", sentence))
    return found

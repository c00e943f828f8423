from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.goals.schemas.common import CycleRef, GoalRef, HealthOut, Ref
from headway.goals.schemas.grades import Score, SuggestionOut
from headway.goals.schemas.key_results import KeyResultOut


class BlindScoreIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One's own score of a key result, before the reveal. `note` is for oneself and, later, for the conversation."""

    score: Score
    note: Annotated[str, Meta(max_length=1000)] = ""


class RevealIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`anyway`: although somebody has begun and is not done, or nobody scored at all."""

    anyway: bool = False


class ParticipantOut(Struct, frozen=True, gc=False, kw_only=True):
    """Somebody who may score, and how far they are: never what they gave."""

    person: Ref
    scored: int
    done: bool


class BlindScoreOut(Struct, frozen=True, gc=False, kw_only=True):
    by: Ref
    score: float
    note: str


class OpinionOut(Struct, frozen=True, gc=False, kw_only=True):
    """Mean and spread of the revealed scores; `apart`: far enough to talk about."""

    mean: float
    spread: float
    apart: bool


class GradedKeyResult(Struct, frozen=True, gc=False, kw_only=True):
    """A key result in a grading. `mine` is one's own score; `scores` and `opinion` are there after the reveal."""

    key_result: KeyResultOut
    suggestion: SuggestionOut
    mine: BlindScoreOut | None
    scores: list[BlindScoreOut]
    opinion: OpinionOut | None


class GradedObjective(Struct, frozen=True, gc=False, kw_only=True):
    """`score` is the mean of its key results' final ones, once all have one; `suggested` that of the rule."""

    objective: GoalRef
    state: str
    owner: Ref | None
    health: HealthOut
    score: float | None
    suggested: float | None
    key_results: list[GradedKeyResult]


class GradingCan(Struct, frozen=True, gc=False, kw_only=True):
    """`reveal`: now, by the rules; `reveal_anyway`: although somebody is not done."""

    score: bool
    reveal: bool
    reveal_anyway: bool


class GradingOut(Struct, frozen=True, gc=False, kw_only=True):
    """A team's grading of a cycle. `state`: blind until it is revealed. `graded` of `countable` have a final score."""

    team: Ref
    cycle: CycleRef
    state: Literal["blind", "revealed"]
    revealed_by: Ref | None
    revealed_at: datetime | None
    participants: list[ParticipantOut]
    done: bool
    objectives: list[GradedObjective]
    graded: int
    countable: int
    can: GradingCan


class GradingRow(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    revealed_by: UUID | None
    revealer_name: str | None
    revealed_at: datetime | None


class BallotRow(Struct, frozen=True, gc=False, kw_only=True):
    member_id: UUID
    name: str
    scored: int
    done: bool


class BlindScoreRow(Struct, frozen=True, gc=False, kw_only=True):
    key_result_id: UUID
    member_id: UUID
    name: str
    score: Decimal
    note: str

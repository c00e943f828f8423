from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.common import CycleRef, Reason, Ref
from headway.goals.schemas.objectives import ObjectiveLine
from headway.rituals.rules.assessments import Decision

Percent = Annotated[int, Meta(ge=0, le=100)]


class TargetIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """New numbers of one key result, with the version that was looked at. What is left out stays."""

    key_result_id: UUID
    version: Annotated[int, Meta(ge=1)]
    start: Decimal | UnsetType | None = UNSET
    target: Decimal | UnsetType | None = UNSET
    v70: Decimal | UnsetType | None = UNSET
    low: Decimal | UnsetType | None = UNSET
    high: Decimal | UnsetType | None = UNSET


class AssessmentIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`judgement`: how likely the team thinks success is, in percent. Anything but `keep` needs a reason."""

    judgement: Percent
    decision: Decision
    reason: Reason = ""
    changes: Annotated[list[TargetIn], Meta(max_length=50)] = []


class AssessmentOut(Struct, frozen=True, gc=False, kw_only=True):
    """`chance`, `health` and `progress` are what was computed on that day; `chance` is null without a forecast."""

    id: UUID
    objective_id: UUID
    month: date
    chance: float | None
    health: str
    progress: float | None
    judgement: int
    decision: Decision
    reason: str
    by: Ref | None
    at: datetime
    version: int


class AssessCan(Struct, frozen=True, gc=False, kw_only=True):
    """`assess`: say what one thinks. `decide`: adjust, pause, resume, stop."""

    assess: bool
    decide: bool


class ToAssess(Struct, frozen=True, gc=False, kw_only=True):
    """One objective of a month: what is computed now, what was said this month, and before (newest first)."""

    objective: ObjectiveLine
    chance: float | None
    basis: Literal["forecast", "pace"]
    current: AssessmentOut | None
    earlier: list[AssessmentOut]
    can: AssessCan


class AssessmentPage(Struct, frozen=True, gc=False, kw_only=True):
    """A team's month, what needs attention first. `done` of them have been assessed."""

    team: Ref
    month: date
    cycles: list[CycleRef]
    items: list[ToAssess]
    done: int


class AssessmentRow(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    objective_id: UUID
    month: date
    chance: float | None
    health: str
    progress: float | None
    judgement: int
    decision: Decision
    reason: str
    member_id: UUID | None
    member_name: str | None
    assessed_at: datetime
    version: int

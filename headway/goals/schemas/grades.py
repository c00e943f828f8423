"""Final scores and revisions: what a goal ended with, and what was changed on the way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.goals.schemas.common import Ref

Cause = Literal[
    "resources",
    "unrealistic_plan",
    "external",
    "dependency",
    "execution",
    "priorities_changed",
    "wrong_metric",
    "unknown",
]
Score = Annotated[Decimal, Meta(description="0.00 to 1.00, two decimals.")]


class GradeIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The final score of a key result. Another one than the suggested needs a `reason`.

    A committed goal below 1.00 needs a cause of the list and a `note` in words; a stretch may have both.
    """

    score: Score
    reason: Annotated[str, Meta(max_length=2000)] = ""
    causes: Annotated[list[Cause], Meta(max_length=8)] = []
    note: Annotated[str, Meta(max_length=4000)] = ""


class BulkGrade(Struct, frozen=True, kw_only=True):
    """A final score of the past. Without a `score` the one that the rule gives is taken."""

    key_result_id: UUID
    score: Decimal | None = None
    reason: str = ""
    causes: tuple[str, ...] = ()
    note: str = ""
    graded_by: UUID | None
    graded_at: datetime


class GradeOut(Struct, frozen=True, gc=False, kw_only=True):
    """`suggested` is what the rule gave against the definition of that day, `original` against the first one.

    `by` is null where closing the cycle took the suggestion over.
    """

    score: float
    suggested: float | None
    original: float | None
    reason: str
    causes: list[str]
    note: str
    by: Ref | None
    at: datetime
    band: Literal["red", "amber", "green"]


class SuggestionOut(Struct, frozen=True, gc=False, kw_only=True):
    """What the rule gives now, against the present definition and the original one (the same without a revision)."""

    suggested: float | None
    original: float | None
    revised: bool


class OriginalOut(Struct, frozen=True, gc=False, kw_only=True):
    """What was agreed at the start, before the first revision."""

    title: str
    commitment: str
    kind: str
    unit: str
    start: float | None
    target: float | None
    v70: float | None
    low: float | None
    high: float | None


class RevisionOut(Struct, frozen=True, gc=False, kw_only=True):
    """One edit of what was locked: who, when, why, and each field as [old, new]."""

    id: UUID
    key_result_id: UUID | None
    at: datetime
    on: date
    actor: Ref | None
    reason: str
    changes: dict[str, Any]

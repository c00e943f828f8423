"""Rows as the queries of the room read them; nothing of this goes out as it is."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from headway.goals.rules.changes import AlignmentKind, ObjectiveState
from headway.goals.schemas.common import Commitment, Indicator


class ObjectiveRow(Struct, gc=False):
    """An objective with its names, its numbers and how the caller stands to it. `children` counts direct links only."""

    id: UUID
    number: int
    title: str
    state: ObjectiveState
    private: bool
    priority: str
    confidence: int
    rank: float
    sample: bool
    version: int
    owner_id: UUID | None
    owner_name: str | None
    team_id: UUID | None
    team_name: str | None
    cycle_id: UUID
    cycle_name: str
    starts_on: date
    ends_on: date
    raw: float | None
    counted: float | None
    work: float | None
    work_leaves: int
    work_done: int
    children: int
    owns: bool
    wrote: bool
    leads: bool
    in_team: bool
    shared: Literal["view", "edit"] | None
    closed: bool


class ObjectiveFullRow(ObjectiveRow, gc=False):
    """The same with what only its own page shows. `used`: something hangs on it that undo would take away."""

    why: str
    dropped_reason: str
    paused_reason: str
    paused_at: datetime | None
    predecessor_id: UUID | None
    created_by: UUID | None
    author_name: str | None
    created_at: datetime
    used: bool


class ParentRow(Struct, gc=False):
    """A link upwards; the names are null where the caller may not see the goal above."""

    id: UUID
    child_id: UUID
    kind: AlignmentKind
    weight: float
    version: int
    objective_id: UUID | None
    objective_title: str | None
    key_result_id: UUID | None
    key_result_title: str | None


class KeyResultRow(Struct, gc=False):
    """A key result as it stands in its own table, with names and how the caller stands to it and its objective.

    `has_links`: work or child objectives hang on it. `original` is what its first revision replaced.
    `state` is the objective's, as `STANDING` wants it.
    """

    id: UUID
    number: int
    objective_id: UUID
    objective_title: str
    objective_state: ObjectiveState
    private: bool
    cycle_id: UUID
    cycle_name: str
    cycle_starts_on: date
    cycle_ends_on: date
    title: str
    description: str
    full_mark: str
    commitment: Commitment
    indicator: Indicator
    own_state: Literal["active", "paused", "dropped"]
    dropped_reason: str
    paused_reason: str
    paused_at: datetime | None
    objective_paused_reason: str
    objective_paused_at: datetime | None
    owner_id: UUID | None
    owner_name: str | None
    check_in_owner_id: UUID | None
    check_in_owner_name: str | None
    team_id: UUID | None
    team_name: str | None
    confidence: int
    weight: float
    weight_share: float
    rank: float
    sample: bool
    created_by: UUID | None
    created_at: datetime
    first_check_in_on: date | None
    version: int
    predecessor_id: UUID | None
    original: dict[str, Any] | None
    grade: Decimal | None
    grade_suggested: Decimal | None
    grade_original: Decimal | None
    grade_reason: str
    grade_causes: list[str]
    grade_note: str
    graded_by: UUID | None
    grader_name: str | None
    graded_at: datetime | None
    has_links: bool
    owns_key_result: bool
    checks_in: bool
    in_key_result_team: bool
    state: ObjectiveState
    owns: bool
    wrote: bool
    leads: bool
    in_team: bool
    shared: Literal["view", "edit"] | None
    closed: bool


class ChildRow(Struct, gc=False):
    """A link from below, with the numbers of the child; its names are null where the caller may not see it."""

    id: UUID
    child_id: UUID
    objective_id: UUID | None
    key_result_id: UUID | None
    kind: AlignmentKind
    weight: float
    version: int
    share: float
    visible: bool
    title: str | None
    team_id: UUID | None
    team_name: str | None
    owner_id: UUID | None
    owner_name: str | None
    raw: float | None
    counted: float | None
    work: float | None
    work_leaves: int
    work_done: int

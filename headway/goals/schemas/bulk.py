"""Goals made by a program: imports and the demo company. Ids are the caller's."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.goals.rules.changes import AlignmentKind, ObjectiveState
from headway.goals.rules.cycles import CycleKind
from headway.goals.schemas.common import Commitment, Indicator
from headway.progress.rules.metrics import Definition
from headway.progress.schemas import NewMeasurement


class BulkCycle(Struct, frozen=True, kw_only=True):
    """Parents come before what lies in them. A closed one is closed from the start: bulk writes pass."""

    id: UUID
    name: str
    kind: CycleKind = "custom"
    starts_on: date
    ends_on: date
    parent_id: UUID | None = None
    closed_at: datetime | None = None


class BulkObjective(Struct, frozen=True, kw_only=True):
    """Without `created_at` and `created_by`: now, by the caller. `predecessor_id` is what it was carried over from."""

    id: UUID
    title: str
    cycle_id: UUID
    team_id: UUID | None = None
    owner_id: UUID | None = None
    why: str = ""
    priority: str = ""
    state: ObjectiveState = "active"
    dropped_reason: str = ""
    private: bool = False
    confidence: int = 5
    predecessor_id: UUID | None = None
    created_at: datetime | None = None
    created_by: UUID | None = None


class BulkKeyResult(Struct, frozen=True, kw_only=True):
    """A key result of a new or an existing objective. Dates the definition leaves out are those of the cycle."""

    id: UUID
    objective_id: UUID
    title: str
    definition: Definition
    weight: float = 1.0
    owner_id: UUID | None = None
    team_id: UUID | None = None
    description: str = ""
    full_mark: str = ""
    commitment: Commitment = "stretch"
    indicator: Indicator = "lagging"
    confidence: int = 5
    state: Literal["active", "paused", "dropped"] = "active"
    dropped_reason: str = ""
    predecessor_id: UUID | None = None
    created_at: datetime | None = None
    created_by: UUID | None = None


class BulkAlignment(Struct, frozen=True, kw_only=True):
    """What an objective serves: exactly one of an objective and a key result (of kind `objectives`: cascade)."""

    child_id: UUID
    objective_id: UUID | None = None
    key_result_id: UUID | None = None
    kind: AlignmentKind
    weight: float = 1.0


class BulkGoals(Struct, frozen=True, kw_only=True):
    """All of it is made in one go; `sample` marks what the demo made, so that one click clears it.

    `measurements` name key results of this batch or existing ones; a (source, source_event) is recorded once.
    """

    cycles: tuple[BulkCycle, ...] = ()
    objectives: tuple[BulkObjective, ...] = ()
    key_results: tuple[BulkKeyResult, ...] = ()
    alignments: tuple[BulkAlignment, ...] = ()
    measurements: tuple[NewMeasurement, ...] = ()
    sample: bool = False


class BulkRevision(Struct, frozen=True, kw_only=True):
    """An edit of the past: what a key result was called and aimed at before it became what it is."""

    key_result_id: UUID
    objective_id: UUID
    title: str
    now_titled: str
    commitment: Commitment
    before: Definition
    now: Definition
    reason: str
    revised_by: UUID
    revised_at: datetime


class BulkMade(Struct, frozen=True, kw_only=True):
    """How many were made. `numbers` are the human numbers of objectives and key results, by id."""

    cycles: int
    objectives: int
    key_results: int
    alignments: int
    measurements: int
    numbers: dict[UUID, int]

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.rules.changes import ObjectiveState
from headway.goals.schemas.alignments import ChildOut, ParentIn, ParentOut
from headway.goals.schemas.common import (
    ChangeOut,
    Confidence,
    CycleRef,
    GoalRef,
    HealthOut,
    Note,
    ProgressOut,
    Reason,
    Ref,
    RestOut,
    Title,
    WorkOut,
)
from headway.goals.schemas.forecasts import ChanceOut, DivergenceOut
from headway.goals.schemas.grades import RevisionOut
from headway.goals.schemas.key_results import KeyResultIn, KeyResultLine, KeyResultOut

Priority = Annotated[str, Meta(max_length=300, description="The company priority it supports, in words.")]


class ObjectiveIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An objective, with its key results and what it serves if you like. Without an owner it is yours."""

    title: Title
    cycle_id: UUID
    team_id: UUID | None = None
    owner_id: UUID | None = None
    why: Note = ""
    priority: Priority = ""
    private: bool = False
    state: Literal["draft", "active"] = "active"
    confidence: Confidence = 5
    key_results: Annotated[list[KeyResultIn], Meta(max_length=50)] = []
    parents: Annotated[list[ParentIn], Meta(max_length=20)] = []


class ObjectivePatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. `reason` is kept with the change."""

    title: Title | UnsetType = UNSET
    cycle_id: UUID | UnsetType = UNSET
    team_id: UUID | UnsetType | None = UNSET
    owner_id: UUID | UnsetType | None = UNSET
    why: Note | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    private: bool | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET
    rank: float | UnsetType = UNSET
    reason: Reason = ""


class ObjectiveCan(Struct, frozen=True, gc=False, kw_only=True):
    """What the reader may do. `align` upwards and sideways, `accept` contributions and cascades from below."""

    edit: bool
    activate: bool
    drop: bool
    pause: bool
    resume: bool
    restore: bool
    delete: bool
    add_key_result: bool
    align: bool
    accept: bool


class Counts(Struct, frozen=True, gc=False, kw_only=True):
    """`key_results` that are not dropped; `children` that count or support, private ones included."""

    key_results: int
    children: int


class ObjectiveLine(Struct, frozen=True, gc=False, kw_only=True):
    """An objective in a list, with a short form of its key results.

    `expected` is the pace of today: where it must stand, as a share of 1, to be on course for success (a stretch
    succeeds at its 70 % point). `chance` of success is the mean of its key results', where all have one. `score` is the
    mean of theirs once the cycle is closed; null until then.
    """

    id: UUID
    number: int
    title: str
    state: ObjectiveState
    private: bool
    owner: Ref | None
    team: Ref | None
    cycle: CycleRef
    priority: str
    confidence: int
    progress: ProgressOut
    work: WorkOut
    expected: float | None
    health: HealthOut
    chance: float | None
    score: float | None
    key_results: list[KeyResultLine]
    parents: list[ParentOut]
    counts: Counts
    rank: float
    sample: bool
    version: int
    can: ObjectiveCan


class LineStep(Struct, frozen=True, gc=False, kw_only=True):
    """One goal on the way up. `depth` 0 is the objective itself; `via_key_result` is how the one below hangs on it."""

    depth: int
    below_id: UUID | None
    kind: Literal["cascade", "contributes", "supports"] | None
    via_key_result: GoalRef | None
    hidden: bool
    id: UUID | None
    title: str
    team: Ref | None
    owner: Ref | None
    priority: str
    progress: ProgressOut


class LineOut(Struct, frozen=True, gc=False, kw_only=True):
    """The line of sight: from the objective up to everything it serves, nearest first.

    `priorities` are the company priorities named on the way, highest first.
    """

    steps: list[LineStep]
    priorities: list[str]


class ObjectiveOut(Struct, frozen=True, gc=False, kw_only=True):
    """An objective with all its words and numbers. `predecessor` is the one of an earlier cycle it was carried from."""

    id: UUID
    number: int
    label: str
    title: str
    why: str
    priority: str
    state: ObjectiveState
    dropped_reason: str
    paused_reason: str
    rest: RestOut | None
    private: bool
    owner: Ref | None
    team: Ref | None
    cycle: CycleRef
    confidence: int
    progress: ProgressOut
    work: WorkOut
    expected: float | None
    expected_display: str
    health: HealthOut
    forecast: ChanceOut
    divergence: DivergenceOut | None
    score: float | None
    counts: Counts
    rank: float
    sample: bool
    predecessor: GoalRef | None
    author: Ref | None
    created_at: datetime
    version: int
    can: ObjectiveCan


class ObjectiveFull(Struct, frozen=True, gc=False, kw_only=True):
    """An objective's page: itself, its key results with everything, what it serves, what serves it, its history."""

    objective: ObjectiveOut
    key_results: list[KeyResultOut]
    parents: list[ParentOut]
    line: list[LineStep]
    children: list[ChildOut]
    revisions: list[RevisionOut]
    changes: list[ChangeOut]


class CascadedOut(Struct, frozen=True, gc=False):
    """The child objective, and the key result it hangs on."""

    objective: ObjectiveOut
    key_result: KeyResultOut


class TreeNode(Struct, frozen=True, gc=False, kw_only=True):
    """One goal on the way down, parents before children.

    `parent_id` is the node it hangs on, null for the root; a goal with two parents appears under both. Where `hidden`,
    it counts but the reader may not see it, and nothing below it is told.
    """

    id: UUID | None
    subject: Literal["objective", "key_result"]
    parent_id: UUID | None
    depth: int
    kind: Literal["cascade", "contributes", "supports", "measures"] | None
    weight: float
    share: float
    hidden: bool
    title: str
    team: Ref | None
    owner: Ref | None
    progress: ProgressOut
    work: WorkOut


class TreeOut(Struct, frozen=True, gc=False):
    nodes: list[TreeNode]


class TeamGoals(Struct, frozen=True, gc=False, kw_only=True):
    """One team in the tree of a cycle: objectives of its own that the reader may see, and those of teams below."""

    id: UUID
    parent_id: UUID | None
    name: str
    objectives: int
    below: int


class CycleTree(Struct, frozen=True, gc=False, kw_only=True):
    """The teams of the workspace with their counts; `without_team` are objectives of persons.

    The list endpoint, filtered by team, gives what is inside.
    """

    cycle: CycleRef
    teams: list[TeamGoals]
    without_team: int
    objectives: int

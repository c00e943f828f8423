from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.alignments import ChildOut, ParentOut
from headway.goals.schemas.common import (
    ChangeOut,
    Commitment,
    Confidence,
    CycleRef,
    GoalRef,
    HealthOut,
    Indicator,
    Note,
    Number,
    ProgressOut,
    Reason,
    Ref,
    RestOut,
    Title,
    Weight,
    WorkOut,
)
from headway.goals.schemas.forecasts import DivergenceOut, FanOut, ForecastOut
from headway.goals.schemas.grades import GradeOut, OriginalOut, RevisionOut
from headway.goals.schemas.measurements import MeasurementOut
from headway.progress.rules.metrics import Kind, Method

Unit = Annotated[str, Meta(max_length=40)]
FullMark = Annotated[str, Meta(max_length=1000)]
StepName = Annotated[str, Meta(min_length=1, max_length=200)]


class StepIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A milestone step. `id` names one that exists already; without it the step is new."""

    name: StepName
    weight: Decimal = Decimal(1)
    id: Annotated[int, Meta(ge=1, le=100000)] | None = None


class PathPointIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dated sub-target: this value is expected on that day."""

    on: date
    value: Decimal


Steps = Annotated[list[StepIn], Meta(max_length=100)]
Path = Annotated[list[PathPointIn], Meta(max_length=100)]


class KeyResultIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key result. A `share` gives start, target, v70 and path as ratios (0.25 is 25 %).

    `low` and `high` are the band of `maintain`: at least a = (a, null), at most b = (null, b), zero = (0, 0). Dates are
    the cycle's unless given. `v70` says what 70 % looks like as a value, `full_mark` what 100 % looks like in words.
    `check_in_owner_id` gives the check-ins, where that is not the owner.
    """

    title: Title
    kind: Kind
    unit: Unit = ""
    start: Number = None
    target: Number = None
    v70: Number = None
    low: Number = None
    high: Number = None
    method: Method = Method.PERIODS
    steps: Steps = []
    starts_on: date | None = None
    ends_on: date | None = None
    path: Path = []
    weight: Weight = 1.0
    owner_id: UUID | None = None
    check_in_owner_id: UUID | None = None
    team_id: UUID | None = None
    description: Note = ""
    full_mark: FullMark = ""
    commitment: Commitment = "stretch"
    indicator: Indicator = "lagging"
    confidence: Confidence = 5


class KeyResultPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. `reason` is kept with the change; wording, baseline and target show it for good."""

    title: Title | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    start: Decimal | UnsetType | None = UNSET
    target: Decimal | UnsetType | None = UNSET
    v70: Decimal | UnsetType | None = UNSET
    low: Decimal | UnsetType | None = UNSET
    high: Decimal | UnsetType | None = UNSET
    method: Method | UnsetType = UNSET
    steps: Steps | UnsetType = UNSET
    starts_on: date | UnsetType = UNSET
    ends_on: date | UnsetType = UNSET
    path: Path | UnsetType = UNSET
    weight: Weight | UnsetType = UNSET
    owner_id: UUID | UnsetType | None = UNSET
    check_in_owner_id: UUID | UnsetType | None = UNSET
    team_id: UUID | UnsetType | None = UNSET
    description: Note | UnsetType = UNSET
    full_mark: FullMark | UnsetType = UNSET
    commitment: Commitment | UnsetType = UNSET
    indicator: Indicator | UnsetType = UNSET
    confidence: Confidence | UnsetType = UNSET
    rank: float | UnsetType = UNSET
    reason: Reason = ""


class KeyResultCan(Struct, frozen=True, gc=False, kw_only=True):
    """`record` values, `edit` words and numbers, `weigh` against its siblings, `cascade` to a team, `grade` it."""

    edit: bool
    weigh: bool
    record: bool
    drop: bool
    pause: bool
    resume: bool
    restore: bool
    delete: bool
    cascade: bool
    grade: bool


class KeyResultLine(Struct, gc=False, omit_defaults=True):
    """A key result inside a list; what is empty is left out.

    `progress` is raw, `value` the latest one (a share as a ratio; none for steps and computed kinds). `score` is there
    once the cycle is closed, `chance` of success where its health is by forecast.
    """

    id: UUID
    title: str
    kind: str
    weight: float
    owner_id: UUID | None
    progress: float | None
    health: str
    state: str = "active"
    unit: str = ""
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    score: float | None = None
    chance: float | None = None


class StepOut(Struct, frozen=True, gc=False, kw_only=True):
    id: int
    name: str
    weight: float
    reached: bool


class PathPointOut(Struct, frozen=True, gc=False, kw_only=True):
    on: date
    value: float


class PacePoint(Struct, frozen=True, gc=False, kw_only=True):
    """One day of the chart: the value that counted then with its progress, and the pace.

    `expected` is where it had to stand that day to be on course for success, as `expected` of the key result is today.
    """

    on: date
    value: float | None
    progress: float | None
    expected: float | None


class KeyResultOut(Struct, frozen=True, gc=False, kw_only=True):
    """A key result with everything. `weight_share` is its part of the objective.

    `expected` is the pace of today: where it must stand to be on course for success (a stretch succeeds at its 70 %
    point). `score` is the final one, 0 to 1: the owner's where it was graded, else what the rule gives; null until it
    is graded or the cycle is closed. `original` is what was agreed before the first revision, null where there is none.
    `forecast` is the newest one; null before the first, and once the cycle is closed. `divergence`: outcome and work
    have drifted apart.
    """

    id: UUID
    number: int
    label: str
    objective: GoalRef
    objective_state: str
    private: bool
    cycle: CycleRef
    title: str
    description: str
    full_mark: str
    commitment: Commitment
    indicator: Indicator
    state: Literal["active", "paused", "dropped"]
    dropped_reason: str
    paused_reason: str
    rest: RestOut | None
    owner: Ref | None
    check_in_owner: Ref | None
    team: Ref | None
    confidence: int
    kind: Kind
    unit: str
    start: float | None
    target: float | None
    v70: float | None
    low: float | None
    high: float | None
    method: Method
    steps: list[StepOut]
    starts_on: date
    ends_on: date
    path: list[PathPointOut]
    values: int
    latest: MeasurementOut | None
    progress: ProgressOut
    work: WorkOut
    expected: float | None
    expected_display: str
    health: HealthOut
    forecast: ForecastOut | None
    divergence: DivergenceOut | None
    score: float | None
    grade: GradeOut | None
    original: OriginalOut | None
    predecessor: GoalRef | None
    weight: float
    weight_share: float
    rank: float
    sample: bool
    created_at: datetime
    version: int
    can: KeyResultCan


class KeyResultFull(Struct, frozen=True, gc=False, kw_only=True):
    """A key result's page: itself, what its objective serves, its child objectives, its values against the pace.

    `fan` is where the values may go from here; empty without a forecast worth drawing.
    """

    key_result: KeyResultOut
    parents: list[ParentOut]
    children: list[ChildOut]
    series: list[PacePoint]
    revisions: list[RevisionOut]
    fan: list[FanOut]
    changes: list[ChangeOut]


class RecordedOut(Struct, frozen=True, gc=False):
    """The row that was written, and the key result as it is now."""

    measurement: MeasurementOut
    key_result: KeyResultOut

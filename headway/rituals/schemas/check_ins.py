from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.common import Confidence, GoalRef, HealthOut, Ref
from headway.goals.schemas.key_results import KeyResultOut, StepOut
from headway.progress.rules.metrics import Kind
from headway.rituals.rules.check_ins import State

Words = Annotated[str, Meta(max_length=4000)]
Via = Literal["app", "token", "link", "sample"]
Secret = Annotated[str, Meta(min_length=1, max_length=200)]


class CheckInIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One check-in. Either a value as the kind wants it, or `unchanged`; a computed key result takes neither.

    `value` for a number, `done` and `total` for a share, `steps` (all reached so far) for milestones, `yes` for yes or
    no. `confidence` and `blockers` stay as they were where they are left out; an empty text ends the blockers.
    """

    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None
    steps: Annotated[list[int], Meta(max_length=200)] | None = None
    yes: bool | None = None
    unchanged: bool = False
    confidence: Confidence | None = None
    changed: Words = ""
    blockers: Words | UnsetType = UNSET
    next_steps: Words = ""

    @property
    def has_value(self) -> bool:
        return any(one is not None for one in (self.value, self.done, self.steps, self.yes))


class CheckInCan(Struct, frozen=True, gc=False, kw_only=True):
    correct: bool
    withdraw: bool


class CheckInOut(Struct, frozen=True, gc=False, kw_only=True):
    """A check-in as it was given.

    `live` is false for one that was corrected or withdrawn since; `corrects` names the row that this one replaces;
    `withdrawn` rows have no content.
    `progress_before`, `progress` and `health` are as they were at that moment. `due_on` is the day it answered;
    `timing` says how it came, null where nothing was due.
    """

    id: UUID
    key_result_id: UUID
    made_at: datetime
    recorded_at: datetime
    author: Ref | None
    via: Via
    withdrawn: bool
    unchanged: bool
    value: float | None
    done: float | None
    total: float | None
    steps: list[int] | None
    progress_before: float | None
    progress: float | None
    display_before: str
    display: str
    health: str
    confidence: int
    confidence_before: int | None
    changed: str
    blockers: str
    next_steps: str
    due_on: date | None
    timing: State | None
    corrects: UUID | None
    live: bool
    can: CheckInCan


class CheckInDueOut(Struct, frozen=True, gc=False, kw_only=True):
    """What is expected of a key result now. `owed`: nobody has answered it yet.

    `state`: open (its day is to come), due (today), overdue (days of grace), missed; on_time, late, missed once it is
    answered. `person` gives the check-ins. `discipline` counts the slots that are over.
    """

    key_result_id: UUID
    person: Ref | None
    on: date
    state: State
    owed: bool
    answered_at: datetime | None
    on_time: int
    late: int
    missed: int


class FinishedTaskOut(Struct, frozen=True, gc=False, kw_only=True):
    """A task that serves the key result and was finished since the last check-in."""

    id: UUID
    label: str
    title: str
    closed_at: datetime


class CheckInDraftCan(Struct, frozen=True, gc=False, kw_only=True):
    """`refusal` says why not, where it may not be done."""

    check_in: bool
    remind: bool
    refusal: str


class CheckInDraftOut(Struct, frozen=True, gc=False, kw_only=True):
    """A check-in as it opens: what was said last, where the number stands now, where it should be, what was done.

    `unchanged` tells whether "no change" can be said. `pace_value` is the value that would be on pace today, where the
    kind has one. `finished` are the newest of the `finished_count` tasks that were finished `since` then.
    """

    id: UUID
    key_result: KeyResultOut
    due: CheckInDueOut | None
    last: CheckInOut | None
    confidence: int
    blockers: str
    unchanged: bool
    pace_value: float | None
    since: datetime
    finished: list[FinishedTaskOut]
    finished_count: int
    can: CheckInDraftCan


class MovedGoalOut(Struct, frozen=True, gc=False, kw_only=True):
    """A goal whose number moved with the check-in; only those the caller may see."""

    id: UUID
    subject: Literal["objective", "key_result"]
    title: str
    before: str
    after: str


class CheckedInOut(Struct, frozen=True, gc=False, kw_only=True):
    """The check-in that was written, its key result as it is now, and every goal that moved with it."""

    check_in: CheckInOut
    key_result: KeyResultOut
    moved: list[MovedGoalOut]


class OpenBlockerOut(Struct, frozen=True, gc=False, kw_only=True):
    """What stands in the way of a key result, as its newest check-in says. `since` is when it was first said."""

    check_in_id: UUID
    key_result: GoalRef
    text: str
    author: Ref | None
    since: datetime


class CheckInLinkSecret(Struct, frozen=True, forbid_unknown_fields=True):
    token: Secret


class CheckInLinkIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check-in given through a link. `once` is a name of the sender's own: the same again is the same check-in."""

    token: Secret
    once: Annotated[str, Meta(min_length=8, max_length=64)]
    check_in: CheckInIn


class CheckInLinkOut(Struct, frozen=True, gc=False, kw_only=True):
    """What a link opens: one check-in of one person, and no more of the workspace than that check-in needs.

    `given`: it was given already, by this or another way.
    """

    workspace: str
    person: str
    key_result_id: UUID
    title: str
    objective: str
    kind: Kind
    unit: str
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    steps: list[StepOut]
    value: float | None
    done: float | None
    total: float | None
    value_on: date | None
    progress: str
    expected: str
    pace_value: float | None
    health: HealthOut
    confidence: int
    blockers: str
    unchanged: bool
    finished_count: int
    due_on: date | None
    state: State | None
    given: bool
    expires_at: datetime


class CheckInLinkDone(Struct, frozen=True, gc=False, kw_only=True):
    """What the check-in did, for whoever gave it through a link."""

    title: str
    before: str
    after: str
    confidence: int
    unchanged: bool


class CourseOut(Struct, frozen=True, kw_only=True):
    """How the check-ins of a key result went.

    `check_in_age` is the days since the newest one or the newest value, null before the first; one is due every
    `check_in_days`. `same_confidence` is how many times in a row the newest confidence was stated, `chance_moved` how
    far the chance went since the first of them, -1 to 1.
    """

    key_result_id: UUID
    check_in_age: int | None
    check_in_days: int
    same_confidence: int
    chance_moved: float


class CoursesOut(Struct, frozen=True):
    """Of every key result of an objective that lives now."""

    items: list[CourseOut]

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.common import CauseOut, Ref
from headway.rituals.rules.weeks import Guidance, State
from headway.work.schemas.common import ProjectRef, Serves

Words = Annotated[str, Meta(min_length=1, max_length=300)]
WinText = Annotated[str, Meta(min_length=1, max_length=1000)]
Reason = Annotated[str, Meta(min_length=1, max_length=2000, description="Why it is not pursued any more.")]
Priority = Annotated[int, Meta(ge=1, le=2, description="1: must happen. 2: should.")]


class CommitmentIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to be done this week: a `task_id` picked from the board, or a `title` in words of its own.

    `on` is any day of the week it is for, today without it; `member_id` whose it is, the caller's without it. Without
    `key_result_id`, a picked one takes the nearest key result that its task serves.
    """

    title: Words | None = None
    task_id: UUID | None = None
    key_result_id: UUID | None = None
    member_id: UUID | None = None
    priority: Priority = 2
    on: date | None = None


class CommitmentPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. `before` puts it before another one of the same week, null to the end."""

    title: Words | UnsetType = UNSET
    key_result_id: UUID | UnsetType | None = UNSET
    member_id: UUID | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    before: UUID | UnsetType | None = UNSET


class DroppingIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: Reason


class CarryingIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`reason`: what kept it; may stay empty."""

    reason: Annotated[str, Meta(max_length=1000)] = ""


class WinIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to be glad about: in words, or made of a finished commitment or task, whose words it takes."""

    text: WinText | None = None
    commitment_id: UUID | None = None
    task_id: UUID | None = None
    key_result_id: UUID | None = None
    member_id: UUID | None = None
    on: date | None = None


class WinPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: WinText | UnsetType = UNSET
    key_result_id: UUID | UnsetType | None = UNSET
    member_id: UUID | UnsetType = UNSET


class WeekRef(Struct, frozen=True, kw_only=True):
    """A week by its days, both included. `current` is the one that today is in."""

    first: date
    last: date
    current: bool


class GoalLink(Struct, frozen=True, gc=False, kw_only=True):
    """A key result by what people say ("KR-12") and its title; both empty where the reader may not see it."""

    id: UUID | None
    label: str
    title: str


class TaskLink(Struct, frozen=True, gc=False, kw_only=True):
    """The task that a commitment was picked from; without id, label and project where the reader may not see it."""

    id: UUID | None
    label: str
    project: ProjectRef | None
    due_on: date | None
    status: str


class CommitmentCan(Struct, frozen=True, gc=False, kw_only=True):
    """`edit` words, people, place; `tick` it done or open; `carry` it into the next week; `drop` it, or `resume` it."""

    edit: bool
    tick: bool
    carry: bool
    drop: bool
    resume: bool


class CommitmentOut(Struct, frozen=True, gc=False, kw_only=True):
    """A commitment in one of its weeks. `carried` says how often it was carried before that week, `since` is its first.

    The title is empty where it is that of a task the reader may not see. `done_at` is the task's closing, or the tick.
    `reason`: why it was dropped, or carried on into a later week; `why`: why it was carried into this one.
    """

    id: UUID
    team: Ref
    member: Ref
    week: date
    title: str
    task: TaskLink | None
    key_result: GoalLink | None
    priority: int
    rank: float
    state: State
    done_at: datetime | None
    reason: str
    why: str
    carried: int
    since: date
    win_id: UUID | None
    version: int
    can: CommitmentCan


class WinOut(Struct, frozen=True, gc=False, kw_only=True):
    """A win and who was glad about it. `cheered` says whether the reader was."""

    id: UUID
    week: date
    text: str
    member: Ref | None
    commitment_id: UUID | None
    task_id: UUID | None
    key_result: GoalLink | None
    cheers: list[Ref]
    cheered: bool
    version: int
    can_edit: bool


class FinishedOut(Struct, frozen=True, gc=False, kw_only=True):
    """A task that was finished in the week. `commitment_id` and `win_id` where there is one of it."""

    id: UUID
    label: str
    title: str
    project: ProjectRef
    people: list[Ref]
    serves: list[Serves]
    closed_at: datetime
    commitment_id: UUID | None
    win_id: UUID | None


class MovedNumber(Struct, frozen=True, gc=False, kw_only=True):
    """A key result whose number the week has moved: progress as a share of 1, and its value where it takes any.

    `times` counts the moves; the cause and the person are those of the last one.
    """

    id: UUID
    label: str
    title: str
    unit: str
    kind: str
    old: float | None
    new: float | None
    old_value: float | None
    new_value: float | None
    times: int
    at: datetime
    person: Ref | None
    cause: CauseOut | None


class PersonWeek(Struct, frozen=True, gc=False, kw_only=True):
    """How many commitments of the week somebody has, and how that compares with three to five."""

    person: Ref
    count: int
    done: int
    guidance: Guidance


class WeekCan(Struct, frozen=True, gc=False, kw_only=True):
    """`edit` commitments and wins; `cheer` for a win."""

    edit: bool
    cheer: bool


class TeamWeekOut(Struct, frozen=True, gc=False, kw_only=True):
    """The week of a team, from Monday to Friday. `unfinished` are open ones of earlier weeks, to be carried or dropped.

    `finished_more` counts finished tasks beyond those listed.
    """

    team: Ref
    week: WeekRef
    people: list[PersonWeek]
    commitments: list[CommitmentOut]
    unfinished: list[CommitmentOut]
    wins: list[WinOut]
    finished: list[FinishedOut]
    finished_more: int
    moved: list[MovedNumber]
    can: WeekCan


class MyWeekOut(Struct, frozen=True, gc=False, kw_only=True):
    """What one person has undertaken, over all teams. `teams` are those they may commit something for."""

    week: WeekRef
    teams: list[Ref]
    guidance: Guidance
    commitments: list[CommitmentOut]
    unfinished: list[CommitmentOut]


class PickOut(Struct, frozen=True, gc=False, kw_only=True):
    """An open task that could be a commitment; `why` says what put it high: due, serves, mine, team."""

    id: UUID
    label: str
    title: str
    project: ProjectRef
    due_on: date | None
    people: list[Ref]
    serves: list[Serves]
    why: Literal["late", "due", "serves", "mine", "team"]


class Picks(Struct, frozen=True):
    """Tasks to pick from, the likeliest first."""

    items: list[PickOut]

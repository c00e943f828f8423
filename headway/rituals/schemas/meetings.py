from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.common import GoalRef, HealthOut, ProgressOut, Ref
from headway.rituals.rules.meetings import Item
from headway.rituals.schemas.weeks import GoalLink
from headway.work.schemas.common import ProjectRef, TaskRef

Notes = Annotated[str, Meta(max_length=20000)]
ItemNote = Annotated[str, Meta(max_length=4000)]
Words = Annotated[str, Meta(min_length=1, max_length=300)]
Place = Annotated[int, Meta(ge=0, le=1000)]


class MeetingPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`place` moves every screen on; the time spent on the item before is kept. What is left out stays."""

    place: Place | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


class ItemPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: ItemNote


class DecisionIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided at an item. With `as_task` it becomes one.

    Without `project_id`, a project is chosen: one that serves the key result the item is about, else the team's own.
    `assignee_id` does it; without, nobody yet.
    """

    text: Words
    place: Place
    as_task: bool = True
    project_id: UUID | None = None
    assignee_id: UUID | None = None
    due_on: date | None = None


class DecisionTask(Struct, frozen=True, gc=False, kw_only=True):
    """The task that a decision became; without id and words where the reader may not see it."""

    id: UUID | None
    label: str
    title: str
    status: str
    project: ProjectRef | None
    people: list[Ref]


class DecisionOut(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    meeting_id: UUID
    place: int
    text: str
    task: DecisionTask | None
    key_result: GoalLink | None
    by: Ref | None
    at: datetime
    version: int


class AgendaGoal(Struct, frozen=True, gc=False, kw_only=True):
    """The key result an item is about, as it stands now."""

    id: UUID
    label: str
    title: str
    objective: GoalRef
    owner: Ref | None
    health: HealthOut
    progress: ProgressOut
    confidence: int


class ItemOut(Struct, frozen=True, gc=False, kw_only=True):
    """One item. `budget` and `seconds` are the time it may take and has taken.

    `goal` is null where the reader may not see it; `decisions` names the last meeting's.
    """

    place: int
    kind: Item
    subject_id: UUID | None
    goal: AgendaGoal | None
    budget: int
    seconds: int
    seen: bool
    note: str


class Missing(Struct, frozen=True, gc=False, kw_only=True):
    """A key result without a fresh value, and who would bring one."""

    id: UUID
    label: str
    title: str
    owner: Ref | None
    health: HealthOut
    last_on: date | None


class Blocked(Struct, frozen=True, gc=False, kw_only=True):
    """What keeps a key result from moving, as somebody said."""

    subject: str
    id: UUID
    label: str
    title: str
    text: str
    by: Ref | None


class WaitsFor(Struct, frozen=True, gc=False, kw_only=True):
    """An open task that another one waits for, and who is on it."""

    task: TaskRef
    people: list[Ref]
    due_on: date | None


class HeldUp(Struct, frozen=True, gc=False, kw_only=True):
    """An open task of a key result that waits: for other tasks, for something outside, or both.

    `hidden` counts the tasks it waits for that the reader may not see; `since` when it began to wait.
    """

    task: TaskRef
    key_result: GoalLink
    people: list[Ref]
    due_on: date | None
    since: date | None
    waiting_for: str
    waits_for: list[WaitsFor]
    hidden: int


class ProjectChoice(Struct, frozen=True, gc=False, kw_only=True):
    """Where decisions can become tasks; the chosen one first."""

    id: UUID
    title: str
    chosen: bool


class AgendaOut(Struct, frozen=True, gc=False, kw_only=True):
    """What a meeting would talk about now, and how many minutes that is meant to take."""

    items: list[ItemOut]
    minutes: int
    under_way: UUID | None
    can_hold: bool


class MeetingLine(Struct, frozen=True, gc=False, kw_only=True):
    """A meeting in the list of those that were held."""

    id: UUID
    week: date
    started_at: datetime
    ended_at: datetime | None
    by: Ref | None
    items: int
    seen: int
    decisions: int


class MeetingOut(Struct, frozen=True, gc=False, kw_only=True):
    """A meeting with its agenda and what was decided. `place` is the item all screens look at, since `since`.

    `last` is what the meeting before decided. Commitments, wins and moved numbers are those of the week.
    """

    id: UUID
    team: Ref
    week: date
    started_at: datetime
    ended_at: datetime | None
    by: Ref | None
    place: int
    since: datetime
    notes: str
    items: list[ItemOut]
    decisions: list[DecisionOut]
    last: list[DecisionOut]
    missing: list[Missing]
    blocked: list[Blocked]
    held_up: list[HeldUp]
    projects: list[ProjectChoice]
    version: int
    can_edit: bool

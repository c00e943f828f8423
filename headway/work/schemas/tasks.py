from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.organisation.schemas import PersonRef
from headway.work.schemas.common import (
    Access,
    Activity,
    CountOut,
    Hours,
    Priority,
    ProjectRef,
    Serves,
    StatusType,
    TaskRef,
    TaskTitle,
    Text,
)
from headway.work.schemas.dependencies import Dependencies
from headway.work.schemas.projects import ServedOut, StatusRow

Labels = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=20)]
Assignees = Annotated[list[UUID], Meta(max_length=50)]
Waiting = Annotated[str, Meta(max_length=300, description="What outside of Headway it waits for; empty: nothing.")]


class TaskIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new task, last among its siblings. Without `status_id` it stands in the first open status."""

    title: TaskTitle
    description: Text = ""
    parent_id: UUID | None = None
    status_id: UUID | None = None
    priority: Priority = "none"
    labels: Labels = []
    assignees: Assignees = []
    starts_on: date | None = None
    due_on: date | None = None
    estimate_hours: Hours | None = None


class TaskPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    title: TaskTitle | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    status_id: UUID | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    labels: Labels | UnsetType = UNSET
    assignees: Assignees | UnsetType = UNSET
    starts_on: date | UnsetType | None = UNSET
    due_on: date | UnsetType | None = UNSET
    estimate_hours: Hours | UnsetType | None = UNSET
    waiting_for: Waiting | UnsetType = UNSET


class TaskEdit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a bulk edit."""

    id: UUID
    version: Annotated[int, Meta(ge=1)]
    changes: TaskPatch


class TaskPick(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One task of many, as the caller knows it."""

    id: UUID
    version: Annotated[int, Meta(ge=1)]


class MoveIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another place on the board: a status, and before or after which task of the project (at most one of the two).

    With neither it keeps its rank, which is right for a drop into an empty column.
    """

    status_id: UUID | None = None
    before: UUID | None = None
    after: UUID | None = None


class RelocationIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another place in the tree, with all its subtasks: below `parent_id`, or at the top level of `project_id`.

    With neither it becomes a top-level task of its own project. `before` and `after` name a task among the new
    siblings (at most one of the two; neither: last).
    """

    project_id: UUID | None = None
    parent_id: UUID | None = None
    before: UUID | None = None
    after: UUID | None = None


class TaskPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another place in the tree for one of many tasks, as in `RelocationIn`.

    Several `before` the same task stand there in the order given; without `before` they come last, in that order.
    """

    id: UUID
    version: Annotated[int, Meta(ge=1)]
    project_id: UUID | None = None
    parent_id: UUID | None = None
    before: UUID | None = None


class ProjectStanding(Struct, frozen=True, kw_only=True, gc=False):
    """The project of a task, as far as `access` and texts need it, with how the caller stands to it."""

    title: str
    team_id: UUID | None
    lead_id: UUID | None
    created_by: UUID | None
    private: bool
    archived_at: datetime | None
    shared: Access | None
    team_shared: Access | None
    in_team: bool


class TaskFacts(Struct, frozen=True, kw_only=True):
    """A whole task with its project, as actions see it. Assignees are sorted by id."""

    id: UUID
    number: int
    project_id: UUID
    parent_id: UUID | None
    status_id: UUID
    status_type: StatusType
    status_name: str
    title: str
    description: str
    priority: Priority
    labels: list[str]
    assignees: list[UUID]
    starts_on: date | None
    due_on: date | None
    estimate_hours: Decimal | None
    waiting_for: str
    waiting_since: datetime | None
    waiting_by: UUID | None
    blockers: int
    rank: str
    subtasks: int
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: Decimal
    hours_done: Decimal
    started_at: datetime | None
    closed_at: datetime | None
    deleted_at: datetime | None
    deleted_with: UUID | None
    created_by: UUID | None
    created_at: datetime
    sample: bool
    version: int
    project_title: str
    team_id: UUID | None
    lead_id: UUID | None
    project_created_by: UUID | None
    private: bool
    archived_at: datetime | None
    shared: Access | None
    team_shared: Access | None
    in_team: bool

    @property
    def project(self) -> ProjectStanding:
        return ProjectStanding(
            title=self.project_title,
            team_id=self.team_id,
            lead_id=self.lead_id,
            created_by=self.project_created_by,
            private=self.private,
            archived_at=self.archived_at,
            shared=self.shared,
            team_shared=self.team_shared,
            in_team=self.in_team,
        )


class TaskCan(Struct, frozen=True, gc=False, kw_only=True):
    """What the caller may do: `edit` everything of the task, move and delete it; `restore` it when it is deleted."""

    edit: bool
    restore: bool
    link: bool


class TaskRow(Struct, frozen=True, gc=False, kw_only=True):
    """A row of a table or board as it comes from the database; `depth` is 0 at the top.

    `path` is its place in the tree: rank and id of every task from the top down to it.
    """

    id: UUID
    number: int
    parent_id: UUID | None
    project_id: UUID
    status_id: UUID
    status_type: StatusType
    title: str
    priority: Priority
    labels: list[str]
    assignees: list[UUID]
    starts_on: date | None
    due_on: date | None
    estimate_hours: float | None
    subtasks: int
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: float
    hours_done: float
    waiting_for: str
    blockers: int
    rank: str
    closed_at: datetime | None
    version: int
    depth: int = 0
    path: list[str] = []


class TaskFacet(Struct, frozen=True, kw_only=True):
    """What every answer says of a task. `subtasks` counts its direct ones; `counted` says what is done at and below.

    `blockers` counts the open tasks that it waits for, those that the caller may not see too; `waiting_for` says what
    it waits for outside of Headway. With either, a task that is not done is blocked.
    """

    id: UUID
    label: str
    number: int
    project_id: UUID
    parent_id: UUID | None
    status_id: UUID
    status_type: StatusType
    title: str
    priority: Priority
    labels: list[str]
    assignees: list[PersonRef]
    starts_on: date | None
    due_on: date | None
    estimate_hours: float | None
    subtasks: int
    counted: CountOut
    waiting_for: str
    blockers: int
    closed_at: datetime | None
    version: int


class TaskOut(TaskFacet, frozen=True, kw_only=True):
    """A task in a list. `serves` are the key results it is for, `blocked_by` the open tasks that it waits for.

    Both name what the caller may see.
    """

    depth: int
    serves: list[Serves]
    blocked_by: list[TaskRef]


class MovedOut(Struct, frozen=True, kw_only=True):
    """A key result whose number a write has moved: its progress and the share of work done, before and after.

    All are parts of 1; null where there was nothing to count.
    """

    id: UUID
    title: str
    short: str
    old: float | None
    new: float | None
    old_work: float | None
    new_work: float | None


class TaskFull(TaskFacet, frozen=True, kw_only=True):
    """The whole row of a task, as every write returns it. What it serves is not in it: lists and details say that.

    `moved` is what a change of status has moved of what it serves, nearest first; empty in every other answer.
    """

    description: str
    started_at: datetime | None
    deleted_at: datetime | None
    created_at: datetime
    created_by: PersonRef | None
    waiting_since: datetime | None
    waiting_by: PersonRef | None
    sample: bool
    can: TaskCan
    moved: list[MovedOut] = []


class TaskDetail(TaskFull, frozen=True, kw_only=True):
    """A task with everything around it. `parents` from the top; `activity` newest first."""

    project: ProjectRef
    parents: list[TaskRef]
    statuses: list[StatusRow]
    children: list[TaskOut]
    key_results: list[ServedOut]
    hidden_key_results: int
    dependencies: Dependencies
    activity: list[Activity]


class Column(Struct, frozen=True, kw_only=True):
    """A column of the board with its first cards; `next` goes on with the rest."""

    status: StatusRow
    items: list[TaskOut]
    next: str | None


class Board(Struct, frozen=True, kw_only=True):
    columns: list[Column]


class Deleted(Struct, frozen=True, kw_only=True):
    """What was deleted, with how many tasks (subtasks included); `POST /tasks/{id}/restoration` brings it back."""

    id: UUID
    label: str
    title: str
    tasks: int


class AllDeleted(Struct, frozen=True):
    """What was deleted: the topmost of the tasks given, each with what is below it. Restoring these undoes it all."""

    items: list[Deleted]


class MyTask(TaskOut, frozen=True, kw_only=True):
    """A task in a person's list."""

    project: ProjectRef


class Edited(Struct, frozen=True):
    """The changed rows of a change of many, in the order given."""

    items: list[TaskFull]

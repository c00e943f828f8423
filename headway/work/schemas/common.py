from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.organisation.schemas import PersonRef

StatusType = Literal["open", "active", "done", "cancelled"]
ProjectState = Literal["planned", "active", "paused", "done", "cancelled"]
Priority = Literal["none", "low", "medium", "high", "urgent"]
WorkKind = Literal["task", "project"]
Access = Literal["view", "edit"]

TaskTitle = Annotated[str, Meta(min_length=1, max_length=300)]
ProjectTitle = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=50000, description="Markdown.")]
Hours = Annotated[float, Meta(ge=0, le=100000, description="Hours, kept to two decimals.")]
Weight = Annotated[float, Meta(ge=0, le=1000, description="0 means: shown, never counted.")]


class CountOut(Struct, frozen=True, gc=False, kw_only=True):
    """What is done of a piece of work. `leaves` are the tasks without subtasks at or below it that are not cancelled.

    `share` goes by hours if every leaf has an estimate and they sum above 0 (`by` is "hours"), else by count.
    It is null, and `display` empty, when nothing is left to count. A project without any task has no leaf and a share:
    0, or 1 once it is done.
    """

    share: float | None
    display: str
    by: Literal["hours", "count"]
    leaves: int
    done: int
    hours: float
    hours_done: float


class TaskRef(Struct, frozen=True, gc=False):
    """A task by its name."""

    id: UUID
    label: str
    title: str


class ProjectRef(Struct, frozen=True, gc=False):
    """A project by its name."""

    id: UUID
    title: str


class Serves(Struct, frozen=True, gc=False, kw_only=True):
    """A key result that a piece of work serves. `short` is what people say: "KR-12".

    `by` says how: its own link, that of a `parent` (any task above it), that of its `project`; of a project also that
    of a `task` in it.
    """

    id: UUID
    title: str
    short: str
    by: Literal["own", "parent", "project", "task"]


class Activity(Struct, frozen=True, gc=False, kw_only=True):
    """One thing that happened. `changes` maps field -> [old, new]."""

    at: datetime
    kind: str
    actor: PersonRef | None
    actor_kind: str
    changes: dict[str, Any]


class Delta(Struct, frozen=True, gc=False, kw_only=True):
    """What a written row now gives to the row above it, less what it gave before.

    `project_id` and `parent_id` name the row above: the parent, or the project where there is none.
    """

    id: UUID
    project_id: UUID
    parent_id: UUID | None
    children: int
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: Decimal
    hours_done: Decimal


class Linked(Struct, frozen=True, gc=False, kw_only=True):
    """A linked piece of work and its totals now."""

    subject: WorkKind
    id: UUID
    leaves: int
    done: int
    estimated: int
    hours: Decimal
    hours_done: Decimal

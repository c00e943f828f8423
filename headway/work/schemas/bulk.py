"""Work made by a program: imports and the demo company. Ids are the caller's; parents come before their subtasks."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from headway.work.rules.statuses import DEFAULTS, NewColumn
from headway.work.schemas.common import Priority, ProjectState


class BulkProject(Struct, frozen=True, kw_only=True):
    id: UUID
    title: str
    description: str = ""
    team_id: UUID | None = None
    lead_id: UUID | None = None
    state: ProjectState = "active"
    private: bool = False
    starts_on: date | None = None
    due_on: date | None = None
    statuses: tuple[NewColumn, ...] = DEFAULTS
    created_at: datetime | None = None
    created_by: UUID | None = None
    archived_at: datetime | None = None


class BulkTask(Struct, frozen=True, kw_only=True):
    """A task of a new or an existing project. `status` is the name of one of its statuses, without case.

    Times that are left out follow from the status: started and closed now, or not at all.
    """

    id: UUID
    project_id: UUID
    title: str
    status: str
    parent_id: UUID | None = None
    description: str = ""
    priority: Priority = "none"
    labels: tuple[str, ...] = ()
    assignees: tuple[UUID, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    estimate_hours: Decimal | None = None
    created_at: datetime | None = None
    created_by: UUID | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None


class BulkLink(Struct, frozen=True, kw_only=True):
    """A link of a task or a project (exactly one) to a key result."""

    key_result_id: UUID
    task_id: UUID | None = None
    project_id: UUID | None = None
    weight: float = 1.0


class BulkBlock(Struct, frozen=True, kw_only=True):
    """One task waits for another; no task of a batch waits for itself by any way round."""

    blocked_id: UUID
    blocker_id: UUID


class BulkWait(Struct, frozen=True, kw_only=True):
    """A task waits for something outside of Headway."""

    task_id: UUID
    waiting_for: str
    waiting_since: datetime
    waiting_by: UUID | None = None


class Bulk(Struct, frozen=True, kw_only=True):
    """Everything that is made in one go."""

    projects: tuple[BulkProject, ...] = ()
    tasks: tuple[BulkTask, ...] = ()
    links: tuple[BulkLink, ...] = ()
    blocks: tuple[BulkBlock, ...] = ()
    waits: tuple[BulkWait, ...] = ()
    sample: bool = False


class BulkMade(Struct, frozen=True, kw_only=True):
    """How much was made; `numbers` maps task id -> human number."""

    projects: int
    tasks: int
    links: int
    numbers: dict[UUID, int]

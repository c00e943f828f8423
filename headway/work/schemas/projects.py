from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.organisation.schemas import PersonRef, TeamRef
from headway.work.schemas.common import Access, CountOut, ProjectState, ProjectTitle, Serves, StatusType, Text

StatusName = Annotated[str, Meta(min_length=1, max_length=60)]


class StatusIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new status. `place` is its position from 0; past the end, or left out, means last."""

    name: StatusName
    type: StatusType
    place: Annotated[int, Meta(ge=0, le=1000)] = 1000


class StatusPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is. Another `type` changes what the tasks in it count."""

    name: StatusName | UnsetType = UNSET
    type: StatusType | UnsetType = UNSET
    place: Annotated[int, Meta(ge=0, le=1000)] | UnsetType = UNSET


class ProjectIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new project. Without `statuses` it gets To do, In progress, Done, Cancelled; without `lead_id`, no lead."""

    title: ProjectTitle
    description: Text = ""
    team_id: UUID | None = None
    lead_id: UUID | None = None
    state: ProjectState = "active"
    private: bool = False
    starts_on: date | None = None
    due_on: date | None = None
    statuses: Annotated[list[StatusIn], Meta(max_length=30)] = []


class ProjectPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    title: ProjectTitle | UnsetType = UNSET
    description: Text | UnsetType = UNSET
    team_id: UUID | UnsetType | None = UNSET
    lead_id: UUID | UnsetType | None = UNSET
    state: ProjectState | UnsetType = UNSET
    private: bool | UnsetType = UNSET
    starts_on: date | UnsetType | None = UNSET
    due_on: date | UnsetType | None = UNSET


class ProjectFacts(Struct, frozen=True, kw_only=True):
    """A project as `access` and actions see it, with what the caller has to do with it.

    `shared` is the caller's own share of it; `team_shared` a guest's share of its team; `in_team` a member of it.
    """

    id: UUID
    number: int
    title: str
    description: str
    team_id: UUID | None
    lead_id: UUID | None
    state: ProjectState
    private: bool
    starts_on: date | None
    due_on: date | None
    created_by: UUID | None
    archived_at: datetime | None
    version: int
    shared: Access | None
    team_shared: Access | None
    in_team: bool


class StatusRow(Struct, frozen=True, gc=False, kw_only=True):
    """One column of a project. `tasks` counts those that stand in it."""

    id: UUID
    project_id: UUID
    name: str
    type: StatusType
    place: int
    tasks: int = 0


class ProjectCan(Struct, frozen=True, gc=False, kw_only=True):
    """What the caller may do: `edit` the project itself (texts, dates, statuses, archive), `edit_tasks` in it."""

    edit: bool
    edit_tasks: bool


class ProjectRow(Struct, frozen=True, kw_only=True):
    """A row of the list as it comes from the database."""

    id: UUID
    number: int
    title: str
    sort_key: str
    description: str
    state: ProjectState
    private: bool
    starts_on: date | None
    due_on: date | None
    tasks: int
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: float
    hours_done: float
    sample: bool
    archived_at: datetime | None
    created_at: datetime
    created_by: UUID | None
    version: int
    team_id: UUID | None
    team_name: str | None
    team_slug: str | None
    team_parent_id: UUID | None
    lead_id: UUID | None
    lead_name: str | None
    lead_title: str | None
    lead_active: bool | None
    shared: Access | None
    team_shared: Access | None
    in_team: bool


class ProjectOut(Struct, frozen=True, kw_only=True):
    """A project in a list. `tasks` counts its top-level tasks; `counted` says what is done of it.

    `serves` are the key results that it, or a task in it, is for, as far as the caller may see them.
    """

    id: UUID
    number: int
    title: str
    state: ProjectState
    private: bool
    team: TeamRef | None
    lead: PersonRef | None
    starts_on: date | None
    due_on: date | None
    tasks: int
    counted: CountOut
    serves: list[Serves]
    sample: bool
    archived_at: datetime | None
    created_at: datetime
    version: int
    can: ProjectCan


class ServedOut(Struct, frozen=True, gc=False, kw_only=True):
    """A key result that a piece of work serves. `id` is the link's."""

    id: UUID
    key_result_id: UUID
    title: str
    objective_id: UUID
    objective_title: str
    weight: float
    share: float | None
    version: int


class ProjectDetail(ProjectOut, frozen=True, kw_only=True):
    """A whole project. `hidden_key_results` counts those it serves that the caller may not see."""

    description: str
    statuses: list[StatusRow]
    key_results: list[ServedOut]
    hidden_key_results: int

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.goals.schemas.common import GoalRef
from headway.organisation.schemas import PersonRef
from headway.work.schemas.common import CountOut, Weight, WorkKind


class LinkIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Work to link to a key result: exactly one of the two."""

    task_id: UUID | None = None
    project_id: UUID | None = None
    weight: Weight = 1.0


class LinkPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weight: Weight


class LinkRow(Struct, frozen=True, kw_only=True):
    """A link with both ends as access needs them; `item` is the task or project."""

    id: UUID
    key_result_id: UUID
    item: UUID
    kind: WorkKind
    weight: float
    version: int


class Goal(Struct, frozen=True, kw_only=True):
    """A key result the caller may see, with how they stand to it (the columns that goals.access wants)."""

    id: UUID
    number: int
    title: str
    kind: str
    key_result_state: str
    mine: bool
    state: str
    owns: bool
    wrote: bool
    leads: bool
    in_team: bool
    shared: Literal["view", "edit"] | None
    closed: bool


class Overlap(Struct, frozen=True, kw_only=True):
    """Linked work above or below other work at the same key result; `title` is None where it may not be named."""

    kind: WorkKind
    number: int
    title: str | None
    key_result: str | None


class WorkItemOut(Struct, frozen=True, kw_only=True):
    """A piece of work that serves a key result. `id` is the link's, `item_id` the task's or project's.

    `share` is its part of the key result's number: null where that does not come from work, or it is cancelled.
    `state` is a task's status type or a project's state.
    """

    id: UUID
    kind: WorkKind
    item_id: UUID
    label: str
    title: str
    state: str
    people: list[PersonRef]
    due_on: date | None
    weight: float
    share: float | None
    counted: CountOut
    version: int
    can_edit: bool


class HiddenWork(Struct, frozen=True, gc=False, kw_only=True):
    """Work that counts like any other but may not be named here ("2 more you cannot see")."""

    items: int
    leaves: int
    done: int
    share: float | None


class KeyResultWork(Struct, frozen=True, kw_only=True):
    """All work linked to a key result. `counts`: its progress comes from this work (kind `work`)."""

    key_result: GoalRef
    counts: bool
    items: list[WorkItemOut]
    hidden: HiddenWork
    can_link: bool


class WorkItemRow(Struct, frozen=True, gc=False, kw_only=True):
    """A linked piece of work as it comes from the database; `seen` where the caller may see its project.

    `tasks` of a project: how many it has at its top; 1 for a task.
    """

    id: UUID
    kind: WorkKind
    item_id: UUID
    number: int
    title: str
    state: str
    due_on: date | None
    assignees: list[UUID]
    weight: float
    share: float | None
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: float
    hours_done: float
    tasks: int
    version: int
    seen: bool


class ServedRow(Struct, frozen=True, gc=False, kw_only=True):
    """A key result that work serves, as it comes from the database."""

    id: UUID
    key_result_id: UUID
    title: str | None
    objective_id: UUID | None
    objective_title: str | None
    weight: float
    share: float | None
    version: int
    seen: bool


class LinkTarget(Struct, frozen=True, gc=False):
    """One link as the graph needs it; `counts` where the key result takes its progress from work."""

    item: UUID
    key_result_id: UUID
    weight: float
    counts: bool


class WorkEnd(Struct, frozen=True, kw_only=True):
    """The piece of work at the lower end of a link; `label` as in "HW-42 'Translate checkout'"."""

    kind: WorkKind
    id: UUID
    label: str
    title: str
    editable: bool

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.organisation.schemas import PersonRef
from headway.work.schemas.common import TaskRef

SightKind = Literal["task", "project", "key_result", "objective"]
BondKind = Literal["inside", "work", "measures", "cascade", "contributes", "supports"]


class SightNode(Struct, frozen=True, gc=False, kw_only=True):
    """One thing in a line of sight. `key` names it among the bonds; where `hidden`, that is all there is to know.

    `progress` is the share done of work, or the progress of a goal, null where undefined; `display` as people read it.
    `priority` is the company priority of an objective. `height` counts the steps up from the task.
    """

    key: str
    kind: SightKind
    id: UUID | None
    label: str
    title: str
    hidden: bool
    progress: float | None
    display: str
    team: str | None
    owner: PersonRef | None
    priority: str
    height: int


class Bond(Struct, frozen=True, gc=False, kw_only=True):
    """What hangs on what: `child` and `parent` are keys.

    `share` is the part of the parent's number, null where it moves none: `inside` says that a task is part of a task or
    a project, `supports` is drawn and never counted.
    """

    child: str
    parent: str
    kind: BondKind
    weight: float
    share: float | None


class LineOfSight(Struct, frozen=True, kw_only=True):
    """From a task up to the company priorities it serves, lowest first.

    A small graph, because work may serve several goals and a goal several others. `serves` is False for work that
    serves no goal yet.
    """

    task: TaskRef
    serves: bool
    nodes: list[SightNode]
    bonds: list[Bond]
    priorities: list[str]


class Step(Struct, frozen=True, kw_only=True):
    """One thing below another. `people` are the owner of a goal, the lead of a project, those on a task.

    `below` counts what hangs directly on it, so that the page knows whether it can be opened.
    """

    kind: SightKind
    id: UUID
    label: str
    title: str
    bond: BondKind
    state: str
    progress: float | None
    display: str
    share: float | None
    people: list[PersonRef]
    due_on: date | None
    below: int


class StepsDown(Struct, frozen=True, kw_only=True):
    """What hangs on one thing; `hidden` more that the caller may not see, `more` if there are too many to show."""

    kind: SightKind
    id: UUID
    title: str
    items: list[Step]
    hidden: int
    more: bool


class Contributor(Struct, frozen=True, gc=False, kw_only=True):
    """A person at or below a goal, with what is theirs there."""

    person: PersonRef
    objectives: int
    key_results: int
    projects: int
    tasks_open: int
    tasks_done: int


class Contributors(Struct, frozen=True, kw_only=True):
    """The people behind a goal, as far as the caller may see; those with most open tasks first."""

    items: list[Contributor]


class SightRow(Struct, frozen=True, gc=False, kw_only=True):
    """A node of the graph with its name, as it comes from the database."""

    id: UUID
    subject: SightKind
    number: int | None
    title: str | None
    priority: str | None
    state: str | None
    team: str | None
    people: list[UUID]
    due_on: date | None
    raw: float | None
    seen: bool


class BondRow(Struct, frozen=True, gc=False, kw_only=True):
    child_id: UUID
    parent_id: UUID
    kind: BondKind
    weight: float
    share: float | None


class StepRow(SightRow, frozen=True, gc=False, kw_only=True):
    kind: BondKind
    share: float | None
    below: int


class ContributorRow(Struct, frozen=True, gc=False, kw_only=True):
    member_id: UUID
    objectives: int
    key_results: int
    projects: int
    tasks_open: int
    tasks_done: int

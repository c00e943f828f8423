from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.goals.schemas.common import CycleRef, HealthOut, ProgressOut, Ref
from headway.rituals.schemas.weeks import WeekRef
from headway.work.schemas.common import ProjectRef

LineText = Annotated[str, Meta(min_length=1, max_length=300)]
Colour = Literal["green", "amber", "red"]


class SquareLineIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the team's own: `health` with a colour, or `ahead` with any day of the week that it is for.

    One ahead may be made of a draft by naming its `task_id` or `project_id`; `dismissed` takes that draft off the page.
    """

    kind: Literal["health", "ahead"]
    text: LineText
    state: Colour | None = None
    on: date | None = None
    task_id: UUID | None = None
    project_id: UUID | None = None
    dismissed: bool = False


class SquareLinePatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays."""

    text: LineText | UnsetType = UNSET
    state: Colour | UnsetType = UNSET
    on: date | UnsetType = UNSET


class SquareLineOut(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    kind: Literal["health", "ahead"]
    text: str
    state: Colour | None
    week: date | None
    task_id: UUID | None
    project_id: UUID | None
    dismissed: bool
    version: int


class AheadDraft(Struct, frozen=True, gc=False, kw_only=True):
    """Something that is due and that the team has not written down yet: a task or a project."""

    kind: Literal["task", "project"]
    id: UUID
    text: str
    project: ProjectRef
    due_on: date


class AheadWeek(Struct, frozen=True, gc=False, kw_only=True):
    """One of the next four weeks: what the team wrote, then what could be written."""

    first: date
    last: date
    lines: list[SquareLineOut]
    drafts: list[AheadDraft]


class SquareKeyResult(Struct, frozen=True, gc=False, kw_only=True):
    """`value` is the latest one, a share as a ratio; `confidence_before` that of the start of the week."""

    id: UUID
    label: str
    title: str
    kind: str
    unit: str
    owner: Ref | None
    progress: ProgressOut
    value: float | None
    low: float | None
    high: float | None
    target: float | None
    health: HealthOut
    confidence: int
    confidence_before: int


class SquareObjective(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    label: str
    title: str
    cycle: CycleRef
    health: HealthOut
    progress: ProgressOut
    confidence: int
    confidence_before: int
    key_results: list[SquareKeyResult]
    version: int
    can_edit: bool


class SquareOut(Struct, frozen=True, gc=False, kw_only=True):
    """A team's page of four squares, without this week's commitments, which the week has.

    `guards` are its key results that must stay within bounds; `health` is what the team wrote beside them.
    """

    team: Ref
    week: WeekRef
    objectives: list[SquareObjective]
    guards: list[SquareKeyResult]
    health: list[SquareLineOut]
    ahead: list[AheadWeek]
    can_edit: bool

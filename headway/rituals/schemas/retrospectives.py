from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.goals.schemas.common import CycleRef, GoalRef, Ref
from headway.rituals.schemas.patterns import PatternOut

Notes = Annotated[str, Meta(max_length=20000, description="Markdown.")]
Words = Annotated[str, Meta(min_length=1, max_length=500)]


class RetrospectiveIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The three texts as they are to be kept."""

    achieved: Notes
    missed: Notes
    learned: Notes


class LessonIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence for those who write the next goals."""

    words: Words


class ActionIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to do: it becomes a task of the project."""

    title: Annotated[str, Meta(min_length=1, max_length=300)]
    project_id: UUID
    assignee: UUID | None = None
    due_on: date | None = None


class ResultOut(Struct, frozen=True, gc=False, kw_only=True):
    """How one key result ended. `final`: somebody gave the score; else it is what the rule gives today."""

    key_result: GoalRef
    objective: GoalRef
    score: float | None
    final: bool
    original: float | None
    commitment: str
    success: bool | None
    causes: list[str]
    note: str


class MoverOut(Struct, frozen=True, gc=False, kw_only=True):
    """The week in which a key result moved most: the change of its progress, as a share of the whole way."""

    key_result: GoalRef
    moved: float
    display: str
    week: date


class CauseCount(Struct, frozen=True, gc=False, kw_only=True):
    cause: str
    count: int


class NotesOut(Struct, frozen=True, gc=False, kw_only=True):
    achieved: str
    missed: str
    learned: str


class LessonOut(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    words: str
    cycle: Ref
    by: Ref | None
    at: datetime


class ActionOut(Struct, frozen=True, gc=False, kw_only=True):
    """A task that came out of the retrospective. `state` is its status type."""

    task_id: UUID
    label: str
    title: str
    state: Literal["open", "active", "done", "cancelled"]
    due_on: date | None
    people: list[Ref]


class RetrospectiveOut(Struct, frozen=True, gc=False, kw_only=True):
    """`notes` are null until somebody keeps them: then `draft` is what to begin with. `version` is 0 until then."""

    team: Ref
    cycle: CycleRef
    results: list[ResultOut]
    movers: list[MoverOut]
    causes: list[CauseCount]
    draft: NotesOut
    notes: NotesOut | None
    changed_by: Ref | None
    changed_at: datetime | None
    version: int
    lessons: list[LessonOut]
    actions: list[ActionOut]
    pattern: PatternOut
    can_write: bool


class LessonsOut(Struct, frozen=True, gc=False, kw_only=True):
    """What a team should remember when it writes goals: its newest lessons, and what its scores say together."""

    lessons: list[LessonOut]
    pattern: PatternOut


class RetrospectiveRow(Struct, frozen=True, gc=False, kw_only=True):
    achieved: str
    missed: str
    learned: str
    changed_by: UUID | None
    changer_name: str | None
    changed_at: datetime
    version: int


class LessonRow(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    team_id: UUID
    words: str
    cycle_id: UUID
    cycle_name: str
    created_by: UUID | None
    author_name: str | None
    created_at: datetime


class MoveRow(Struct, frozen=True, gc=False, kw_only=True):
    key_result_id: UUID
    moved: float
    week: date

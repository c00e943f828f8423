"""Rituals of the past, made by a program: the demo company."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.rituals.rules.assessments import Decision


class BulkCheckIn(Struct, frozen=True, kw_only=True):
    """A check-in as it was given. The value that was recorded for the key result at that very moment belongs to it."""

    key_result_id: UUID
    made_at: datetime
    author_id: UUID | None
    unchanged: bool = False
    confidence: int
    confidence_before: int | None = None
    progress_before: float | None = None
    progress: float | None = None
    health: str = ""
    changed: str = ""
    blockers: str = ""
    next_steps: str = ""


class BulkBlindScore(Struct, frozen=True, kw_only=True):
    member_id: UUID
    key_result_id: UUID
    score: Decimal
    note: str = ""


class BulkGrading(Struct, frozen=True, kw_only=True):
    """A team's grading of a cycle, revealed at `revealed_at`; the scores were given the day before."""

    id: UUID
    team_id: UUID
    cycle_id: UUID
    revealed_by: UUID
    revealed_at: datetime
    scores: tuple[BulkBlindScore, ...]


class BulkRetrospective(Struct, frozen=True, kw_only=True):
    team_id: UUID
    cycle_id: UUID
    achieved: str
    missed: str
    learned: str
    lessons: tuple[str, ...]
    written_by: UUID
    written_at: datetime


class BulkAssessment(Struct, frozen=True, kw_only=True):
    objective_id: UUID
    month: date
    chance: float | None = None
    health: str
    progress: float | None
    judgement: int
    decision: Decision
    reason: str = ""
    member_id: UUID
    assessed_at: datetime


class BulkCarry(Struct, frozen=True, kw_only=True):
    """`objectives` are the new ones, which name what they were carried over from."""

    team_id: UUID
    from_cycle_id: UUID
    to_cycle_id: UUID
    objectives: tuple[UUID, ...]
    carried_by: UUID
    carried_at: datetime


class BulkWeek(Struct, frozen=True, kw_only=True):
    commitment_id: UUID
    week: date
    priority: int
    rank: float


class BulkCommitment(Struct, frozen=True, kw_only=True):
    """A task, or a title. Its weeks are apart: one row each."""

    id: UUID
    team_id: UUID
    member_id: UUID
    task_id: UUID | None = None
    key_result_id: UUID | None = None
    title: str = ""
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    dropped_reason: str = ""
    created_at: datetime


class BulkWin(Struct, frozen=True, kw_only=True):
    id: UUID
    team_id: UUID
    member_id: UUID
    week: date
    text: str
    task_id: UUID | None = None
    cheers: tuple[UUID, ...] = ()
    created_at: datetime


class BulkLine(Struct, frozen=True, kw_only=True):
    """A line of the four squares: with a colour, or with the first day of its week."""

    team_id: UUID
    kind: Literal["health", "ahead"]
    text: str
    state: str | None
    week: date | None
    created_by: UUID
    created_at: datetime


class BulkPoint(Struct, frozen=True, kw_only=True):
    """An item of an agenda, at its place in the list."""

    kind: str
    subject_id: UUID | None
    budget: int
    seconds: int
    note: str


class BulkDecision(Struct, frozen=True, kw_only=True):
    place: int
    text: str
    task_id: UUID
    key_result_id: UUID | None
    created_by: UUID
    created_at: datetime


class BulkMeeting(Struct, frozen=True, kw_only=True):
    """A meeting that is over."""

    id: UUID
    team_id: UUID
    week: date
    started_by: UUID
    started_at: datetime
    ended_at: datetime
    notes: str
    points: tuple[BulkPoint, ...]
    decisions: tuple[BulkDecision, ...]


class BulkTiming(Struct, frozen=True, kw_only=True):
    """A rhythm of its own; what is not said is as in the table."""

    kind: str
    cadence: str
    weekday: int
    hour: int
    minute: int


class BulkHoliday(Struct, frozen=True, kw_only=True):
    day: date
    name: str


class BulkCalendar(Struct, frozen=True, kw_only=True):
    """The calendar of a team that has none yet."""

    id: UUID
    team_id: UUID
    holidays: tuple[BulkHoliday, ...]
    rhythms: tuple[BulkTiming, ...]


class BulkRituals(Struct, frozen=True, kw_only=True):
    """All of it is made in one go."""

    check_ins: tuple[BulkCheckIn, ...] = ()
    gradings: tuple[BulkGrading, ...] = ()
    retrospectives: tuple[BulkRetrospective, ...] = ()
    assessments: tuple[BulkAssessment, ...] = ()
    carries: tuple[BulkCarry, ...] = ()
    commitments: tuple[BulkCommitment, ...] = ()
    weeks: tuple[BulkWeek, ...] = ()
    wins: tuple[BulkWin, ...] = ()
    lines: tuple[BulkLine, ...] = ()
    meetings: tuple[BulkMeeting, ...] = ()
    calendars: tuple[BulkCalendar, ...] = ()

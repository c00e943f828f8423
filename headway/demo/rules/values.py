"""What the sample company consists of, finished: frozen, with real dates, ready to be put into a workspace.

References between the parts are keys (text); tasks are known by their number.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Kind = Literal["increase", "decrease", "reach", "share", "maintain", "milestone", "binary", "work", "objectives"]
Method = Literal["periods", "now", "strict"]
Indicator = Literal["leading", "lagging"]
Priority = Literal["urgent", "high", "medium", "low", "none"]
StatusType = Literal["open", "active", "done", "cancelled"]


class Person(Struct, frozen=True):
    key: str
    name: str
    email: str
    job: str
    team: str
    role: Literal["admin", "member", "guest"]


class Team(Struct, frozen=True):
    """`parent` is empty for the company itself; parents come before their children."""

    key: str
    name: str
    parent: str
    lead: str
    vision: str


class Cycle(Struct, frozen=True):
    """`end` is the last day. Quarters name the year as their parent."""

    key: str
    name: str
    kind: Literal["year", "quarter"]
    parent: str
    start: date
    end: date
    state: Literal["closed", "active", "planned"]


class Objective(Struct, frozen=True):
    """`priority` is the company priority that it serves; `confidence` the owner's own, 0 to 10."""

    key: str
    title: str
    why: str
    owner: str
    team: str
    cycle: str
    state: Literal["active", "draft", "dropped"]
    reason: str
    private: bool
    priority: str
    confidence: int
    created_at: datetime
    dropped_at: datetime | None


class Measurement(Struct, frozen=True):
    """`value` is in the key result's unit; for a share it is the number done, of `total`.

    A milestone has no value but `steps`: the places (from 1) of the steps reached by then.
    """

    at: datetime
    value: Decimal | None
    total: Decimal | None
    steps: tuple[int, ...]
    author: str
    source: str
    note: str


class MilestoneStep(Struct, frozen=True):
    title: str
    weight: Decimal
    reached_at: datetime | None


class KeyResult(Struct, frozen=True):
    """`baseline` and `target` of a share are numbers of things out of `total`; `low`/`high` are a band's ends.

    `full_mark` says what 100 % and 70 % look like; `source` where the number is read.
    """

    key: str
    objective: str
    title: str
    kind: Kind
    owner: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    low: Decimal | None
    high: Decimal | None
    method: Method | None
    v70: Decimal | None
    total: Decimal | None
    commitment: Literal["committed", "stretch"]
    indicator: Indicator
    weight: Decimal
    source: str
    full_mark: str
    confidence: int
    start: date
    due: date
    check_in_days: int
    steps: tuple[MilestoneStep, ...]
    measurements: tuple[Measurement, ...]


class Cascade(Struct, frozen=True):
    """The child objective was made from a key result of the level above."""

    key_result: str
    objective: str


class Alignment(Struct, frozen=True):
    child: str
    parent: str
    mode: Literal["contributes", "supports"]
    weight: Decimal


class CheckIn(Struct, frozen=True, kw_only=True):
    """What somebody said of a key result; the value of that very moment, where there is one, belongs to it."""

    key_result: str
    at: datetime
    author: str
    unchanged: bool
    confidence: int
    confidence_before: int
    progress_before: float | None
    progress: float | None
    health: str
    changed: str
    blockers: str
    next_steps: str


class ProjectStatus(Struct, frozen=True):
    name: str
    type: StatusType


class Project(Struct, frozen=True):
    key: str
    name: str
    why: str
    team: str
    lead: str
    state: Literal["planned", "active", "done"]
    start: date
    due: date
    statuses: tuple[ProjectStatus, ...]
    created_at: datetime
    guests: tuple[str, ...]


class Move(Struct, frozen=True):
    """A task came into a status; the first move is its creation."""

    at: datetime
    status: str
    by: str


class Task(Struct, frozen=True):
    """`estimate` is in hours. `rank` orders the tasks of a project, 1 first.

    `closed_at` is when it was done or cancelled; `moves` begin with its creation, oldest first.
    """

    number: int
    project: str
    parent: int | None
    title: str
    description: str
    status: str
    assignees: tuple[str, ...]
    start: date | None
    due: date | None
    estimate: Decimal | None
    priority: Priority
    labels: tuple[str, ...]
    rank: int
    created_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    moves: tuple[Move, ...]


class WorkLink(Struct, frozen=True):
    """Exactly one of `project` and `task` is set."""

    key_result: str
    project: str
    task: int | None
    weight: Decimal


class Company(Struct, frozen=True):
    """All of it. `about` is one paragraph for somebody who sees it for the first time."""

    name: str
    about: str
    today: date
    task_prefix: str
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    cycles: tuple[Cycle, ...]
    objectives: tuple[Objective, ...]
    key_results: tuple[KeyResult, ...]
    cascades: tuple[Cascade, ...]
    alignments: tuple[Alignment, ...]
    projects: tuple[Project, ...]
    tasks: tuple[Task, ...]
    work_links: tuple[WorkLink, ...]

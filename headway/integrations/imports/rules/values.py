"""The values an import is made of: what was read, what was asked for, and the plan that comes out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

Kind = Literal["okr_sheet", "asana_csv", "jira_csv", "tasks_csv"]
KINDS: tuple[Kind, ...] = ("okr_sheet", "asana_csv", "jira_csv", "tasks_csv")
MetricKind = Literal["increase", "decrease", "reach", "share", "maintain", "binary"]
StatusType = Literal["open", "active", "done", "cancelled"]
Priority = Literal["none", "low", "medium", "high", "urgent"]
PRIORITIES: tuple[Priority, ...] = ("urgent", "high", "medium", "low", "none")
Match = Literal["email", "name", "ask"]
Certainty = Literal["chosen", "sure", "likely", "guessed", "left_out"]
Cell = str | float

TITLE_LIMIT = 300
PROJECT_LIMIT = 200
TEXT_LIMIT = 10_000
TASK_TEXT_LIMIT = 50_000
STATUS_LIMIT = 60
LABEL_LIMIT = 40
MOST_LABELS = 20
MOST_ASSIGNEES = 50
MOST_STATUSES = 24


class Refused(Exception):
    """The file cannot be imported at all. `code` is stable; the sentence says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = f"imports.{code}"
        self.message = message


class Loss(msgspec.Struct, frozen=True):
    """One thing that the plan does not hold as the file said it. `why` begins with dropped, guessed or changed."""

    row: int
    field: str
    value: str
    why: str


class RowError(msgspec.Struct, frozen=True):
    row: int
    code: str
    message: str


class Sheet(msgspec.Struct, kw_only=True):
    """Cells as read, rows from 1 in messages and from 0 here.

    `copies` are cells filled from a merged neighbour, `headings` rows whose one cell spans the table, `unsolved`
    formulas whose result was never stored.
    """

    name: str = ""
    rows: list[list[Cell]]
    copies: set[tuple[int, int]] = msgspec.field(default_factory=set)
    headings: set[int] = msgspec.field(default_factory=set)
    comma: bool | None = None
    unsolved: list[tuple[int, int, str]] = msgspec.field(default_factory=list)
    notes: list[Loss] = msgspec.field(default_factory=list)


class KnownPerson(msgspec.Struct, frozen=True):
    id: str
    name: str
    email: str = ""


class KnownTeam(msgspec.Struct, frozen=True):
    id: str
    name: str


class KnownCycle(msgspec.Struct, frozen=True):
    id: str
    name: str
    starts_on: date
    ends_on: date


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the workspace has already. `items` maps "source:external id" to its fingerprint then."""

    people: tuple[KnownPerson, ...] = ()
    teams: tuple[KnownTeam, ...] = ()
    cycles: tuple[KnownCycle, ...] = ()
    items: dict[str, str] = msgspec.field(default_factory=dict)


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the person chose. `mapping` is column -> field or null and overrides the guess for those columns."""

    kind: Kind | None = None
    mapping: dict[str, str | None] = msgspec.field(default_factory=dict)
    file_name: str = ""
    year_start_month: int = 1
    day_first: bool | None = None
    cycle: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody the file names, first in `row` under `field`. `match`: how they were found here, or that we must ask."""

    key: str
    name: str
    email: str
    rows: int
    member: str | None
    match: Match
    row: int = 0
    field: str = ""


class Team(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    name: str
    team: str | None


class Cycle(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time the file names; `cycle` is the known one with this name or these dates."""

    key: str
    name: str
    starts_on: date
    ends_on: date
    cycle: str | None


class Objective(msgspec.Struct, frozen=True, kw_only=True, tag="objective"):
    external_id: str
    row: int
    title: str
    why: str = ""
    owner: str | None = None
    team: str | None = None
    cycle: str | None = None
    parent: str | None = None
    state: Literal["draft", "active", "dropped"] = "active"
    dropped_reason: str = ""
    confidence: int | None = None


class KeyResult(msgspec.Struct, frozen=True, kw_only=True, tag="key_result"):
    """`baseline` and `target` belong to increase, decrease, reach and share; `low` and `high` to maintain."""

    external_id: str
    row: int
    objective: str
    title: str
    description: str = ""
    owner: str | None = None
    team: str | None = None
    kind: MetricKind
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Literal["periods", "now", "strict"] | None = None
    unit: str = ""
    total: Decimal | None = None
    weight: Decimal = Decimal(1)
    committed: bool = False
    state: Literal["active", "dropped"] = "active"
    dropped_reason: str = ""
    confidence: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class Measurement(msgspec.Struct, frozen=True, kw_only=True, tag="measurement"):
    """`on` is None where the file gives no date: then it is the day of the import."""

    external_id: str
    row: int
    key_result: str
    value: Decimal
    on: date | None
    note: str = ""


class Project(msgspec.Struct, frozen=True, kw_only=True, tag="project"):
    external_id: str
    row: int
    title: str
    description: str = ""
    lead: str | None = None
    statuses: tuple[tuple[str, StatusType], ...] = ()


class Task(msgspec.Struct, frozen=True, kw_only=True, tag="task"):
    external_id: str
    row: int
    project: str
    title: str
    description: str = ""
    parent: str | None = None
    status: str
    status_type: StatusType
    assignees: tuple[str, ...] = ()
    priority: Priority = "none"
    labels: tuple[str, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    estimate_hours: Decimal | None = None
    created_at: datetime | None = None
    closed_at: datetime | None = None


class Question(msgspec.Struct, frozen=True):
    """What only a person can answer before the commit: who is "Tom", which quarter is this."""

    about: Literal["person", "team", "cycle"]
    key: str
    text: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the file, what it was taken for, its first different contents, and how that was found.

    sure: its name is the field's; likely: its name has more words, or its contents spoke against the name; guessed:
    by its contents alone; chosen: a person said so.
    """

    name: str
    field: str | None
    samples: tuple[str, ...]
    certainty: Certainty


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """A date in which day and month could be swapped, in a column where no other date tells."""

    column: str
    text: str
    day_first: date | None
    month_first: date | None


Item = Objective | KeyResult | Measurement | Project | Task


class Plan(msgspec.Struct, kw_only=True):
    """Everything an import would do. Lists hold only what is new or changed; `same` counts what is there already.

    `changed` holds the external ids of what was imported before and reads differently now.
    """

    kind: Kind
    source: str
    mapping: dict[str, str | None]
    people: list[Person] = msgspec.field(default_factory=list)
    teams: list[Team] = msgspec.field(default_factory=list)
    cycles: list[Cycle] = msgspec.field(default_factory=list)
    objectives: list[Objective] = msgspec.field(default_factory=list)
    key_results: list[KeyResult] = msgspec.field(default_factory=list)
    measurements: list[Measurement] = msgspec.field(default_factory=list)
    projects: list[Project] = msgspec.field(default_factory=list)
    tasks: list[Task] = msgspec.field(default_factory=list)
    losses: list[Loss] = msgspec.field(default_factory=list)
    errors: list[RowError] = msgspec.field(default_factory=list)
    questions: list[Question] = msgspec.field(default_factory=list)
    fingerprints: dict[str, str] = msgspec.field(default_factory=dict)
    same: int = 0
    changed: set[str] = msgspec.field(default_factory=set)
    columns: list[Column] = msgspec.field(default_factory=list)
    unclear: Unclear | None = None


def counts(plan: Plan) -> dict[str, int]:
    """How much the plan would make or change, by noun; the keys never change.

    `people` are those who are not known here: each is asked about, then made or left out.
    """
    made: dict[str, list[Any]] = {
        "objectives": plan.objectives,
        "key_results": plan.key_results,
        "projects": plan.projects,
        "tasks": plan.tasks,
        "people": [person for person in plan.people if person.match == "ask"],
        "measurements": plan.measurements,
    }
    return {noun: len(things) for noun, things in made.items()}

"""What comes in and goes out of the routes, and the rows behind it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from headway.integrations.imports.rules.outline import OutlineLine
from headway.integrations.imports.rules.values import (
    Column,
    Item,
    Kind,
    Loss,
    Match,
    Person,
    Question,
    RowError,
    Team,
    Unclear,
)
from headway.organisation.schemas import PersonRef

State = Literal["uploaded", "ready", "refused", "committing", "done", "undoing", "undone"]
Choice = Annotated[str, Meta(max_length=40)]
Key = Annotated[str, Meta(min_length=1, max_length=300)]


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person said. Each choice is an id, "new" to have it made, or null for nobody and none.

    `cycle_id` is for objectives whose cycle the file does not tell; `project_id` takes all tasks of the file.
    """

    people: Annotated[dict[Key, Choice | None], Meta(max_length=2000)] = {}
    teams: Annotated[dict[Key, Choice | None], Meta(max_length=500)] = {}
    cycle_id: UUID | None = None
    project_id: UUID | None = None


class ImportPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays. Another kind, mapping or cycle reads the file again; `mapping` is column -> field."""

    kind: Kind | UnsetType | None = UNSET
    mapping: Annotated[dict[Key, Choice | None], Meta(max_length=500)] | UnsetType = UNSET
    cycle: Annotated[str, Meta(max_length=80)] | UnsetType = UNSET
    day_first: bool | UnsetType | None = UNSET
    answers: Answers | UnsetType = UNSET


class CycleFound(Struct, frozen=True, kw_only=True):
    """A cycle the file names. Without `cycle_id` it will be made."""

    name: str
    starts_on: date
    ends_on: date
    cycle_id: str | None


class Summary(Struct, frozen=True, kw_only=True):
    """What is kept of a plan beside its batches and its report."""

    kind: Kind
    source: str
    mapping: dict[str, str | None]
    counts: dict[str, int]
    same: int
    people: list[Person]
    teams: list[Team]
    cycles: list[CycleFound]
    questions: list[Question]
    losses: int
    errors: int
    without_cycle: bool
    columns: list[Column] = []
    unclear: Unclear | None = None
    outline: list[OutlineLine] = []


class ReportRows(Struct, frozen=True, kw_only=True):
    losses: list[Loss]
    errors: list[RowError]


class Refusal(Struct, frozen=True, kw_only=True):
    """Why the file cannot be read, with a stable code."""

    code: str
    message: str


class ImportRow(Struct, frozen=True, kw_only=True):
    """A row of the table without the file itself."""

    id: UUID
    created_by: UUID | None
    created_at: datetime
    file_name: str
    size: int
    options: dict[str, Any]
    answers: dict[str, Any]
    state: State
    refusal: dict[str, Any] | None
    summary: bytes | None
    batches: int
    next_batch: int
    notes: list[dict[str, Any]]
    committed_at: datetime | None
    undone_at: datetime | None
    version: int


class LossGroup(Struct, frozen=True, kw_only=True):
    """Losses of one column for one reason, with the first of them."""

    field: str
    why: str
    count: int
    row: int
    value: str


class PersonFound(Struct, frozen=True, kw_only=True):
    """Somebody the file names. `answer` is what was chosen for them; without one, the match counts."""

    key: str
    name: str
    email: str
    rows: int
    member: PersonRef | None
    match: Match
    answer: str | None


class TeamFound(Struct, frozen=True, kw_only=True):
    key: str
    name: str
    team_id: str | None
    answer: str | None


class Note(Struct, frozen=True, kw_only=True):
    """Something that a commit or an undo left as it was, and why."""

    label: str
    why: str


class Progress(Struct, frozen=True):
    """How far a commit or an undo is, in batches."""

    done: int
    total: int


class ImportCan(Struct, frozen=True, kw_only=True):
    change: bool
    commit: bool
    undo: bool
    delete: bool


class ImportLine(Struct, frozen=True, kw_only=True):
    """An import in the list."""

    id: UUID
    file_name: str
    state: State
    kind: Kind | None
    counts: dict[str, int]
    created_at: datetime
    created_by: PersonRef | None
    version: int


class ImportOut(ImportLine, frozen=True, kw_only=True):
    """An import with its preview: what it would make, what is lost, what must be asked.

    Losses come in groups; one by one they are in the report. `outline` is the beginning of what would be made.
    `unclear` is a date whose day and month could be swapped; `day_first` is what was chosen about it.
    """

    refusal: Refusal | None
    size: int
    mapping: dict[str, str | None]
    columns: list[Column]
    fields: list[str]
    day_first: bool | None
    unclear: Unclear | None
    outline: list[OutlineLine]
    same: int
    losses: list[LossGroup]
    losses_total: int
    errors: list[RowError]
    errors_total: int
    people: list[PersonFound]
    teams: list[TeamFound]
    cycles: list[CycleFound]
    questions: list[Question]
    answers: Answers
    progress: Progress
    notes: list[Note]
    committed_at: datetime | None
    undone_at: datetime | None
    can: ImportCan


class Batch(Struct, frozen=True):
    """At most 500 things with their fingerprints, in an order in which each comes after what it needs."""

    items: list[tuple[str, Item]]


class ItemRow(Struct, frozen=True, kw_only=True):
    """What is known of a thing that came from outside before."""

    source: str
    external_id: str
    kind: str
    subject_id: UUID
    import_id: UUID | None
    fingerprint: str
    content: bytes


class ChangeRow(Struct, frozen=True, kw_only=True):
    """What an import did to one thing. `before` is None where it made it."""

    place: int
    source: str
    external_id: str
    kind: str
    subject_id: UUID
    version: int
    before: dict[str, Any] | None

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

Title = Annotated[str, Meta(min_length=1, max_length=300)]
Reason = Annotated[str, Meta(max_length=2000)]
Weight = Annotated[float, Meta(ge=0, le=1000, description="0 means: drawn, never counted.")]
Confidence = Annotated[int, Meta(ge=0, le=10)]
Note = Annotated[str, Meta(max_length=10000)]
Number = Decimal | None


class Ref(Struct, frozen=True, gc=False):
    """Somebody or something with a name."""

    id: UUID
    name: str


class GoalRef(Struct, frozen=True, gc=False):
    """An objective or key result by its title."""

    id: UUID
    title: str


class CycleRef(Struct, frozen=True, gc=False):
    id: UUID
    name: str
    starts_on: date
    ends_on: date
    closed: bool


class ProgressOut(Struct, frozen=True, gc=False, kw_only=True):
    """`raw` is what is said (-0.08, 1.12), `counted` what is rolled up, in [0, 1]. Both null: not measured.

    `state`: measured; no_data (takes values, has none, counts 0); no_work (nothing linked yet); not_measured.
    `display` is the whole percent as people read it ("112 %"), empty where there is nothing to say.
    """

    raw: float | None
    counted: float | None
    display: str
    state: str


class WorkOut(Struct, frozen=True, gc=False, kw_only=True):
    """The work reading: the share done of all work linked at or below, never mixed into progress.

    Null where no work is linked. `leaves` and `done` count tasks without subtasks of their own.
    """

    share: float | None
    display: str
    leaves: int
    done: int


class HealthOut(Struct, frozen=True, gc=False, omit_defaults=True):
    """Derived, never stored. `sentence` says why; `question` asks where numbers and people are two steps apart."""

    state: str
    sentence: str
    question: str = ""


class RestOut(Struct, frozen=True, gc=False, kw_only=True):
    """A goal that is paused: no pace is judged and nobody is asked for a check-in until it is resumed.

    `of` is what was paused: the objective may rest with all of its key results. `since` is null where nobody kept it.
    """

    of: Literal["objective", "key_result"]
    since: date | None
    because: str


class ChangeOut(Struct, frozen=True, gc=False, kw_only=True):
    """One thing that happened to a goal or its number; an objective tells of its key results too, see `subject_id`.

    `changes` maps field -> [old, new]. `cause` is what a person did; null where the reader may not see it.
    """

    at: datetime
    kind: str
    subject: str
    subject_id: UUID
    actor: Ref | None
    changes: dict[str, Any]
    reason: str
    cause: "CauseOut | None"


class CauseOut(Struct, frozen=True, gc=False, kw_only=True):
    """`id` is null and `label` says "something private" where the reader may not see it."""

    kind: str
    subject: str
    id: UUID | None
    label: str


class DropIn(Struct, frozen=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=2000, description="Why it is not pursued any more.")]


class PauseIn(Struct, frozen=True, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=2000, description="Why it rests.")]


class Gone(Struct, frozen=True):
    """What was deleted."""

    id: UUID


class EventRow(Struct, gc=False):
    at: datetime
    kind: str
    subject: str
    subject_id: UUID
    actor_id: UUID | None
    actor_name: str | None
    data: dict[str, Any]


Commitment = Literal["committed", "stretch"]
Indicator = Literal["leading", "lagging"]

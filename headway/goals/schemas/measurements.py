from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from headway.goals.schemas.common import Note, Ref


class MeasurementIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value to record, as the kind of the key result wants it.

    `value` for a number, `done` and `total` for a share, `steps` (all reached so far) for milestones, `yes` for yes or
    no. `effective_on` is the day it holds for, today if left out, never in the future.
    """

    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None
    steps: Annotated[list[int], Meta(max_length=200)] | None = None
    yes: bool | None = None
    effective_on: date | None = None
    note: Note = ""


class RetractionIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: Note = ""


class MeasurementOut(Struct, frozen=True, gc=False, kw_only=True):
    """A recorded row; rows are never changed. `live` is false for one that was corrected or retracted since.

    `corrects` is the row that this one replaces; a retraction is a row of kind `retraction` without a value.
    """

    id: UUID
    kind: str
    value: float | None
    done: float | None
    total: float | None
    steps: list[int] | None
    effective_at: datetime
    effective_on: date
    recorded_at: datetime
    author: Ref | None
    source: str
    note: str
    corrects: UUID | None
    live: bool

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from headway.goals.schemas.common import CauseOut, HealthOut, ProgressOut, Ref, WorkOut
from headway.goals.schemas.measurements import MeasurementOut


class PartOut(Struct, frozen=True, gc=False, kw_only=True):
    """One input of a number.

    `share` is its normalised weight, `contribution` = share x counted progress; together the contributions make the
    number. Where `hidden`, the numbers stay and the name does not.
    """

    hidden: bool
    id: UUID | None
    subject: str
    title: str
    label: str
    kind: str
    weight: float
    counts: bool
    share: float
    share_display: str
    progress: ProgressOut
    contribution: float | None
    work: WorkOut
    active: bool


class InputOut(Struct, frozen=True, gc=False, kw_only=True):
    """One named quantity of the formula ("start", 24, "hours")."""

    name: str
    value: float | None
    unit: str


class MoveOut(Struct, frozen=True, gc=False, kw_only=True):
    """One change of the number: when, by whom, from where to where, and what they did."""

    at: datetime
    actor: Ref | None
    old: float | None
    new: float | None
    old_display: str
    new_display: str
    why: str
    cause: CauseOut | None


class WeekOut(Struct, frozen=True, gc=False, kw_only=True):
    """What changed since a week ago. `known` is false for what is younger than a week."""

    known: bool
    progress: float | None
    display: str
    work: float | None


class ExplanationOut(Struct, frozen=True, gc=False, kw_only=True):
    """Where a number comes from, as data: formula, inputs, shares, sources, times, persons, what changed.

    `health` says why it stands as it does; `forecast` and `divergence` (outcome and work apart) are sentences, empty
    where there is nothing to say.
    """

    subject: str
    id: UUID
    title: str
    formula: str
    progress: ProgressOut
    work: WorkOut
    health: HealthOut
    forecast: str
    divergence: str
    as_of: date | None
    inputs: list[InputOut]
    parts: list[PartOut]
    current: MeasurementOut | None
    measurements: list[MeasurementOut]
    moved_by: list[MoveOut]
    week: WeekOut

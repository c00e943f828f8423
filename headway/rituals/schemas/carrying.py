from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from headway.goals.rules.carrying import How
from headway.goals.schemas.common import CycleRef, GoalRef, Ref, Title


class RetitledIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key result that gets another title in the next cycle."""

    key_result_id: UUID
    title: Title


class ChoiceIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of one objective; key results that are not named in `titles` keep their words."""

    objective_id: UUID
    how: How
    titles: Annotated[list[RetitledIn], Meta(max_length=100)] = []


class CarryIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Into which cycle, and what becomes of which objective; what is not named stays where it is."""

    to_cycle_id: UUID
    choices: Annotated[list[ChoiceIn], Meta(min_length=1, max_length=100)]


class KeyResultPlan(Struct, frozen=True, gc=False, kw_only=True):
    """A key result in the next cycle. `start` and `target` null where its kind has none; `left_out`: it is reached.

    `title` is its title with the numbers of the next cycle, where it names the old ones; else as it is.
    """

    key_result: GoalRef
    title: str
    kind: str
    unit: str
    start: float | None
    target: float | None
    left_out: bool
    note: Literal["", "baseline", "reached", "steps", "same"]


class LinkPlan(Struct, frozen=True, gc=False, kw_only=True):
    """What the objective serves: `moves` with its successor, `stays` linked to the same goal, `lost`, or `hidden`."""

    goal: GoalRef | None
    outcome: Literal["moves", "stays", "lost", "hidden"]


class WayPlan(Struct, frozen=True, gc=False, kw_only=True):
    """One way to go on. `work` counts the open pieces of linked work that come along."""

    key_results: list[KeyResultPlan]
    links: list[LinkPlan]
    work: int


class ObjectivePlan(Struct, frozen=True, gc=False, kw_only=True):
    """An objective and what the ways would make of it. `successor` is what it was carried over to already."""

    objective: GoalRef
    owner: Ref | None
    score: float | None
    suggested: How
    successor: GoalRef | None
    continued: WayPlan
    cloned: WayPlan


class CarryPlan(Struct, frozen=True, gc=False, kw_only=True):
    """What can be carried over from a cycle, into which cycle, and what was."""

    team: Ref
    from_cycle: CycleRef
    to_cycle: CycleRef | None
    cycles: list[CycleRef]
    objectives: list[ObjectivePlan]
    carries: list["CarryOut"]
    can_carry: bool


class CarryOut(Struct, frozen=True, gc=False, kw_only=True):
    """What was carried over in one go. `can_undo`: nothing of it was used since."""

    id: UUID
    to_cycle: Ref
    objectives: list[GoalRef]
    by: Ref | None
    at: datetime
    can_undo: bool
    lost: list[str]


class CarryRow(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    team_id: UUID
    from_cycle_id: UUID
    to_cycle_id: UUID
    cycle_name: str
    objectives: list[UUID]
    carried_by: UUID | None
    carrier_name: str | None
    carried_at: datetime
    used: bool

from typing import Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from headway.goals.schemas.common import GoalRef, HealthOut, ProgressOut, Ref, Title, Weight, WorkOut


class ParentIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an objective serves: exactly one of an objective (contributes, supports) and a key result (cascade)."""

    objective_id: UUID | None = None
    key_result_id: UUID | None = None
    kind: Literal["cascade", "contributes", "supports"] | None = None
    weight: Weight = 1.0


class AlignmentPatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal["contributes", "supports"] | UnsetType = UNSET
    weight: Weight | UnsetType = UNSET


class CascadeIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key result becomes an objective one level below: an existing one (`objective_id`) or a new one for a team.

    `convert` turns a key result of another kind, without values, into one that takes its progress from objectives.
    """

    objective_id: UUID | None = None
    team_id: UUID | None = None
    cycle_id: UUID | None = None
    owner_id: UUID | None = None
    title: Title | None = None
    weight: Weight = 1.0
    state: Literal["draft", "active"] = "active"
    convert: bool = False


class ParentOut(Struct, frozen=True, gc=False, kw_only=True):
    """One link upwards. Where `hidden`, there is a higher goal that the reader may not see: both refs are null."""

    alignment_id: UUID
    kind: Literal["cascade", "contributes", "supports"]
    weight: float
    hidden: bool
    objective: GoalRef | None
    key_result: GoalRef | None
    version: int


class AlignmentRow(Struct, frozen=True, gc=False, kw_only=True):
    """A link with what is needed to decide about it.

    `goal_id` is the objective above, or the key result's; `closed`: the cycle of one of the two ends is.
    """

    id: UUID
    child_id: UUID
    objective_id: UUID | None
    key_result_id: UUID | None
    goal_id: UUID
    kind: Literal["cascade", "contributes", "supports"]
    weight: float
    version: int
    closed: bool


class AlignmentOut(Struct, frozen=True, gc=False, kw_only=True):
    id: UUID
    child_id: UUID
    objective_id: UUID | None
    key_result_id: UUID | None
    kind: Literal["cascade", "contributes", "supports"]
    weight: float
    version: int


class ChildOut(Struct, frozen=True, gc=False, kw_only=True):
    """An objective below.

    `key_result_id` says which key result it was cascaded from, `share` what part of the number above it is. Where
    `hidden`, it counts but the reader may not see it: the numbers stay, the names are null.
    """

    alignment_id: UUID
    kind: Literal["cascade", "contributes", "supports"]
    key_result_id: UUID | None
    weight: float
    share: float
    hidden: bool
    objective: GoalRef | None
    team: Ref | None
    owner: Ref | None
    progress: ProgressOut
    work: WorkOut
    health: HealthOut | None
    version: int

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.goals.schemas.common import GoalRef, HealthOut
from headway.insights.rules.work import Kind
from headway.organisation.schemas import PersonRef
from headway.work.schemas.common import TaskRef


class ObstacleOut(Struct, frozen=True, kw_only=True):
    """Something that stands in the way, with what it is taken from.

    `effect` is what the chance would gain without it (0.14: 14 points), `days` how many working days sooner the work
    would be done; both null where that cannot be said. `of` says which chance: that of the key result, or that of the
    work linked to it. `supposing` puts the question in words: "if it were done today". Effects do not add up.

    `task`, `person` or `objective` is what to look at; null where the caller may not see it, or where it is nobody's.
    `more` are further tasks of the same kind.
    """

    kind: Kind
    sentence: str
    evidence: str
    supposing: str
    effect: float | None
    days: float | None
    of: Literal["success", "work"]
    task: TaskRef | None
    person: PersonRef | None
    objective: GoalRef | None
    more: list[TaskRef]


class PlanOut(Struct, frozen=True, kw_only=True):
    """When the linked work will be done by the plan: by who does what, how long it takes and what waits for what.

    `chance` is that of being done in time, `likely_on` the day by which it is in half of the runs, `safe_on` in 85 % of
    them; null where it never is enough.
    """

    chance: float
    likely_on: date | None
    safe_on: date | None


class CausesOut(Struct, frozen=True, kw_only=True):
    """Why a key result stands where it stands: strongest first.

    `chance` is that of its newest forecast, where there is one. `summary` is there when nothing stands out, or when
    there is nothing to look for.
    """

    key_result: GoalRef
    label: str
    health: HealthOut
    chance: float | None
    plan: PlanOut | None
    items: list[ObstacleOut]
    summary: str


class ObjectiveCauses(Struct, frozen=True, kw_only=True):
    """The causes of the key results that pull an objective down most, worst first.

    `behind` counts all that are not on track. `summary` is there when none is.
    """

    id: UUID
    title: str
    items: list[CausesOut]
    behind: int
    summary: str

from datetime import date

from msgspec import Struct

from headway.goals.schemas.common import GoalRef, HealthOut, ProgressOut, Ref
from headway.rituals.schemas.check_ins import CheckInDueOut
from headway.work.schemas.tasks import MyTask


class DueLine(Struct, frozen=True, gc=False, kw_only=True):
    """A check-in that I owe."""

    key_result: GoalRef
    objective: GoalRef
    due: CheckInDueOut


class RedLine(Struct, frozen=True, gc=False, kw_only=True):
    """A key result of mine that is off track or at risk, with the sentence that says why."""

    key_result: GoalRef
    objective: GoalRef
    owner: Ref | None
    progress: ProgressOut
    expected_display: str
    health: HealthOut
    confidence: int


class TaskLine(Struct, frozen=True, gc=False, kw_only=True):
    """An open task of mine that serves a key result. `health` is the worst of those it serves; `helps` is 0 to 10."""

    task: MyTask
    health: str
    helps: int


class MyWeek(Struct, frozen=True, gc=False, kw_only=True):
    """What I owe, and what moves my key results. `today` is the day in the workspace's time zone.

    `mine` counts the key results that are mine, `other_tasks` my open tasks that serve none. `any_goals` tells whether
    there is anything to look at in the workspace at all.
    """

    today: date
    due: list[DueLine]
    next_due: date | None
    reds: list[RedLine]
    tasks: list[TaskLine]
    tasks_more: int
    other_tasks: int
    mine: int
    any_goals: bool

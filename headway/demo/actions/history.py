"""The past of the sample company, as the event log would have kept it."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from headway.core.ctx import Cause, Ctx
from headway.core.events import NewEvent
from headway.demo.actions.goals import GoalIds
from headway.demo.actions.people import Ids
from headway.demo.rules.history import Because, Happening
from headway.demo.rules.values import Company
from headway.goals.rules.changes import label
from headway.work.rules.tasks import cause_label


class Known(msgspec.Struct, frozen=True):
    """What the parts of the sample became. `numbers` are the human ones of goals."""

    people: Ids
    goals: GoalIds
    tasks: dict[int, UUID]
    numbers: dict[UUID, int]


def retell(ctx: Ctx, company: Company, told: Sequence[Happening], known: Known) -> None:
    """Put the company's own history in the place of the moves that its loading made: times and persons of their own."""
    titles = {goal.key: goal.title for goal in company.objectives}
    titles |= {result.key: result.title for result in company.key_results}
    tasks = {task.number: task.title for task in company.tasks}
    teller = _Teller(known, titles, tasks, ctx.workspace.key_prefix)
    ctx.retell("progress.changed", [teller.event(one) for one in told])


class _Teller:
    def __init__(self, known: Known, goals: dict[str, str], tasks: dict[int, str], prefix: str) -> None:
        self._known, self._goals, self._tasks, self._prefix = known, goals, tasks, prefix

    def event(self, one: Happening) -> NewEvent:
        data = dict(one.data)
        if one.because is not None:
            data["cause"] = msgspec.to_builtins(self._cause(one.because))
        by = self._known.people.people.get(one.by)
        return NewEvent(one.kind, one.subject, self._id(one.subject, one.key), 0, data, at=one.at, by=by)

    def _id(self, subject: str, key: str | int) -> UUID:
        if isinstance(key, int):
            return self._known.tasks[key]
        goals = self._known.goals
        return goals.objectives[key] if subject == "objective" else goals.key_results[key]

    def _cause(self, because: Because) -> Cause:
        id_ = self._id(because.subject, because.key)
        if isinstance(because.key, int):
            name = cause_label(self._prefix, because.key, self._tasks[because.key])
            name = f"{name} and {because.others} more" if because.others else name
        else:
            short = label("objective" if because.subject == "objective" else "key_result", self._known.numbers[id_])
            name = f"{short} {self._goals[because.key]}"
        return Cause(kind=because.kind, subject=because.subject, subject_id=id_, label=name)

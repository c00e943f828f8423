"""What a plan would make as an indented list: objectives with key results, projects with tasks and subtasks."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from headway.integrations.imports.rules.values import KeyResult, MetricKind, Objective, Plan, Project, StatusType, Task

MOST = 300


class OutlineLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be made, or to be changed (`changed`). `depth` 0 stands alone; `within` counts what hangs on it."""

    kind: Literal["objective", "key_result", "project", "task"]
    row: int
    title: str
    depth: int
    changed: bool = False
    within: int = 0
    owner: str = ""
    team: str = ""
    cycle: str = ""
    metric: MetricKind | None = None
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    value: float | None = None
    status: str = ""
    status_type: StatusType | None = None
    due_on: date | None = None


Made = Objective | KeyResult | Project | Task


class Outline:
    """Walks a plan once, in the order of the file; what hangs on something that is here already stands alone."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._people = {person.key: person.name for person in plan.people}
        self._teams = {team.key: team.name for team in plan.teams}
        self._values = {value.key_result: value.value for value in plan.measurements}
        self._below: dict[str, list[Made]] = defaultdict(list)
        self._top: list[Made] = []
        self._place()

    def lines(self, most: int = MOST) -> list[OutlineLine]:
        """At most so many lines from the top; parents always stand before what hangs on them."""
        found: list[OutlineLine] = []
        waiting: list[tuple[Made, int]] = [(one, 0) for one in reversed(self._top)]
        while waiting and len(found) < most:
            one, depth = waiting.pop()
            found.append(self._line(one, depth))
            waiting += [(below, depth + 1) for below in reversed(self._below.get(one.external_id, []))]
        return found

    def _place(self) -> None:
        plan = self._plan
        things: Sequence[Made] = (*plan.objectives, *plan.key_results, *plan.projects, *plan.tasks)
        there = {one.external_id for one in things}
        for one in things:
            above = _above(one)
            if above in there and above != one.external_id:
                self._below[above].append(one)
            elif isinstance(one, Task) and one.project in there:
                self._below[one.project].append(one)
            else:
                self._top.append(one)

    def _line(self, one: Made, depth: int) -> OutlineLine:
        line = OutlineLine(
            kind="objective",
            row=one.row,
            title=one.title,
            depth=depth,
            changed=one.external_id in self._plan.changed,
            within=len(self._below.get(one.external_id, [])),
        )
        if isinstance(one, Project):
            return replace(line, kind="project", owner=self._people.get(one.lead or "", ""))
        if isinstance(one, Task):
            owners = ", ".join(self._people.get(key, "") for key in one.assignees)
            return replace(
                line, kind="task", owner=owners, status=one.status, status_type=one.status_type, due_on=one.due_on
            )
        line = replace(line, owner=self._people.get(one.owner or "", ""), team=self._teams.get(one.team or "", ""))
        return replace(line, cycle=one.cycle or "") if isinstance(one, Objective) else self._result(line, one)

    def _result(self, line: OutlineLine, one: KeyResult) -> OutlineLine:
        return replace(
            line,
            kind="key_result",
            metric=one.kind,
            unit=one.unit,
            baseline=_plain(one.baseline),
            target=_plain(one.target),
            low=_plain(one.low),
            high=_plain(one.high),
            value=_plain(self._values.get(one.external_id)),
        )


def _above(one: Made) -> str | None:
    if isinstance(one, KeyResult):
        return one.objective
    return None if isinstance(one, Project) else one.parent


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

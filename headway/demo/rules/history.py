"""What happened in the sample company before anybody looked at it: who did what, when, and which numbers it moved."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct

from headway.demo.rules.defining import definition, value
from headway.demo.rules.numbers import Change, Item, Numbers, item_of
from headway.demo.rules.values import Company, KeyResult, Move, Task
from headway.progress.rules import work
from headway.progress.rules.reading import evaluate
from headway.progress.rules.work import Status, Totals
from headway.work.rules.tasks import event_kind

Subject = Literal["objective", "key_result", "task"]
Key = str | int  # goals by their keys, tasks by their numbers


class Because(Struct, frozen=True):
    """What a person did that moved a number; of a batch, `others` did it too."""

    kind: str
    subject: Subject
    key: Key
    others: int = 0


class Happening(Struct, frozen=True):
    """One event of the past, by a person's key; nobody's where days alone moved a number."""

    at: datetime
    by: str
    kind: str
    subject: Subject
    key: Key
    data: dict[str, Any]
    because: Because | None = None


def history(company: Company) -> tuple[Happening, ...]:
    """Everything in the order of time. The last number told of every goal is the one that it shows today."""
    steps = sorted([*_written(company), *_measured(company), *_worked(company)], key=lambda step: step.at)
    numbers = Numbers(company)
    goals = {goal.key for goal in company.objectives}
    told: list[Happening] = []
    for step in steps:
        told += step.said
        for change in step.move(numbers):
            told.append(_moved(step, change, subject="objective" if change.key in goals else "key_result"))
    told += [*_tasks(company), *_days(company, numbers, goals)]
    return tuple(sorted(told, key=lambda one: one.at))


class _Step(Struct):
    """Something done at a time, what is said of it, and what it moves."""

    at: datetime
    by: str
    why: str
    because: Because | None = None
    said: tuple[Happening, ...] = ()
    measured: tuple[KeyResult, int] | None = None
    dropped: str = ""
    item: tuple[Item, Totals] | None = None

    def move(self, numbers: Numbers) -> list[Change]:
        if self.measured is not None:
            result, count = self.measured
            values = [value(result, one) for one in result.measurements[:count]]
            return numbers.measure(result.key, evaluate(definition(result), values, as_of=values[-1].on))
        if self.item is not None:
            return numbers.work(*self.item)
        return numbers.drop(self.dropped) if self.dropped else []


def _moved(step: _Step, change: Change, *, subject: Subject) -> Happening:
    old, new = change.old, change.new
    data = {
        "why": step.why,
        "old": old.raw,
        "new": new.raw,
        "old_counted": old.counted,
        "new_counted": new.counted,
        "old_work": old.work,
        "new_work": new.work,
    }
    return Happening(step.at, step.by, "progress.changed", subject, change.key, data, step.because)


def _written(company: Company) -> Iterator[_Step]:
    """Goals are written down, and some are dropped."""
    for goal in company.objectives:
        own = [result.key for result in company.key_results if result.objective == goal.key]
        said = [Happening(goal.created_at, goal.owner, "goals.objective_created", "objective", goal.key, {})]
        said += [
            Happening(goal.created_at, goal.owner, "goals.key_result_created", "key_result", key, {}) for key in own
        ]
        yield _Step(goal.created_at, goal.owner, "graph", said=tuple(said))
        if goal.dropped_at is not None:
            kind = "goals.objective_dropped"
            dropped = Happening(goal.dropped_at, goal.owner, kind, "objective", goal.key, {"reason": goal.reason})
            because = Because(kind, "objective", goal.key)
            yield _Step(goal.dropped_at, goal.owner, "graph", because, said=(dropped,), dropped=goal.key)


def _measured(company: Company) -> Iterator[_Step]:
    kind = "goals.measurement_recorded"
    for result in company.key_results:
        for place, one in enumerate(result.measurements, start=1):
            said = Happening(one.at, one.author, kind, "key_result", result.key, {})
            because = Because(kind, "key_result", result.key)
            yield _Step(one.at, one.author, "measurement", because, said=(said,), measured=(result, place))


def _worked(company: Company) -> Iterator[_Step]:
    """Linked work, once a day: what was closed, or only written down."""
    types = {(project.key, status.name): status.type for project in company.projects for status in project.statuses}
    for item in {item_of(link): None for link in company.work_links}:
        tree = _Tree(company.tasks, item)
        told = [(task, move) for task in tree.tasks for move in task.moves if _counts(task, move, types)]
        told.sort(key=lambda pair: pair[1].at)
        for _, day in groupby(told, key=lambda pair: pair[1].at.date()):
            moves = list(day)
            for task, move in moves:
                tree.put(task, Status(types[task.project, move.status]))
            yield _work_step(item, tree, [pair for pair in moves if pair[1] is not pair[0].moves[0]] or moves)


def _counts(task: Task, move: Move, types: Mapping[tuple[str, str], str]) -> bool:
    """Whether it changes what is done of how much: written down, done, cancelled."""
    return move is task.moves[0] or types[task.project, move.status] in {"done", "cancelled"}


def _work_step(item: Item, tree: "_Tree", moves: Sequence[tuple[Task, Move]]) -> _Step:
    task, last = moves[-1]
    kind = "work.task_created" if last is task.moves[0] else "work.task_closed"
    others = len({one.number for one, _ in moves}) - 1
    return _Step(last.at, last.by, "work", Because(kind, "task", task.number, others), item=(item, tree.totals()))


class _Tree:
    """A task with all below it, or a project, while it fills and is worked off."""

    def __init__(self, tasks: Sequence[Task], item: Item) -> None:
        self._item = item
        self._below: dict[int | None, list[Task]] = defaultdict(list)
        for task in tasks:
            self._below[task.parent].append(task)
        self._roots = [
            task for task in tasks if task.number == item or (task.parent is None and f"project {task.project}" == item)
        ]
        self._status: dict[int, Status] = {}
        self.tasks = [one for root in self._roots for one in self._with_below(root)]

    def put(self, task: Task, status: Status) -> None:
        self._status[task.number] = status

    def totals(self) -> Totals:
        items = tuple(self._as_item(root) for root in self._roots if root.number in self._status)
        if isinstance(self._item, int):
            return work.totals(items[0])
        return work.totals(work.Item(children=items, container=True))

    def _with_below(self, task: Task) -> list[Task]:
        return [task, *(one for sub in self._below[task.number] for one in self._with_below(sub))]

    def _as_item(self, task: Task) -> work.Item:
        below = tuple(self._as_item(sub) for sub in self._below[task.number] if sub.number in self._status)
        return work.Item(self._status[task.number], task.estimate, below)


def _tasks(company: Company) -> Iterator[Happening]:
    """The ways of all tasks over their boards."""
    types = {(project.key, status.name): status.type for project in company.projects for status in project.statuses}
    for task in company.tasks:
        first, *rest = task.moves
        yield Happening(first.at, first.by, "work.task_created", "task", task.number, {})
        before = first
        for move in rest:
            kind = event_kind(Status(types[task.project, before.status]), Status(types[task.project, move.status]))
            changes = {"changes": {"status": [before.status, move.status]}}
            yield Happening(move.at, move.by, kind, "task", task.number, changes)
            before = move


def _days(company: Company, numbers: Numbers, goals: set[str]) -> Iterator[Happening]:
    """What the days since the last value have changed: bands that must hold are counted by the calendar."""
    for result in company.key_results:
        if result.kind != "maintain" or not result.measurements:
            continue
        values = [value(result, one) for one in result.measurements]
        reading = evaluate(definition(result), values, as_of=company.today)
        midnight = datetime.combine(company.today, time(0), tzinfo=result.measurements[-1].at.tzinfo)
        step = _Step(midnight, "", "time")
        for change in numbers.measure(result.key, reading):
            yield _moved(step, change, subject="objective" if change.key in goals else "key_result")

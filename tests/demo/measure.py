"""The sample company measured by the rules of the room progress: the numbers and the health it will show."""

from collections.abc import Hashable
from typing import NamedTuple

from msgspec.structs import replace

from headway.demo.rules.defining import definition, value
from headway.demo.rules.values import Company, KeyResult, Task
from headway.progress.rules import health, pace
from headway.progress.rules.graph import Edge, Mode, Node, Result, recompute
from headway.progress.rules.metrics import COMPUTED, Kind
from headway.progress.rules.reading import counted as reading_of
from headway.progress.rules.reading import evaluate
from headway.progress.rules.scoring import Commitment
from headway.progress.rules.work import Item, Status, share_done, totals


class Measured(NamedTuple):
    results: dict[Hashable, Result]
    health: dict[str, health.Health]


def measure(company: Company, *, closed: frozenset[int] = frozenset()) -> Measured:
    """Everything computed from scratch; `closed` are numbers of tasks to count as done besides."""
    nodes: dict[Hashable, Node] = {}
    for objective in company.objectives:
        nodes[objective.key] = Node(Mode.MEAN, active=objective.state == "active")
    edges: list[Edge] = []
    for result in company.key_results:
        nodes[result.key] = _node(company, result)
        edges.append(Edge(result.key, result.objective, float(result.weight)))
    edges += [Edge(link.objective, link.key_result) for link in company.cascades]
    edges += [Edge(a.child, a.parent, float(a.weight), a.mode == "contributes") for a in company.alignments]
    computed = {result.key for result in company.key_results if result.kind == "work"}
    for link in company.work_links:
        key: Hashable = link.task or f"project {link.project}"
        nodes[key] = _work(item_of(company, link.task or link.project, closed))
        edges.append(Edge(key, link.key_result, float(link.weight), link.key_result in computed))
    results = recompute(nodes, edges)
    return Measured(results, {r.key: _health(company, r, results[r.key].raw) for r in company.key_results})


def item_of(company: Company, key: Hashable, closed: frozenset[int] = frozenset()) -> Item:
    """A task by its number or a project by its key, with all that is below it."""
    below: dict[int | None, list[Task]] = {}
    types = {(project.key, status.name): status.type for project in company.projects for status in project.statuses}
    for task in company.tasks:
        below.setdefault(task.parent, []).append(task)

    def item(task: Task) -> Item:
        status = "done" if task.number in closed else types[task.project, task.status]
        return Item(Status(status), task.estimate, tuple(item(sub) for sub in below.get(task.number, [])))

    if isinstance(key, int):
        return item(next(task for task in company.tasks if task.number == key))
    mine = tuple(item(task) for task in below[None] if task.project == key)
    return Item(children=mine, container=True)


def _node(company: Company, result: KeyResult) -> Node:
    kind = Kind(result.kind)
    if kind in COMPUTED:
        return Node(Mode.MEAN, when_empty=0.0 if kind is Kind.WORK else None)
    values = [value(result, m) for m in result.measurements]
    return Node(Mode.VALUE, reading=evaluate(definition(result), values, as_of=company.today))


def _work(item: Item) -> Node:
    own = totals(item)
    share = share_done(own)
    return Node(Mode.WORK, reading=reading_of(share or 0.0), own=own)


def _health(company: Company, result: KeyResult, raw: float | None) -> health.Health:
    objective = next(o for o in company.objectives if o.key == result.objective)
    last = result.measurements[-1].at.date() if result.measurements else None
    facts = pace.facts(
        definition(result),
        commitment=Commitment(result.commitment),
        progress=raw,
        values=len(result.measurements),
        last_on=last,
        today=company.today,
    )
    return health.health(replace(facts, dropped=objective.state == "dropped")).health

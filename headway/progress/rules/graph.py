"""The graph of nodes and weighted edges, recomputed from scratch: the oracle of the SQL roll-up and of `verify`."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from headway.progress.rules.reading import Reading
from headway.progress.rules.work import NOTHING, Totals, sum_of

NEAR = 1e-9  # values this close to 0 or 1 are exactly 0 or 1
TOLERANCE = 1e-9  # the most a stored number may differ from a recomputed one

Id = TypeVar("Id", bound=Hashable)


class Mode(StrEnum):
    """Where a node's progress comes from: its metric's `value`, its children's `mean`, or a piece of `work`.

    `frozen` is what belongs to a closed period: it stays as it is, whatever happens below.
    """

    VALUE = "value"
    MEAN = "mean"
    WORK = "work"
    FROZEN = "frozen"


class Node(Struct, frozen=True):
    """`reading` is given for all but `mean` nodes; `own` are the totals of a `work` or `frozen` node.

    `when_empty` is the progress of a mean with no counted edge at all: 0.0 for a key result of kind `work`
    ("no work linked yet"), None for everything else. A node that is not `active` (dropped) keeps its own numbers
    and gives nothing to its parents.
    """

    mode: Mode
    reading: Reading = Reading(None, None)
    own: Totals = NOTHING
    active: bool = True
    when_empty: float | None = None


class Edge(Struct, frozen=True, gc=False):
    """From `child` up to `parent`.

    One that is not `counted` (supports, work beside a measured key result) moves no progress; every edge carries the
    work reading.
    """

    child: Hashable
    parent: Hashable
    weight: float = 1.0
    counted: bool = True


class Result(Struct, frozen=True):
    """`work` are the totals of the distinct pieces of work at or below the node: a diamond counts one once.

    What is frozen is one piece of its own.
    """

    raw: float | None
    counted: float | None
    work: Totals


def weighted_mean(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """sum(w * c) / sum(w) over the defined parts with w > 0; None when there is none. Parts are (weight, c)."""
    defined = [(weight, c) for weight, c in parts if c is not None and weight > 0]
    if not defined:
        return None
    whole = math.fsum(weight for weight, _ in defined)
    return settle(math.fsum(weight * c for weight, c in defined) / whole)


def settle(value: float) -> float:
    """Exactly 0.0 or 1.0 for what is within 1e-9 of them."""
    if abs(value) <= NEAR:
        return 0.0
    return 1.0 if abs(value - 1.0) <= NEAR else value


def same(stored: float | None, expected: float | None) -> bool:
    """Whether a stored number is the recomputed one, within 1e-9; undefined is only like undefined."""
    if stored is None or expected is None:
        return stored is expected
    return abs(stored - expected) <= TOLERANCE


def shares(parts: Sequence[tuple[float, float | None]]) -> list[float]:
    """The normalised share of each (weight, c): what people see. Undefined parts and weight 0 have share 0."""
    whole = math.fsum(weight for weight, c in parts if c is not None)
    return [weight / whole if c is not None and weight > 0 else 0.0 for weight, c in parts]


def recompute(nodes: Mapping[Id, Node], edges: Iterable[Edge]) -> dict[Id, Result]:
    """Progress and work reading of every node. Raises ValueError when the graph has a cycle."""
    below: dict[Hashable, list[Edge]] = defaultdict(list)
    for edge in edges:
        below[edge.parent].append(edge)
    done: dict[Id, Result] = {}
    items: dict[Hashable, frozenset[Hashable]] = {}
    for key in _children_first(nodes, below):
        node, mine = nodes[key], below[key]
        inside = [items[e.child] for e in mine if nodes[e.child].active]  # type: ignore[index]  # ids are Id
        own = [key] if node.mode in {Mode.WORK, Mode.FROZEN} else []
        items[key] = frozenset().union(*([] if node.mode is Mode.FROZEN else inside), own)
        work = sum_of(nodes[i].own for i in items[key])  # type: ignore[index]  # ids are Id
        reading = _mean(node, mine, nodes, done) if node.mode is Mode.MEAN else node.reading
        done[key] = Result(reading.raw, reading.counted, work)
    return done


def find_cycle(edges: Iterable[tuple[Id, Id]]) -> list[Id] | None:
    """The nodes of one cycle among (child, parent) pairs, first and last the same; None when there is none."""
    above: dict[Id, list[Id]] = defaultdict(list)
    for child, parent in edges:
        above[child].append(parent)
    finished: set[Id] = set()
    for start in list(above):
        found = _walk(start, above, finished)
        if found:
            return found
    return None


def _mean(node: Node, mine: list[Edge], nodes: Mapping[Id, Node], done: Mapping[Id, Result]) -> Reading:
    linked = [e for e in mine if e.counted]
    if not linked:
        return Reading(node.when_empty, node.when_empty)
    parts = []
    for e in linked:
        child: Id = e.child  # type: ignore[assignment]  # an edge's ids are keys of nodes
        parts.append((e.weight, done[child].counted if nodes[child].active else None))
    mean = weighted_mean(parts)
    return Reading(mean, mean)


def _children_first(nodes: Mapping[Id, Node], below: Mapping[Hashable, list[Edge]]) -> list[Id]:
    waiting = {key: len(below.get(key, ())) for key in nodes}
    above: dict[Hashable, list[Hashable]] = defaultdict(list)
    for parent, mine in below.items():
        for edge in mine:
            above[edge.child].append(parent)
    ready = [key for key, count in waiting.items() if not count]
    order: list[Id] = []
    while ready:
        key = ready.pop()
        order.append(key)
        for parent in above.get(key, ()):
            waiting[parent] -= 1  # type: ignore[index]  # ids are Id
            if not waiting[parent]:  # type: ignore[index]  # ids are Id
                ready.append(parent)  # type: ignore[arg-type]  # ids are Id
    if len(order) < len(nodes):
        raise ValueError("the graph has a cycle")
    return order


def _walk(start: Id, above: Mapping[Id, list[Id]], finished: set[Id]) -> list[Id] | None:
    """Depth first without recursion, so that a deep graph is no danger; `path` is the way from `start`."""
    path: list[Id] = [start]
    on_path = {start}
    branches = [iter(above.get(start, ()))]
    while branches:
        step = next(branches[-1], None)
        if step is None:
            branches.pop()
            gone = path.pop()
            on_path.discard(gone)
            finished.add(gone)
        elif step in on_path:
            return [*path[path.index(step) :], step]
        elif step not in finished:
            path.append(step)
            on_path.add(step)
            branches.append(iter(above.get(step, ())))
    return None

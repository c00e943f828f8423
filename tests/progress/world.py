"""A small company of nodes for tests: it drives the actions and keeps the same graph for the oracle beside them."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID, uuid4

import msgspec

from headway.core.ctx import Ctx
from headway.progress import actions, queries
from headway.progress.rules.graph import Edge, Mode, Node, Result, recompute
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.rules.reading import Reading
from headway.progress.rules.work import Totals, share_done
from headway.progress.schemas import GraphChange, NewLink, NewMeasurement, NewNode, WorkChange

HUNDRED = Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(100))


class World:
    """Value leaves take 0..100 (None: undefined, through a `maintain` that is not due), work leaves take totals."""

    def __init__(self, ctx: Ctx) -> None:
        self.ctx = ctx
        self.nodes: dict[UUID, Node] = {}
        self.edges: dict[tuple[UUID, UUID], Edge] = {}
        self.thawed: dict[UUID, Node] = {}

    async def build(self, *, values: int, works: int, means: int) -> tuple[list[UUID], list[UUID]]:
        """Many nodes in one change: (value leaves, then pieces of work), means; every third mean is 0 when empty."""
        measured = [uuid4() for _ in range(values)]
        for key in measured:
            await actions.define_metric(self.ctx, key, HUNDRED)
            self.nodes[key] = Node(Mode.VALUE, Reading(None, 0.0))
        work = {uuid4(): _work(Totals(1)) for _ in range(works)}
        above = {uuid4(): Node(Mode.MEAN, when_empty=0.0 if i % 3 == 2 else None) for i in range(means)}
        self.nodes |= work | above
        new = [
            NewNode(id=key, subject="test", mode=node.mode, when_empty=node.when_empty, totals=node.own)
            for key, node in self.nodes.items()
        ]
        await actions.change_graph(self.ctx, GraphChange(nodes=tuple(new)))
        return [*measured, *work], list(above)

    async def leaf(self, percent: int | None = None) -> UUID:
        key = uuid4()
        await actions.define_metric(self.ctx, key, HUNDRED)
        await actions.add_node(self.ctx, NewNode(id=key, subject="key_result", mode=Mode.VALUE))
        self.nodes[key] = Node(Mode.VALUE, Reading(None, 0.0))
        if percent is not None:
            await self.measure({key: percent})
        return key

    async def work(self, totals: Totals | None = None) -> UUID:
        key, counts = uuid4(), Totals(1) if totals is None else totals
        await actions.add_node(self.ctx, NewNode(id=key, subject="task", mode=Mode.WORK, totals=counts))
        self.nodes[key] = _work(counts)
        return key

    async def mean(self, *children: UUID, subject: str = "objective", when_empty: float | None = None) -> UUID:
        key = uuid4()
        await actions.add_node(self.ctx, NewNode(id=key, subject=subject, mode=Mode.MEAN, when_empty=when_empty))
        self.nodes[key] = Node(Mode.MEAN, when_empty=when_empty)
        for child in children:
            await self.link(child, key)
        return key

    async def link(self, child: UUID, parent: UUID, weight: float = 1.0, *, counted: bool = True) -> None:
        new = NewLink(child=child, parent=parent, kind="measures", weight=weight, counted=counted)
        await actions.link(self.ctx, new)
        self.edges[child, parent] = Edge(child, parent, weight, counted)

    async def measure(self, percents: Mapping[UUID, int]) -> None:
        new = [NewMeasurement(metric=key, value=Decimal(percent)) for key, percent in percents.items()]
        await actions.record_measurements(self.ctx, new)
        for key, percent in percents.items():
            self._read(key, Reading(percent / 100, min(max(percent / 100, 0.0), 1.0)))

    async def do(self, done: Mapping[UUID, Totals]) -> None:
        await actions.set_work(self.ctx, [WorkChange(id=key, totals=counts) for key, counts in done.items()])
        for key, counts in done.items():
            self.nodes[key] = msgspec.structs.replace(_work(counts), active=self.nodes[key].active)

    async def freeze(self, key: UUID) -> None:
        now = self.expected()[key]
        await actions.freeze(self.ctx, [key], closed=True)
        self.thawed[key] = self.nodes[key]
        reading = Reading(now.raw, now.counted)
        self.nodes[key] = Node(Mode.FROZEN, reading, now.work, self.nodes[key].active)

    async def thaw(self, key: UUID) -> None:
        await actions.freeze(self.ctx, [key], closed=False)
        self.nodes[key] = msgspec.structs.replace(self.thawed.pop(key), active=self.nodes[key].active)

    async def unlink(self, child: UUID, parent: UUID) -> None:
        await actions.unlink(self.ctx, child, parent)
        self.edges.pop((child, parent), None)

    async def move(self, child: UUID, old: UUID, new: UUID) -> None:
        edge = self.edges.pop((child, old))
        moved = NewLink(child=child, parent=new, kind="measures", weight=edge.weight, counted=edge.counted)
        await actions.change_graph(self.ctx, GraphChange(unlinks=((child, old),), links=(moved,)))
        self.edges[child, new] = Edge(child, new, edge.weight, edge.counted)

    async def activate(self, key: UUID, *, active: bool) -> None:
        await actions.set_active(self.ctx, key, active=active)
        self.nodes[key] = msgspec.structs.replace(self.nodes[key], active=active)

    async def remove(self, key: UUID) -> None:
        await actions.remove_node(self.ctx, key)
        del self.nodes[key]
        self.edges = {pair: edge for pair, edge in self.edges.items() if key not in pair}

    def expected(self) -> dict[UUID, Result]:
        return recompute(self.nodes, self.edges.values())

    async def stored(self) -> dict[UUID, Result]:
        found = await queries.readings(self.ctx, list(self.nodes))
        return {key: Result(one.raw, one.counted, one.totals) for key, one in found.items()}

    async def raw(self, key: UUID) -> float | None:
        return (await queries.reading(self.ctx, key)).raw

    async def differences(self) -> list[tuple[Result, Result]]:
        """Stored against the oracle fed by this world, and what `verify` finds on its own."""
        expected, stored = self.expected(), await self.stored()
        wrong = [(stored[key], right) for key, right in expected.items() if not _same(stored[key], right)]
        assert await queries.verify(self.ctx) == []
        return wrong

    def _read(self, key: UUID, reading: Reading) -> None:
        self.nodes[key] = msgspec.structs.replace(self.nodes[key], reading=reading)


def _work(counts: Totals) -> Node:
    share = share_done(counts)
    return Node(Mode.WORK, Reading(share, share), counts)


def _same(stored: Result, right: Result) -> bool:
    pairs = ((stored.raw, right.raw), (stored.counted, right.counted))
    near = all((a is None and b is None) or (a is not None and b is not None and abs(a - b) <= 1e-9) for a, b in pairs)
    return near and stored.work == right.work

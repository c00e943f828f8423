"""Any history on any graph gives in SQL what the rules give."""

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import AsyncConnection

from headway.progress import actions
from headway.progress.rules.graph import Mode
from headway.progress.rules.work import Totals
from tests.make import Make
from tests.progress.world import World

COUNTS = [
    Totals(),
    Totals(1, 0),
    Totals(1, 1),
    Totals(3, 1),
    Totals(3, 3),
    Totals(2, 1, 2, Decimal(8), Decimal(5)),
    Totals(2, 1, 1, Decimal(3), Decimal(3)),
    Totals(2, 1, 2, Decimal(0), Decimal(0)),
]
WEIGHTS = [1.0, 0.0, 0.1, 0.5, 2.0, 3.7, 1000.0]

Step = tuple[str, int, int, int]  # what to do, and three numbers that choose among what there is
Rank = dict[UUID, int]  # links go from a lower to a higher rank, so that none closes a circle

NUMBER = st.integers(0, 999)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["measure", "do", "link", "link", "unlink", "move", "toggle", "remove", "freeze", "thaw"]),
        NUMBER,
        NUMBER,
        NUMBER,
    ),
    max_size=16,
)
LINKS = st.lists(st.tuples(st.just("link"), NUMBER, NUMBER, NUMBER), min_size=4, max_size=16)


@given(means=st.integers(2, 9), links=LINKS, steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_on_any_graph_gives_what_the_rules_give(
    shared_url: str, means: int, links: list[Step], steps: list[Step]
) -> None:
    asyncio.run(_in_a_fresh_workspace(shared_url, means, [*links, *steps]))


async def _in_a_fresh_workspace(url: str, means: int, steps: list[Step]) -> None:
    async with (
        await AsyncConnection.connect(url, autocommit=True) as connection,
        connection.transaction(force_rollback=True),
    ):
        make = await Make.fresh(connection)
        await _live_through(World(make.ctx_of(make.owner)), means, steps)


async def _live_through(world: World, means: int, steps: list[Step]) -> None:
    leaves, above = await world.build(values=3, works=4, means=means)
    rank: Rank = dict.fromkeys(leaves, 0) | {key: level for level, key in enumerate(above, 1)}
    for number, (what, *chosen) in enumerate(steps, 1):
        await DO[what](world, rank, chosen)
        if number % 5 == 0:
            assert await world.differences() == []
    assert await world.differences() == []
    await _break_and_repair(world)
    if leaves := [key for key in leaves if key in rank]:
        await _finish_everything(world, leaves)


async def _break_and_repair(world: World) -> None:
    """A recompute of the whole workspace finds nothing wrong, and mends whatever is made wrong."""
    assert await actions.repair(world.ctx) == []
    await world.ctx.connection.execute(
        """
        update node
           set raw = 0.3, counted = 0.3, running = 0.3, weight_sum = 9, work_leaves = work_leaves + 5, work_hours = 7
         where mode = 'mean'
        """
    )
    await actions.repair(world.ctx)
    assert await world.differences() == []


async def _finish_everything(world: World, leaves: list[UUID]) -> None:
    """All done is exactly 1, all reopened exactly 0, on whatever graph the history left."""
    for done in (1, 0):
        await world.measure({key: 100 * done for key in leaves if world.nodes[key].mode is Mode.VALUE})
        await world.do({key: Totals(1, done) for key in leaves if world.nodes[key].mode is Mode.WORK})
        expected = world.expected()
        stored = await world.stored()
        exact = [key for key, one in expected.items() if one.counted in {None, 0.0, 1.0}]
        assert {key: stored[key].counted for key in exact} == {key: expected[key].counted for key in exact}
        assert await world.differences() == []


async def _measure(world: World, rank: Rank, chosen: list[int]) -> None:
    keys = [key for key in rank if world.nodes[key].mode is Mode.VALUE]
    if keys:
        await world.measure({keys[chosen[0] % len(keys)]: chosen[1] % 200 - 50, keys[chosen[2] % len(keys)]: 40})


async def _do(world: World, rank: Rank, chosen: list[int]) -> None:
    keys = [key for key in rank if world.nodes[key].mode is Mode.WORK]
    if keys:
        first, second = keys[chosen[0] % len(keys)], keys[chosen[1] % len(keys)]
        await world.do({first: COUNTS[chosen[2] % len(COUNTS)], second: COUNTS[chosen[1] % len(COUNTS)]})


async def _link(world: World, rank: Rank, chosen: list[int]) -> None:
    parents = [key for key in rank if world.nodes[key].mode is Mode.MEAN]
    if not parents:
        return
    parent = parents[chosen[0] % len(parents)]
    children = [key for key in rank if rank[key] < rank[parent]]
    if children:
        child = children[chosen[1] % len(children)]
        weight = WEIGHTS[chosen[2] % len(WEIGHTS)]
        await world.link(child, parent, weight, counted=chosen[2] % 4 != 3)


async def _unlink(world: World, _: Rank, chosen: list[int]) -> None:
    if edges := list(world.edges):
        await world.unlink(*edges[chosen[0] % len(edges)])


async def _move(world: World, rank: Rank, chosen: list[int]) -> None:
    edges = list(world.edges)
    if not edges:
        return
    child, old = edges[chosen[0] % len(edges)]
    above = [key for key in rank if rank[key] > rank[child] and world.nodes[key].mode is Mode.MEAN]
    if above and (new := above[chosen[1] % len(above)]) != old:
        await world.move(child, old, new)


async def _toggle(world: World, rank: Rank, chosen: list[int]) -> None:
    key = list(rank)[chosen[0] % len(rank)]
    await world.activate(key, active=not world.nodes[key].active)


async def _remove(world: World, rank: Rank, chosen: list[int]) -> None:
    if len(rank) > 4:
        key = list(rank)[chosen[0] % len(rank)]
        del rank[key]
        await world.remove(key)


async def _freeze(world: World, rank: Rank, chosen: list[int]) -> None:
    if keys := [key for key in rank if world.nodes[key].mode in {Mode.VALUE, Mode.MEAN}]:
        await world.freeze(keys[chosen[0] % len(keys)])


async def _thaw(world: World, rank: Rank, chosen: list[int]) -> None:
    if keys := [key for key in rank if world.nodes[key].mode is Mode.FROZEN]:
        await world.thaw(keys[chosen[0] % len(keys)])


DO: dict[str, Callable[[World, Rank, list[int]], Awaitable[None]]] = {
    "measure": _measure,
    "do": _do,
    "link": _link,
    "unlink": _unlink,
    "move": _move,
    "toggle": _toggle,
    "remove": _remove,
    "freeze": _freeze,
    "thaw": _thaw,
}

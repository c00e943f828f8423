"""The roll-up in SQL is the roll-up of the rules."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from headway.core.ctx import Ctx
from headway.progress import actions, queries
from headway.progress.rules.graph import Mode
from headway.progress.rules.work import Totals
from headway.progress.schemas import GraphChange, NewLink, NewNode
from tests.conftest import Statements
from tests.progress.world import World


@pytest.fixture
def world(ctx: Ctx) -> World:
    return World(ctx)


async def test_a_diamond_sums_its_deltas_per_ancestor(world: World) -> None:
    leaf = await world.leaf()
    left, right = await world.mean(leaf), await world.mean(leaf)
    root = await world.mean(left, right)
    await world.measure({leaf: 100})
    assert await world.raw(root) == 1.0
    assert await world.differences() == []


async def test_all_done_is_exactly_one_and_all_reopened_exactly_zero(world: World) -> None:
    tasks = [await world.work() for _ in range(7)]
    result = await world.mean(*tasks, when_empty=0.0)
    objective = await world.mean(result, *[await world.leaf(100) for _ in range(2)])
    root = await world.mean(await world.mean(objective))
    for task in tasks:
        await world.do({task: Totals(1, 1)})
    assert [await world.raw(key) for key in (result, objective, root)] == [1.0, 1.0, 1.0]
    for task in reversed(tasks):
        await world.do({task: Totals(1, 0)})
    assert await world.raw(result) == 0.0
    assert await world.differences() == []


async def test_thirty_stacked_diamonds_take_no_longer_than_their_edges(world: World) -> None:
    top = leaf = await world.leaf()
    for _ in range(30):
        top = await world.mean(await world.mean(top), await world.mean(top))
    await world.measure({leaf: 50})
    assert await world.raw(top) == 0.5
    assert await world.differences() == []


async def test_an_undefined_child_is_left_out_and_comes_back(world: World) -> None:
    task, other = await world.work(), await world.work(Totals(1, 1))
    result = await world.mean(task, other, when_empty=0.0)
    objective = await world.mean(result)
    await world.do({task: Totals()})
    assert await world.raw(objective) == 1.0
    await world.do({other: Totals()})
    assert await world.raw(objective) is None
    await world.do({task: Totals(1, 0)})
    assert await world.raw(objective) == 0.0
    assert await world.differences() == []


async def test_a_work_result_without_links_is_zero_and_says_so(world: World) -> None:
    result = await world.mean(when_empty=0.0, subject="key_result")
    assert (await queries.reading(world.ctx, result)).state == "no_work"
    await world.link(await world.work(), result)
    assert (await queries.reading(world.ctx, result)).state == "measured"


async def test_work_in_a_diamond_is_counted_once(world: World) -> None:
    task = await world.work(Totals(4, 1, 4, Decimal(8), Decimal(6)))
    left, right = await world.mean(task, when_empty=0.0), await world.mean(task, when_empty=0.0)
    root = await world.mean(left, right)
    found = await queries.reading(world.ctx, root)
    assert found.totals.leaves == 4
    assert found.work == 0.75
    assert await world.differences() == []


async def test_work_beside_a_measured_key_result_moves_effort_and_not_progress(world: World) -> None:
    value, task = await world.leaf(30), await world.work()
    objective = await world.mean(value)
    await world.link(task, value, counted=False)
    await world.do({task: Totals(1, 1)})
    found = await queries.reading(world.ctx, objective)
    assert (found.raw, found.work) == (0.3, 1.0)
    assert await world.differences() == []


async def test_one_batch_may_change_a_key_result_and_the_work_below_it(world: World) -> None:
    value, task = await world.leaf(30), await world.work()
    objective = await world.mean(value, task)
    await world.link(task, value, counted=False)
    await world.do({task: Totals(1, 1)})
    await world.measure({value: 60})
    assert await world.raw(objective) == pytest.approx(0.8)
    assert await world.differences() == []


async def test_a_dropped_child_keeps_its_number_and_counts_no_more(world: World) -> None:
    low, high = await world.leaf(20), await world.leaf(80)
    objective = await world.mean(low, high)
    await world.activate(low, active=False)
    assert await world.raw(objective) == 0.8
    await world.measure({low: 40})
    assert (await world.raw(low), await world.raw(objective)) == (0.4, 0.8)
    await world.activate(low, active=True)
    assert await world.raw(objective) == pytest.approx(0.6)
    assert await world.differences() == []


async def test_a_link_that_closes_a_circle_is_refused_with_its_path(world: World) -> None:
    low = await world.mean(await world.leaf(10))
    middle = await world.mean(low)
    top = await world.mean(middle)
    with pytest.raises(actions.Cycle) as refused:
        await actions.link(world.ctx, NewLink(child=top, parent=low, kind="contributes"))
    path = refused.value.path
    assert path[0] == path[-1]
    assert set(path) == {low, middle, top}
    assert await world.differences() == []


async def test_a_circle_within_one_batch_is_refused_and_a_turned_link_is_not(world: World) -> None:
    low, top = await world.mean(), await world.mean()
    there, back = (
        NewLink(child=low, parent=top, kind="contributes"),
        NewLink(child=top, parent=low, kind="contributes"),
    )
    with pytest.raises(actions.Cycle):
        await actions.link(world.ctx, there, back)
    await actions.link(world.ctx, there)
    turned = GraphChange(unlinks=((low, top),), links=(back,))
    await actions.change_graph(world.ctx, turned)
    assert [one.parent for one in await queries.links_above(world.ctx, [top])] == [low]


async def test_a_goal_cannot_count_towards_itself(world: World) -> None:
    alone = await world.mean()
    with pytest.raises(actions.Cycle):
        await actions.link(world.ctx, NewLink(child=alone, parent=alone, kind="supports", counted=False))


@pytest.mark.parametrize("siblings", [1, 200])
async def test_a_change_costs_the_same_statements_beside_any_number_of_siblings(
    world: World, statements: Statements, siblings: int
) -> None:
    nodes = tuple(NewNode(id=uuid4(), subject="task", mode=Mode.WORK, totals=Totals(1)) for _ in range(siblings))
    result = await world.mean(when_empty=0.0)
    links = tuple(NewLink(child=node.id, parent=result, kind="work") for node in nodes)
    await actions.change_graph(world.ctx, GraphChange(nodes=nodes, links=links))
    top = result
    for _ in range(6):
        top = await world.mean(top)
    statements.clear()
    await actions.lock_graph(world.ctx)
    world.nodes[nodes[0].id] = world.nodes[result]
    await world.do({nodes[0].id: Totals(1, 1)})
    assert statements.count == 2
    assert await world.raw(top) == pytest.approx(1 / siblings)


async def test_what_is_frozen_stays_and_counts_above_as_it_is_until_it_is_thawed(world: World) -> None:
    task = await world.work(Totals(4, 1))
    result = await world.mean(task, when_empty=0.0)
    objective = await world.mean(result)
    year = await world.mean(objective, await world.leaf(100))
    for key in (objective, result):
        await world.freeze(key)
    await world.do({task: Totals(4, 4)})
    assert [await world.raw(key) for key in (result, objective, year)] == [0.25, 0.25, 0.625]
    assert (await queries.reading(world.ctx, year)).work == 0.25
    assert await world.differences() == []
    for key in (objective, result):
        await world.thaw(key)
    assert [await world.raw(key) for key in (result, objective, year)] == [1.0, 1.0, 1.0]
    assert (await queries.reading(world.ctx, year)).work == 1.0
    assert await world.differences() == []


def test_a_recompute_takes_no_wrong_turn_when_the_planner_knows_nothing_of_the_rows(
    database_url: Callable[[str], str],
) -> None:
    """As after a large import: the statistics know of another workspace only."""
    known, large = uuid4(), uuid4()
    with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
        connection.execute("alter table node set (autovacuum_enabled = off)")
        connection.execute("alter table edge set (autovacuum_enabled = off)")
        _company(connection, known, inner=20, leaves=100)
        connection.execute("analyze node, edge")
        _company(connection, large, inner=2_000, leaves=20_000)
    with psycopg.connect(database_url("headway_worker")) as connection:
        connection.execute("set statement_timeout = '15s'")
        connection.execute(
            "select set_config('headway.workspace', %s, true), set_config('headway.guest', '', true)", [str(large)]
        )
        for found in (2_000, 0):
            assert connection.execute("select count(*) from recompute_progress()").fetchone() == (found,)


def _company(connection: psycopg.Connection[Any], workspace: UUID, *, inner: int, leaves: int) -> None:
    given = {"workspace": workspace, "inner": inner, "leaves": leaves}
    for statement in _COMPANY:
        connection.execute(statement, given)


# Means, ten below each; values below those.
_COMPANY = (
    "insert into workspace (id, slug, name) values (%(workspace)s, %(workspace)s, 'Large')",
    """
    insert into node (workspace_id, id, subject, mode)
    select %(workspace)s, md5('inner' || n)::uuid, 'objective', 'mean' from generate_series(1, %(inner)s) as n
    """,
    """
    insert into node (workspace_id, id, subject, mode, raw, counted)
    select %(workspace)s, md5('leaf' || n)::uuid, 'key_result', 'value', 0.5, 0.5
      from generate_series(1, %(leaves)s) as n
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select %(workspace)s, md5('inner' || n)::uuid, md5('inner' || (n - 2) / 10 + 1)::uuid, 'contributes', 1
      from generate_series(2, %(inner)s) as n
    """,
    """
    insert into edge (workspace_id, child_id, parent_id, kind, weight)
    select %(workspace)s, md5('leaf' || n)::uuid, md5('inner' || n %% %(inner)s + 1)::uuid, 'measures', 1
      from generate_series(1, %(leaves)s) as n
    """,
)

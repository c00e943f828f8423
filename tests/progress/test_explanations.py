"""Where a number comes from, and what `verify` and `repair` make of a number that is wrong."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg
import pytest

from headway.core.ctx import Cause, Ctx
from headway.core.errors import NotFound
from headway.progress import actions, queries
from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.rules.work import Totals
from headway.progress.schemas import NewLink, NewMeasurement, NewNode, WorkChange
from tests.progress.world import World


def only(*shown: UUID) -> Callable[[list[tuple[str, UUID]]], Awaitable[set[UUID]]]:
    async def nameable(asked: list[tuple[str, UUID]]) -> set[UUID]:
        return {key for _, key in asked} & set(shown)

    return nameable


@pytest.fixture
def world(ctx: Ctx) -> World:
    return World(ctx)


async def test_the_contributions_of_the_parts_sum_to_the_number(world: World) -> None:
    low, high, support = await world.leaf(20), await world.leaf(150), await world.leaf(90)
    objective = await world.mean(low, high)
    await world.link(low, objective, 3.0)
    await world.link(support, objective, 0.0)
    found = await queries.explain(world.ctx, objective, nameable=only(low, high, support))
    assert {(part.id, part.share, part.counts) for part in found.parts} == {
        (low, 0.75, True),
        (high, 0.25, True),
        (support, 0.0, False),
    }
    contributions = [part.contribution for part in found.parts if part.contribution is not None]
    assert sum(contributions) == found.reading.raw == pytest.approx(0.4)


async def test_a_private_part_counts_for_everybody_and_is_named_for_none_who_may_not_see_it(world: World) -> None:
    shown, hidden = await world.leaf(20), await world.leaf(80)
    objective = await world.mean(shown, hidden)
    for nameable in (only(shown, hidden), only(shown)):
        found = await queries.explain(world.ctx, objective, nameable=nameable)
        assert found.reading.raw == 0.5
        assert sorted(part.counted or 0 for part in found.parts) == [0.2, 0.8]
    unnamed = [part for part in found.parts if part.counted == 0.8]
    assert [(part.id, part.subject, part.author_id, part.source) for part in unnamed] == [(None, None, None, None)]
    told = [part for part in found.parts if part.id == shown]
    assert [(part.author_id, part.source) for part in told] == [(world.ctx.actor.member, "manual")]


async def test_what_moved_a_number_is_told_with_its_cause_and_kept_from_who_may_not_see_it(world: World) -> None:
    task = await world.work()
    result = await world.mean(task, when_empty=0.0)
    await world.ctx.flush()
    cause = Cause(kind="work.task_closed", subject="task", subject_id=task, label="HW-42 Translate checkout")
    await actions.set_work(world.ctx, [WorkChange(id=task, totals=Totals(1, 1))], cause=cause)
    await world.ctx.flush()
    mover = (await queries.explain(world.ctx, result, nameable=only(task))).moved_by[0]
    assert (mover.old_raw, mover.new_raw, mover.why) == (0.0, 1.0, "work")
    assert (mover.cause_kind, mover.cause_id, mover.cause_label) == (cause.kind, task, cause.label)
    hidden = (await queries.explain(world.ctx, result, nameable=only())).moved_by[0]
    assert (hidden.new_raw, hidden.cause_id, hidden.cause_label, hidden.actor_id) == (1.0, None, None, None)


async def test_the_number_of_a_week_ago_is_known_from_the_log(world: World) -> None:
    leaf = await world.leaf()
    for percent, days in ((10, 20), (30, 8), (60, 1)):
        moment = Ctx(
            world.ctx.connection, world.ctx.workspace, world.ctx.actor, now=world.ctx.now - timedelta(days=days)
        )
        await actions.record_measurement(moment, NewMeasurement(metric=leaf, value=Decimal(percent)))
        await moment.flush()
    found = await queries.explain(world.ctx, leaf, nameable=only())
    assert (found.week_known, found.week_ago_raw, found.reading.raw) == (True, 0.3, 0.6)
    assert found.formula == "(value \u2212 0) / (100 \u2212 0)."
    assert found.current is not None
    assert found.current.value == Decimal(60)
    assert found.current.author_id == world.ctx.actor.member


async def test_an_unknown_number_has_no_explanation(world: World) -> None:
    with pytest.raises(NotFound):
        await queries.explain(world.ctx, uuid4(), nameable=only())


async def test_verify_finds_every_wrong_number_and_repair_mends_it(world: World) -> None:
    leaf, task, empty = await world.leaf(40), await world.work(Totals(2, 1)), await world.mean()
    objective = await world.mean(leaf, task)
    root = await world.mean(objective, empty)
    assert await queries.verify(world.ctx) == []
    for statement in (
        "update node set counted = 0.9 where id = %(leaf)s",
        "update node set raw = 0.1, counted = 0.1, running = 0.1, weight_sum = 9 where id = %(objective)s",
        "update node set work_leaves = 7 where id = %(root)s",
        "update metric set measured = 3 where id = %(leaf)s",
    ):
        await world.ctx.connection.execute(statement, {"leaf": leaf, "objective": objective, "root": root})
    found = {(one.id, one.what) for one in await queries.verify(world.ctx)}
    assert {(leaf, "counted"), (objective, "raw"), (root, "work"), (leaf, "values")} <= found
    mended = await actions.repair(world.ctx)
    assert {one.id for one in mended} >= {leaf, objective, root}
    assert await queries.verify(world.ctx) == []
    assert await world.differences() == []
    assert await actions.repair(world.ctx) == []


async def test_the_graph_of_another_workspace_cannot_be_reached(world: World, ctx: Ctx) -> None:
    leaf = await world.leaf(40)
    async with ctx.connection.transaction(force_rollback=True):
        await ctx.connection.execute("select set_config('headway.workspace', %s, true)", [str(uuid4())])
        assert await queries.readings(ctx, [leaf]) == {}
        moved = await ctx.connection.execute(
            """
            select node_id from apply_progress(%s::uuid[], array[1.0]::float8[], array[1.0]::float8[],
                                               null, null, null, null, null, current_date)
            """,
            [[leaf]],
        )
        assert await moved.fetchall() == []
        with pytest.raises(psycopg.errors.Error):
            await actions.add_node(
                ctx,
                NewNode(id=uuid4(), subject="objective", mode=Mode.MEAN),
                NewLink(child=leaf, parent=uuid4(), kind="measures"),
            )
    assert await world.raw(leaf) == 0.4


async def test_a_kind_that_counts_what_is_below_says_so_in_words(ctx: Ctx) -> None:
    key = uuid4()
    await actions.define_metric(ctx, key, Definition(kind=Kind.WORK))
    await actions.add_node(ctx, NewNode(id=key, subject="key_result", mode=Mode.MEAN, when_empty=0.0))
    found = await queries.explain(ctx, key, nameable=only())
    assert found.formula.startswith("Weighted mean of the share done of everything linked")
    assert (found.reading.raw, found.reading.state) == (0.0, "no_work")

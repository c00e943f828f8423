"""Examples from one's own best past goals."""

from decimal import Decimal
from typing import Any

import pytest

from headway.core.ctx import Ctx
from headway.goals import queries
from headway.goals.actions import cycles, objectives
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def past(ctx: Ctx, *values: float, title: str = "Make reviews a pleasure", **more: Any) -> Any:
    """An objective with a key result for each value it reached, from 20 h towards 4 h."""
    cycle = await world.cycle(ctx, name=f"Past {title}"[:80], past=120, ahead=-30)
    result = {"kind": "decrease", "unit": "h", "start": Decimal(20), "target": Decimal(4)}
    names = ("Reduce the median wait for a first review", "Reduce the median age of an open change", "Third wait")
    goal = await world.objective(
        ctx,
        cycle.id,
        title=title,
        key_results=[world.number(name, **result) for name, _ in zip(names, values, strict=False)],
        **more,
    )
    for one, value in zip((await world.page(ctx, goal.id)).key_results, values, strict=True):
        await world.record(ctx, one.id, value, on=cycle.ends_on)
    return cycle, goal


async def titles(ctx: Ctx) -> list[str]:
    return [one.title for one in (await queries.examples(ctx)).items]


async def test_what_succeeded_in_a_closed_cycle_is_an_example(ctx: Ctx) -> None:
    cycle, goal = await past(ctx, 4, 8)
    assert await titles(ctx) == []
    await cycles.close_cycle(ctx, cycle.id)
    (one,) = (await queries.examples(ctx)).items
    assert (one.id, one.cycle.id, round(one.score, 2)) == (goal.id, cycle.id, 0.88)
    assert [result.target for result in one.key_results] == [4.0, 4.0]


async def test_what_missed_was_dropped_or_has_one_number_is_none(ctx: Ctx) -> None:
    for title, values in (("Missed", (18.0, 16.0)), ("Only one", (4.0,)), ("Dropped", (4.0, 4.0))):
        cycle, goal = await past(ctx, *values, title=f"{title}: make reviews quick")
        if title == "Dropped":
            await objectives.drop_objective(ctx, goal.id, reason="No")
        await cycles.close_cycle(ctx, cycle.id)
    assert await titles(ctx) == []


async def test_a_private_one_is_nobody_elses_example(ctx: Ctx, make: Make) -> None:
    mia = make.ctx_of(await make.member())
    cycle, _ = await past(ctx, 4, 4, title="Make private reviews a pleasure", private=True)
    await cycles.close_cycle(ctx, cycle.id)
    assert await titles(ctx) == ["Make private reviews a pleasure"]
    assert await titles(mia) == []


async def test_examples_take_four_statements(ctx: Ctx, statements: Any) -> None:
    cycle, _ = await past(ctx, 4, 4)
    await cycles.close_cycle(ctx, cycle.id)
    statements.clear()
    await queries.examples(ctx)
    assert statements.count == 4

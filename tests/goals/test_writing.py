"""What the writing coach is told about goals that are there already."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries.writing import Draft, writing_facts
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def goal(ctx: Ctx, cycle: Any, title: str, **more: Any) -> Any:
    result = {"kind": "decrease", "unit": "h", "start": Decimal(20), "target": Decimal(4)}
    return await world.objective(
        ctx, cycle.id, title=title, key_results=[world.number(f"{title}: wait", **result)], **more
    )


async def test_counts_and_titles_are_those_of_the_cycle(ctx: Ctx, make: Make) -> None:
    cycle = await world.cycle(ctx, name="This one", past=30, ahead=30)
    team = await make.team("Reviews")
    await goal(ctx, cycle, "First", team_id=team)
    second = await goal(ctx, cycle, "Second", team_id=team)
    await goal(ctx, cycle, "Company")
    facts = await writing_facts(ctx, Draft(cycle=cycle.id, team=team, owner=ctx.actor.member))
    assert (facts.context.starts_on, facts.context.ends_on) == (cycle.starts_on, cycle.ends_on)
    assert facts.context.team_objectives == 3
    assert facts.context.siblings_aligned is False
    assert facts.aligned is None
    known = await writing_facts(ctx, Draft(cycle=cycle.id, team=team, objective=second.id))
    assert known.context.team_objectives == 2
    assert known.aligned is False
    assert "Second: wait" not in known.context.company_metrics
    assert "Company: wait" in known.context.company_metrics


async def test_the_past_of_a_metric_is_summed_up(ctx: Ctx) -> None:
    cycle = await world.cycle(ctx, name="Long", past=140, ahead=30)
    one = await goal(ctx, cycle, "Wait less")
    (result,) = (await world.page(ctx, one.id)).key_results
    for week in range(16):
        value = 20 - week + (1 if week % 2 else 0)
        await world.record(ctx, result.id, value, on=ctx.today - timedelta(days=7 * (15 - week)))
    (told,) = (await writing_facts(ctx, Draft(cycle=cycle.id, objective=one.id))).histories.values()
    assert told.usual_move is not None
    assert 11 <= told.usual_move <= 14
    assert told.noise is not None
    assert 0.5 < told.noise < 2
    assert told.days_between_changes is not None
    assert 7 <= told.days_between_changes <= 15


async def test_an_unknown_cycle_is_not_found(ctx: Ctx) -> None:
    with pytest.raises(NotFound):
        await writing_facts(ctx, Draft(cycle=uuid4()))

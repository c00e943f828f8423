"""What the writing coach is told of check-ins: when the last one came, and whether confidence follows the forecast."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.rituals.actions import check_ins
from headway.rituals.queries.courses import courses_of
from headway.rituals.schemas.check_ins import CheckInIn, CourseOut
from tests.goals import world

pytestmark = pytest.mark.anyio


def on(ctx: Ctx, days_ago: int) -> Ctx:
    """The same person, some days ago."""
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now - timedelta(days=days_ago))


async def say(ctx: Ctx, key_result: UUID, value: int, *, confidence: int, days_ago: int) -> None:
    new = CheckInIn(value=Decimal(value), confidence=confidence)
    await check_ins.check_in(on(ctx, days_ago), key_result, new)


async def foresee(ctx: Ctx, key_result: UUID, *, chance: float, days_ago: int) -> None:
    await db.run(
        ctx,
        """
        insert into forecast (workspace_id, metric_id, as_of, made_at, number, recorded, basis, model, n, enough,
                              success, elapsed, chance, chance_full)
        values (%(workspace)s, %(id)s, %(on)s, %(at)s, 1, 1, '', 'level', 8, true,
                0.7, 0.5, %(chance)s, %(chance)s)
        """,
        workspace=ctx.workspace.id,
        id=key_result,
        on=ctx.today - timedelta(days=days_ago),
        at=on(ctx, days_ago).now,
        chance=chance,
    )


async def test_the_same_confidence_is_counted_back_to_where_it_changed_and_the_chance_since_then(ctx: Ctx) -> None:
    cycle = await world.cycle(ctx, name="Long", past=60, ahead=30)
    goal = await world.objective(ctx, cycle.id)
    result = await world.key_result(ctx, goal.id)
    for days_ago, value, confidence in ((40, 10, 4), (33, 12, 7), (26, 13, 7), (19, 13, 7)):
        await say(ctx, result.id, value, confidence=confidence, days_ago=days_ago)
    for days_ago, chance in ((36, 0.9), (20, 0.7), (12, 0.5)):
        await foresee(ctx, result.id, chance=chance, days_ago=days_ago)
    (told,) = (await courses_of(ctx, goal.id)).items
    assert told.same_confidence == 3
    assert told.chance_moved == pytest.approx(-0.4)
    assert told.check_in_days == ctx.workspace.check_in_days


async def test_before_the_first_check_in_nothing_is_known(ctx: Ctx) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    result = await world.key_result(ctx, goal.id)
    every = ctx.workspace.check_in_days
    nothing = CourseOut(
        key_result_id=result.id, check_in_age=None, check_in_days=every, same_confidence=0, chance_moved=0.0
    )
    assert (await courses_of(ctx, goal.id)).items == [nothing]


async def test_an_objective_that_is_not_there_has_no_courses(ctx: Ctx) -> None:
    with pytest.raises(NotFound):
        await courses_of(ctx, uuid4())

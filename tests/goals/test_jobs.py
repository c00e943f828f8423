"""What the goals do by themselves."""

import pytest

from headway.core.ctx import Ctx
from headway.core.subjects import Registry
from headway.goals import queries
from headway.goals.jobs import plan_first_year

pytestmark = pytest.mark.anyio


async def test_a_new_workspace_begins_with_the_quarter_people_are_in(ctx: Ctx) -> None:
    asked = {"start": "team", "account": str(ctx.actor.account)}
    await plan_first_year(ctx, subject=str(ctx.workspace.id), data=asked)
    await plan_first_year(ctx, subject=str(ctx.workspace.id), data=asked)
    now = await queries.current(ctx)
    assert now is not None
    assert (now.kind, len(await queries.cycles(ctx))) == ("quarter", 5)


async def test_a_sample_brings_its_own_cycles(ctx: Ctx) -> None:
    await plan_first_year(ctx, subject=str(ctx.workspace.id), data={"start": "sample"})
    assert await queries.cycles(ctx) == []


async def test_everybody_hears_of_a_cycle_and_may_see_it(ctx: Ctx) -> None:
    await plan_first_year(ctx, subject=str(ctx.workspace.id), data={"start": "team"})
    ids = [one.id for one in await queries.cycles(ctx)]
    subject = Registry(queries.SUBJECTS).get("cycle")
    assert subject is not None
    assert {one.id for one in await subject.visible(ctx, ids)} == set(ids)
    assert {audience.everyone for audience in (await subject.audience(ctx, ids)).values()} == {True}

"""Cycles, planned and made, closed and reopened."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.goals import queries
from headway.goals.actions import cycles
from headway.goals.actions.refusals import CycleClosed
from headway.goals.schemas.cycles import CycleIn, CyclePatch
from headway.progress import queries as progress
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def test_planning_a_year_twice_changes_nothing(ctx: Ctx) -> None:
    first = await cycles.plan_year(ctx, ctx.today.year)
    again = await cycles.plan_year(ctx, ctx.today.year)
    assert [one.id for one in first] == [one.id for one in again]
    assert len(await queries.cycles(ctx)) == 5
    assert world.kinds(ctx) == ["goals.year_planned"]
    assert {one.parent_id for one in first[1:]} == {first[0].id}


async def test_the_current_cycle_is_this_quarter(ctx: Ctx) -> None:
    await cycles.plan_year(ctx, ctx.today.year)
    now = await queries.current(ctx)
    assert now is not None
    assert now.kind == "quarter"
    assert now.starts_on <= ctx.today <= now.ends_on
    assert 0 < now.elapsed <= 1


async def test_a_sprint_lies_inside_its_quarter(ctx: Ctx) -> None:
    quarter = await world.cycle(ctx)
    inside = CycleIn(name="Sprint 1", starts_on=ctx.today, ends_on=ctx.today + timedelta(days=13), parent_id=quarter.id)
    made = await cycles.create_cycle(ctx, inside)
    assert (made.kind, made.parent_id, made.current) == ("custom", quarter.id, True)
    outside = CycleIn(
        name="Sprint 9", starts_on=ctx.today, ends_on=ctx.today + timedelta(days=90), parent_id=quarter.id
    )
    with pytest.raises(Invalid) as refused:
        await cycles.create_cycle(ctx, outside)
    assert refused.value.code == "goals.cycle_outside_parent"


async def test_two_cycles_cannot_have_one_name(ctx: Ctx) -> None:
    await world.cycle(ctx, name="Now")
    with pytest.raises(cycles.NameTaken):
        await world.cycle(ctx, name="Now")


async def test_only_admins_arrange_cycles(ctx: Ctx, make: Make) -> None:
    made = await world.cycle(ctx)
    member = make.ctx_of(await make.member())
    with pytest.raises(Forbidden):
        await cycles.close_cycle(member, made.id)
    with pytest.raises(Forbidden):
        await cycles.plan_year(member, 2030)
    assert (await queries.cycle(member, made.id)).can.close is False
    assert (await queries.cycle(ctx, made.id)).can.close is True


async def test_a_parent_that_does_not_exist_is_refused_by_name(ctx: Ctx) -> None:
    with pytest.raises(Invalid) as refused:
        await cycles.create_cycle(
            ctx,
            CycleIn(name="X", starts_on=ctx.today, ends_on=ctx.today + timedelta(days=5), parent_id=uuid4()),
        )
    assert refused.value.code == "goals.unknown_cycle"
    assert refused.value.errors[0].path == "parent_id"


async def test_key_results_that_run_with_their_cycle_follow_its_dates(ctx: Ctx) -> None:
    made = await world.cycle(ctx)
    goal = await world.objective(ctx, made.id)
    running = await world.key_result(ctx, goal.id)
    own = await world.key_result(ctx, goal.id, ends_on=ctx.today + timedelta(days=3))
    later = made.ends_on + timedelta(days=7)
    changed = await cycles.change_cycle(ctx, made.id, CyclePatch(ends_on=later), version=made.version)
    assert (changed.ends_on, changed.version) == (later, made.version + 1)
    assert (await queries.key_result(ctx, running.id)).ends_on == later
    assert (await queries.key_result(ctx, own.id)).ends_on == own.ends_on


async def test_an_old_version_of_a_cycle_is_answered_with_the_current_one(ctx: Ctx) -> None:
    made = await world.cycle(ctx)
    await cycles.change_cycle(ctx, made.id, CyclePatch(name="Then"), version=made.version)
    with pytest.raises(Stale) as refused:
        await cycles.change_cycle(ctx, made.id, CyclePatch(name="Later"), version=made.version)
    assert refused.value.extra["current"]["name"] == "Then"


async def test_the_same_again_changes_nothing(ctx: Ctx) -> None:
    made = await world.cycle(ctx)
    same = await cycles.change_cycle(ctx, made.id, CyclePatch(name=made.name), version=made.version)
    assert same == made
    assert world.kinds(ctx) == ["goals.cycle_created"]


async def test_an_empty_cycle_can_go_and_a_used_one_stays(ctx: Ctx) -> None:
    empty = await world.cycle(ctx, name="Empty")
    used = await world.cycle(ctx, name="Used")
    await world.objective(ctx, used.id)
    await cycles.delete_cycle(ctx, empty.id)
    with pytest.raises(NotFound):
        await queries.cycle(ctx, empty.id)
    with pytest.raises(cycles.CycleUsed):
        await cycles.delete_cycle(ctx, used.id)


async def test_a_closed_cycle_can_be_reopened_once(ctx: Ctx) -> None:
    made = await world.cycle(ctx)
    closed = await cycles.close_cycle(ctx, made.id)
    assert closed.closed_at is not None
    assert closed.can.reopen
    assert not closed.can.edit
    with pytest.raises(CycleClosed):
        await cycles.close_cycle(ctx, made.id)
    with pytest.raises(CycleClosed):
        await cycles.change_cycle(ctx, made.id, CyclePatch(name="No"), version=closed.version)
    opened = await cycles.reopen_cycle(ctx, made.id, reason="A number was wrong")
    assert opened.closed_at is None
    with pytest.raises(cycles.NotClosed):
        await cycles.reopen_cycle(ctx, made.id, reason="A number was wrong")


async def test_a_closed_cycles_goals_stay_as_they_are_whatever_moves_below(ctx: Ctx) -> None:
    past, now = await world.cycle(ctx, name="Past"), await world.cycle(ctx, name="Now")
    year, goal = await world.objective(ctx, now.id), await world.objective(ctx, past.id)
    child = await world.objective(ctx, now.id)
    await world.serve(ctx, goal.id, year.id)
    await world.serve(ctx, child.id, goal.id)
    own, below = await world.key_result(ctx, goal.id), await world.key_result(ctx, child.id)
    await world.record(ctx, own.id, 60)
    await world.record(ctx, below.id, 20)
    await cycles.close_cycle(ctx, past.id)
    await world.record(ctx, below.id, 100)

    async def progress_of(*ids: UUID) -> list[float | None]:
        return [(await queries.objective(ctx, one)).progress.raw for one in ids]

    assert await progress_of(child.id, goal.id, year.id) == [1.0, pytest.approx(0.4), pytest.approx(0.4)]
    assert await progress.verify(ctx) == []
    page = await world.page(ctx, goal.id)
    assert (page.objective.health.state, page.objective.score) == ("missed", 0.6)
    assert (page.key_results[0].health.state, page.key_results[0].score) == ("missed", 0.6)
    told = await queries.explanation(ctx, "objective", goal.id, world.names(ctx))
    assert told.formula.endswith("Its cycle is closed: this is what it ended with.")
    await cycles.reopen_cycle(ctx, past.id, reason="A number was wrong")
    assert (await queries.objective(ctx, goal.id)).score is None
    assert await progress_of(child.id, goal.id, year.id) == [1.0, pytest.approx(0.8), pytest.approx(0.8)]
    assert await progress.verify(ctx) == []

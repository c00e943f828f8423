"""Forecasts of goals: in answers, in lists, in health; the job that makes them; what becomes of them."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, LiteralString
from uuid import UUID

import pytest
from msgspec.structs import replace

from headway import main
from headway.core import db
from headway.core.ctx import Ctx
from headway.goals import queries
from headway.goals.actions import cycles, judging, key_results
from headway.goals.actions.judging import judge_cycle
from headway.goals.schemas.key_results import KeyResultIn, KeyResultOut, KeyResultPatch
from headway.progress import actions as progress
from headway.progress.rules.metrics import Kind
from headway.work.actions import forecasts
from headway.work.jobs import forecast
from tests.conftest import Statements
from tests.goals import world

pytestmark = pytest.mark.anyio


async def goal(ctx: Ctx, *values: float, **more: Any) -> KeyResultOut:
    """A key result from 0 to 100 of a cycle that is half over, with a value a week, the last one today."""
    now = await world.cycle(ctx, name=f"Cycle {len(await queries.cycles(ctx))}")
    above = await world.objective(ctx, now.id)
    made = await world.key_result(ctx, above.id, **more)
    await record(ctx, made.id, *values)
    return await queries.key_result(ctx, made.id)


async def record(ctx: Ctx, key: UUID, *values: float) -> None:
    for place, value in enumerate(values):
        await world.record(ctx, key, value, on=ctx.today - timedelta(days=7 * (len(values) - 1 - place)))


async def page(ctx: Ctx, key: UUID) -> Any:
    return await queries.key_result_page(ctx, key, world.names(ctx))


async def test_the_page_of_a_key_result_says_chance_range_and_pace(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36, unit="%")
    assert made.forecast is None
    await forecast(ctx)

    full = await page(ctx, made.id)

    said = full.key_result.forecast
    assert (said.n, said.enough, said.as_of, said.unit) == (4, True, ctx.today, "%")
    assert said.low80 < said.low50 < said.median < said.high50 < said.high80
    assert said.success_value == pytest.approx(70)
    assert said.pace_per_week == pytest.approx(36 * 7 / 46)
    assert said.needed_per_week == pytest.approx(34 * 7 / 45)
    assert said.sentence.startswith(f"{said.chance_display} chance to get to 70 % (70 % of the way) by ")
    assert "; needs 5.29 points a week, so far 5.48 points." in said.sentence
    assert said.sentence.endswith("From 4 values.")
    assert full.key_result.health.sentence == said.sentence
    assert ctx.today <= full.fan[0].on <= ctx.today + timedelta(days=7)
    assert full.fan[-1].on == full.key_result.ends_on
    assert full.fan[-1].median == pytest.approx(said.median, abs=0.1)


async def test_a_committed_goal_is_forecast_for_its_whole_target(ctx: Ctx) -> None:
    stretch = await goal(ctx, 15, 22, 30, 36)
    promised = await goal(ctx, 15, 22, 30, 36, commitment="committed")
    await forecast(ctx)
    easy = (await queries.key_result(ctx, stretch.id)).forecast
    hard = (await queries.key_result(ctx, promised.id)).forecast
    assert easy is not None
    assert hard is not None
    assert easy.chance is not None
    assert hard.chance is not None
    assert hard.chance < easy.chance
    assert hard.chance == easy.chance_full


async def test_one_value_is_not_enough_and_says_so(ctx: Ctx) -> None:
    made = await goal(ctx, 15)
    await forecast(ctx)
    full = await page(ctx, made.id)
    said = full.key_result.forecast
    assert (said.enough, said.chance, said.chance_display) == (False, None, "")
    assert said.sentence == "Not enough data for a forecast: it takes two values, 1 value so far."
    assert full.fan == []


async def test_health_is_by_forecast_from_three_values_on_also_in_lists(ctx: Ctx) -> None:
    # Far behind the pace by the table's last row, and quick enough lately by the forecast.
    two = await goal(ctx, 2, 14)
    many = await goal(ctx, 0, 2, 8, 22, 40)
    await forecast(ctx)
    assert (await queries.key_result(ctx, two.id)).health.state == "off_track"
    by_forecast = await queries.key_result(ctx, many.id)
    assert by_forecast.health.state == "on_track"
    assert "chance" in by_forecast.health.sentence
    (line,) = await queries.lines_of(ctx, [many.objective.id])
    assert (line.key_results[0].health, line.health.state) == ("on_track", "on_track")
    assert by_forecast.forecast is not None
    assert line.key_results[0].chance == line.chance == by_forecast.forecast.chance
    (other,) = await queries.lines_of(ctx, [two.objective.id])
    assert (other.key_results[0].chance, other.chance) == (None, None)


async def test_an_objective_takes_the_mean_chance_where_all_its_key_results_have_one(ctx: Ctx) -> None:
    good = await goal(ctx, 20, 35, 50, 64)
    bad = await world.key_result(ctx, good.objective.id, "Slow")
    await record(ctx, bad.id, 1, 2, 2, 3)
    await forecast(ctx)
    objective = await queries.objective(ctx, good.objective.id)
    chances = [(await queries.key_result(ctx, one)).forecast for one in (good.id, bad.id)]
    mean = sum(one.chance or 0 for one in chances if one) / 2
    assert objective.forecast.chance == pytest.approx(mean)
    assert objective.forecast.enough
    assert objective.health.state == "at_risk"
    assert objective.health.sentence.endswith("chance of success on average.")

    await world.key_result(ctx, good.objective.id, "New")
    less = (await queries.objective(ctx, good.objective.id)).forecast
    assert (less.chance, less.n, less.of) == (None, 2, 3)


async def test_a_forecast_of_more_than_a_week_ago_is_not_used(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    await forecast(ctx)
    later = Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now + timedelta(days=8), request_id="test")
    assert (await queries.key_result(later, made.id)).forecast is None


async def test_people_who_see_it_otherwise_are_asked(ctx: Ctx) -> None:
    made = await goal(ctx, 30, 45, 60, 69, confidence=2)
    await forecast(ctx)
    asked = (await queries.key_result(ctx, made.id)).health
    assert asked.question.startswith("The numbers say it goes well (")
    assert asked.question.endswith("confidence is 2 of 10. What do they know that the numbers do not?")
    agreed = await goal(ctx, 30, 45, 60, 69, confidence=6)
    await forecast(ctx)
    assert (await queries.key_result(ctx, agreed.id)).health.question == ""


async def test_the_forecast_stands_in_the_explanation(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    await forecast(ctx)
    told = await queries.explanation(ctx, "key_result", made.id, world.names(ctx))
    assert "chance to get to 70" in told.forecast
    above = await queries.explanation(ctx, "objective", made.objective.id, world.names(ctx))
    assert "weighted mean of its key results" in above.forecast
    assert above.health.state == told.health.state


async def test_writing_a_value_wakes_one_forecast_however_many_values_there_are(ctx: Ctx, client: Any) -> None:
    del client  # the app is what wires jobs to events
    made = await goal(ctx, 15, 22)
    await waiting(ctx)
    for value in (30, 36, 41):
        await world.record(ctx, made.id, value)
        await ctx.flush()
    assert await waiting(ctx) == 1


async def test_the_job_makes_what_is_due_and_may_run_again(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30)
    await forecast(ctx)
    first = (await queries.key_result(ctx, made.id)).forecast
    await forecast(ctx)
    assert (await queries.key_result(ctx, made.id)).forecast == first


async def test_a_job_that_was_killed_half_way_leaves_nothing_and_the_next_one_does_all(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30)
    async with ctx.connection.transaction(force_rollback=True):
        await forecast(ctx)
    assert (await queries.key_result(ctx, made.id)).forecast is None
    await forecast(ctx)
    assert (await queries.key_result(ctx, made.id)).forecast is not None


async def test_closing_a_cycle_judges_its_forecasts_and_opening_it_takes_that_back(ctx: Ctx, client: Any) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    cycle = made.cycle.id
    await forecast(ctx)
    empty = (await client.get("/forecasts/record")).json()
    assert (empty["forecasts"], empty["brier"], empty["made"], empty["open"]) == (0, None, 1, 1)
    assert empty["sentence"].startswith("No key result with a forecast has closed yet")

    await cycles.close_cycle(ctx, cycle)
    assert await judge_cycle(ctx, cycle) == 1
    assert await judge_cycle(ctx, cycle) == 1

    found = (await client.get("/forecasts/record")).json()
    assert (found["forecasts"], found["key_results"], found["open"]) == (1, 1, 0)
    assert 0 <= found["brier"] <= 1
    assert [one["n"] for one in found["bins"]] == [1]
    assert found["recalibration"] == {"adopted": False, "closed": 1, "missing": 49, "before": None, "after": None}
    closed = await queries.key_result(ctx, made.id)
    assert (closed.forecast, closed.health.question) == (None, "")
    await cycles.reopen_cycle(ctx, cycle, reason="Too early")
    await judge_cycle(ctx, cycle)
    assert (await client.get("/forecasts/record")).json()["forecasts"] == 0


async def test_no_transaction_makes_or_judges_more_than_a_batch(ctx: Ctx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever else writes then waits for a part of the work at most, never for the round of the whole company."""
    monkeypatch.setattr(forecasts, "AT_ONCE", 3)
    monkeypatch.setattr(judging, "AT_ONCE", 3)
    made = await goal(ctx, 15, 22, 30)
    for _ in range(6):
        await record(ctx, (await world.key_result(ctx, made.objective.id)).id, 10, 20)
    await ctx.flush()
    assert await in_parts(ctx, "work.forecast", "made_at is not null") == [3, 3, 1]
    await cycles.close_cycle(ctx, made.cycle.id)
    await ctx.flush()
    assert await in_parts(ctx, "goals.judge_forecasts", "scored_at is not null") == [3, 3, 1]
    told = await db.column(ctx, "select data ->> 'forecasts' from event where kind = 'goals.forecasts_judged'")
    assert told == ["7"]


async def in_parts(ctx: Ctx, name: str, done: LiteralString) -> list[int]:
    """Run a job as often as it asks to be run; what each of its transactions has done, without the empty ones."""
    run = next(job.run for job in main.JOBS if job.name == name)
    counts, seen = [0], 0
    while waiting := await db.tuples(
        ctx,
        """
        select id, args - 'workspace' from procrastinate_jobs
         where task_name = %(name)s and id > %(seen)s
         order by id
        """,
        name=name,
        seen=seen,
    ):
        seen = waiting[-1][0]
        await run(ctx, **waiting[0][1])
        await ctx.flush()
        counts.append(await db.value(ctx, f"select count(*) from forecast where {done}"))
    return [later - earlier for earlier, later in pairwise(counts) if later > earlier]


async def test_other_limits_of_health_reach_stored_forecasts_at_once(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    await forecast(ctx)
    chance = (await db.column(ctx, "select chance from forecast"))[0]
    assert (await queries.key_result(ctx, made.id)).health.state != "off_track"
    ctx.workspace = replace(ctx.workspace, settings={"health": {"likely": 0.99, "unsure": (1 + chance) / 2}})

    await forecast(ctx)

    assert (await queries.key_result(ctx, made.id)).health.state == "off_track"
    assert await db.column(ctx, "select held from forecast") == ["off_track"]


async def test_what_was_dropped_is_not_judged(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    await forecast(ctx)
    await key_results.drop_key_result(ctx, made.id, reason="No longer")
    await cycles.close_cycle(ctx, made.cycle.id)
    assert await judge_cycle(ctx, made.cycle.id) == 0


async def test_work_ahead_of_the_outcome_for_two_weeks_is_said(ctx: Ctx) -> None:
    made = await goal(ctx, 5)
    await linked(ctx, made.id)
    await progress.keep_readings(ctx)
    assert (await queries.key_result(ctx, made.id)).divergence is None
    later = Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now + timedelta(days=14), request_id="test")

    said = (await queries.key_result(later, made.id)).divergence
    above = (await queries.objective(later, made.objective.id)).divergence

    assert said is not None
    assert above is not None
    assert (said.which, said.since) == ("work_ahead", ctx.today)
    assert said.sentence.startswith("The work has been 70 points ahead of the outcome since")


async def test_an_outcome_far_ahead_of_the_work_is_said_at_once(ctx: Ctx) -> None:
    made = await goal(ctx, 100)
    await linked(ctx, made.id, done=1)
    said = (await queries.key_result(ctx, made.id)).divergence
    assert said is not None
    assert said.which == "outcome_ahead"
    assert said.gap == pytest.approx(0.75)


async def test_a_changed_target_is_forecast_anew(ctx: Ctx) -> None:
    made = await goal(ctx, 15, 22, 30, 36)
    await forecast(ctx)
    before = (await queries.key_result(ctx, made.id)).forecast
    patch = KeyResultPatch(target=Decimal(200), reason="More")
    await key_results.change_key_result(ctx, made.id, patch, version=made.version)
    await forecast(ctx)
    after = (await queries.key_result(ctx, made.id)).forecast
    assert before is not None
    assert after is not None
    assert (after.chance or 0) < (before.chance or 0) - 0.2


async def test_a_yes_or_no_with_linked_work_is_forecast_from_it(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    above = await world.objective(ctx, now.id)
    made = await key_results.add_key_result(ctx, above.id, KeyResultIn(title="Launched", kind=Kind.BINARY))
    await forecast(ctx)
    said = (await queries.key_result(ctx, made.id)).forecast
    assert said is not None
    assert (said.model, said.enough) == ("said", False)


@pytest.mark.parametrize("count", [3, 60])
async def test_forecasts_cost_a_list_no_statement(ctx: Ctx, statements: Statements, count: int) -> None:
    await world.many(ctx, count)
    await forecast(ctx)
    statements.clear()
    found = await queries.objective_list(ctx, queries.Filter(), limit=100)
    assert len(found.items) == count
    assert statements.count == 3


async def linked(ctx: Ctx, key: UUID, *, done: int = 3) -> None:
    from tests.progress.test_forecasts import piece  # noqa: PLC0415 - a builder of the room below

    await piece(ctx, key, done=done)


async def waiting(ctx: Ctx) -> int:
    """Forecasts that wait to be made, of this workspace."""
    await ctx.flush()
    found: int = await db.value(
        ctx,
        """
        select count(*) from procrastinate_jobs
         where task_name = 'work.forecast' and status = 'todo' and args ->> 'workspace' = %(workspace)s::text
        """,
        workspace=ctx.workspace.id,
    )
    return found

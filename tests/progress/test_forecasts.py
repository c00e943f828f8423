"""Forecasts of metrics: what they are made of, when they are made again, what is kept, and how they are judged."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import actions, queries
from headway.progress.actions import Hints
from headway.progress.rules.graph import Mode
from headway.progress.rules.linked_work import Work
from headway.progress.rules.metrics import Definition, Kind, Method
from headway.progress.rules.work import Totals
from headway.progress.schemas import Closing, NewLink, NewMeasurement, NewNode, Outlook
from tests.conftest import Statements

GONE = 60  # days of 91 that have gone by


def definition(ctx: Ctx, **more: Any) -> Definition:
    dates = {"starts_on": ctx.today - timedelta(days=GONE - 1), "ends_on": ctx.today + timedelta(days=91 - GONE)}
    given: dict[str, Any] = {"kind": Kind.INCREASE, "start": Decimal(20), "target": Decimal(120), **dates, **more}
    return Definition(**given)


async def metric(ctx: Ctx, *values: object, **more: Any) -> UUID:
    """A metric whose values were recorded one a week, the last one yesterday."""
    made, d = uuid4(), definition(ctx, **more)
    await actions.define_metric(ctx, made, d)
    node = NewNode(id=made, subject="key_result", mode=actions.mode_of(d.kind), when_empty=actions.when_empty(d.kind))
    await actions.add_node(ctx, node)
    await record(ctx, made, *values)
    return made


async def record(ctx: Ctx, key: UUID, *values: object) -> None:
    first = ctx.now - timedelta(days=7 * (len(values) - 1) + 1)
    await actions.record_measurements(
        ctx,
        [
            NewMeasurement(metric=key, value=Decimal(str(value)), effective_at=first + timedelta(days=7 * place))
            for place, value in enumerate(values)
        ],
    )


async def forecast(ctx: Ctx, hints: Hints | None = None) -> int:
    due = await queries.due(ctx, limit=500)
    return await actions.make_forecasts(ctx, due, hints or Hints())


async def outlook(ctx: Ctx, key: UUID) -> Outlook:
    return (await queries.outlooks(ctx, [key]))[key]


def told(ctx: Ctx) -> list[Any]:
    return [event for event in ctx.recorded if event.kind == "progress.forecast_changed"]


async def tomorrow(ctx: Ctx, days: int = 1) -> Ctx:
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now + timedelta(days=days), request_id="test")


async def test_a_metric_on_its_way_has_a_chance_a_median_and_a_fan(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71, 80)

    assert await forecast(ctx) == 1

    said = await outlook(ctx, key)
    assert (said.n, said.enough, said.model, said.as_of) == (5, True, "level", ctx.today)
    assert said.chance is not None
    assert said.chance_full is not None
    assert 0.5 < said.chance < 1
    assert said.chance_full < said.chance
    assert said.fan is not None
    assert said.fan[-1][0] == pytest.approx(13)
    assert said.fan[-1][3] == pytest.approx(said.median, abs=1e-3)
    assert (said.start, said.target, said.success) == (Decimal(20), Decimal(120), 0.7)
    assert said.pace == pytest.approx(0.6 / (GONE / 91))


async def test_what_has_a_forecast_of_today_is_not_due_until_something_changes(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60)
    await forecast(ctx)
    assert await queries.due(ctx, limit=10) == []

    await actions.record_measurement(ctx, NewMeasurement(metric=key, value=Decimal(65)))
    assert [one.id for one in await queries.due(ctx, limit=10)] == [key]
    await forecast(ctx)
    assert (await outlook(ctx, key)).n == 4

    d = msgspec.structs.replace(definition(ctx), v70=Decimal(100))
    await actions.change_metric(ctx, key, d)
    assert [one.id for one in await queries.due(ctx, limit=10)] == [key]


async def test_a_corrected_value_of_the_past_is_news_even_where_progress_stays(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60)
    await forecast(ctx)
    oldest = (await queries.measurements(ctx, key)).items[-1]
    before = await outlook(ctx, key)

    await actions.correct_measurement(ctx, oldest.id, NewMeasurement(metric=key, value=Decimal(58)))
    await forecast(ctx)

    after = await outlook(ctx, key)
    assert after.progress == before.progress
    assert after.chance != before.chance


async def test_made_twice_it_stays_the_same_and_nothing_is_told_again(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    due = await queries.due(ctx, limit=10)
    await actions.make_forecasts(ctx, due, Hints())
    first, said = await outlook(ctx, key), len(told(ctx))

    await actions.make_forecasts(ctx, due, Hints())

    again = await outlook(ctx, key)
    assert msgspec.structs.replace(again, made_at=first.made_at) == first
    assert (said, len(told(ctx))) == (1, 1)
    assert await count(ctx) == 1


async def test_a_new_day_makes_a_new_row_and_wakes_nobody_for_a_percent(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    await forecast(ctx)
    next_day = await tomorrow(ctx)

    assert await forecast(next_day) == 1

    assert await count(ctx) == 2
    assert told(next_day) == []
    assert (await outlook(next_day, key)).as_of == next_day.today
    drawn = await db.value(
        ctx, "select count(*) from forecast where workspace_id = %(w)s and fan is not null", w=ctx.workspace.id
    )
    assert drawn == 1


async def test_after_a_week_without_a_worker_the_next_run_catches_up_with_everything(ctx: Ctx) -> None:
    keys = [await metric(ctx, 40, 52, 60) for _ in range(3)]
    await forecast(ctx)
    later = await tomorrow(ctx, days=7)
    assert {one.id for one in await queries.due(later, limit=10)} == set(keys)
    assert await forecast(later) == 3
    assert await queries.due(later, limit=10) == []


@pytest.mark.parametrize(
    ("values", "more", "model"),
    [
        ((10, 22, 30), {"start": Decimal(0)}, "cumulative"),
        ((10, 22, 20), {"start": Decimal(0)}, "level"),
        ((10, 22, 30), {"start": Decimal(0), "unit": "%"}, "level"),
        ((40, 52), {}, "level"),
        ((90, 70), {"kind": Kind.DECREASE, "start": Decimal(100), "target": Decimal(20)}, "level"),
        ((10, 200), {"kind": Kind.REACH, "start": Decimal(0)}, "touch"),
        ((3, 2, 4), {"kind": Kind.MAINTAIN, "start": None, "target": None, "high": Decimal(5)}, "stay"),
        ((1,), {"kind": Kind.BINARY, "start": None, "target": None}, "none"),
    ],
)
async def test_every_kind_has_its_model(ctx: Ctx, values: tuple[int, ...], more: dict[str, Any], model: str) -> None:
    key = await metric(ctx, *values, **more)
    await forecast(ctx)
    assert (await outlook(ctx, key)).model == model


async def test_what_was_touched_once_is_certain(ctx: Ctx) -> None:
    key = await metric(ctx, 10, 130, 20, kind=Kind.REACH, start=Decimal(0))
    await forecast(ctx)
    assert (await outlook(ctx, key)).chance_full == 1.0


async def test_a_strict_band_that_was_broken_once_is_lost(ctx: Ctx) -> None:
    band = {"kind": Kind.MAINTAIN, "start": None, "target": None, "high": Decimal(0), "method": Method.STRICT}
    broken = await metric(ctx, 0, 1, 0, **band)
    held = await metric(ctx, 0, 0, 0, **band)
    await forecast(ctx)
    lost = await outlook(ctx, broken)
    assert (lost.chance, lost.chance_full) == (0.0, 0.0)
    fine = await outlook(ctx, held)
    assert fine.chance is not None
    assert 0.7 < fine.chance < 1  # no incident so far is no sign of any
    assert fine.held == "on_track"
    assert fine.fan == []


async def test_below_two_values_there_is_not_enough_data(ctx: Ctx) -> None:
    key = await metric(ctx, 40)
    await forecast(ctx)
    said = await outlook(ctx, key)
    assert (said.n, said.enough, said.held) == (1, False, None)


async def test_linked_work_is_counted_by_the_week(ctx: Ctx) -> None:
    key = await metric(ctx, kind=Kind.WORK, start=None, target=None)
    await piece(ctx, key)
    work = Work(past=(4, 6, 3, 5, 7, 2), weeks=(3, 4, 2, 5), left=9, done=0, leaves=40)
    await forecast(ctx, Hints(work={key: work}))
    said = await outlook(ctx, key)
    assert (said.model, said.n, said.enough) == ("work", 10, True)
    assert said.chance is not None
    assert said.chance_full is not None
    assert 0 < said.chance_full < said.chance < 1
    assert said.held is not None


async def test_a_yes_or_no_says_a_chance_only_when_enough_of_its_kind_have_closed(ctx: Ctx) -> None:
    key = await metric(ctx, kind=Kind.BINARY, start=None, target=None)
    await forecast(ctx, Hints(confidence={key: 8}))
    said = await outlook(ctx, key)
    assert (said.model, said.enough) == ("said", False)


async def test_the_mean_of_goals_follows_from_where_they_are_expected_to_end(ctx: Ctx) -> None:
    above = await metric(ctx, kind=Kind.OBJECTIVES, start=None, target=None)
    objective = uuid4()
    await actions.add_node(ctx, NewNode(id=objective, subject="objective", mode=Mode.MEAN))
    await actions.link(ctx, NewLink(child=objective, parent=above, kind="cascade"))
    good = await metric(ctx, 60, 80, 95, 110)
    await actions.link(ctx, NewLink(child=good, parent=objective, kind="measures"))
    await forecast(ctx)
    sure = await outlook(ctx, above)
    assert (sure.model, sure.enough) == ("objectives", True)

    bad = await metric(ctx, 20, 20, 21, 20)
    await actions.link(ctx, NewLink(child=bad, parent=objective, kind="measures"))
    await forecast(ctx)

    less = await outlook(ctx, above)
    assert sure.chance is not None
    assert less.chance is not None
    assert less.chance < sure.chance - 0.2


async def test_the_batch_costs_the_same_statements_for_any_number(ctx: Ctx, statements: Statements) -> None:
    for _ in range(2):
        await metric(ctx, 40, 52, 60)
    statements.clear()
    await forecast(ctx)
    few = statements.count
    for _ in range(8):
        await metric(ctx, 40, 52, 60)
    statements.clear()
    await forecast(ctx)
    assert statements.count == few <= 7


async def test_every_forecast_is_judged_when_its_period_has_closed(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    await forecast(ctx)
    await forecast(await tomorrow(ctx, days=7))
    await record(ctx, key, 95)
    closing = [Closing(metric=key, full=False)]

    assert await actions.judge_forecasts(ctx, closing) == 2
    assert await actions.judge_forecasts(ctx, closing) == 2  # again: the same

    assert await judged(ctx) == [True, True]
    await actions.judge_forecasts(ctx, [Closing(metric=key, full=True)])
    assert await judged(ctx) == [False, False]
    await actions.forget_judgement(ctx, [key])
    assert await judged(ctx) == [None, None]


async def test_a_forecast_is_judged_by_the_target_it_was_made_for(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    await forecast(ctx)
    easier = msgspec.structs.replace(definition(ctx), target=Decimal(80))
    await actions.change_metric(ctx, key, easier)
    later = await tomorrow(ctx)
    await forecast(later)

    await actions.judge_forecasts(later, [Closing(metric=key, full=False)])

    assert await judged(ctx) == [False, True]  # 71 is 51 % of the way to 120, and 85 % of that to 80


async def test_what_was_judged_is_not_made_again(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    due = await queries.due(ctx, limit=10)
    await actions.make_forecasts(ctx, due, Hints())
    await actions.judge_forecasts(ctx, [Closing(metric=key, full=False)])
    before = await outlook(ctx, key)
    await record(ctx, key, 10)
    await actions.make_forecasts(ctx, await queries.due(ctx, limit=10), Hints())
    assert (await outlook(ctx, key)).chance == before.chance


async def test_nothing_is_learnt_from_few(ctx: Ctx) -> None:
    key = await metric(ctx, 40, 52, 60, 71)
    await forecast(ctx)
    await actions.judge_forecasts(ctx, [Closing(metric=key, full=False)])
    await actions.learn(ctx)
    fit = await queries.forecast_fit(ctx)
    assert fit is not None
    assert (fit.closed, fit.adopted) == (1, False)


async def test_readings_are_kept_of_days_on_which_something_changed(ctx: Ctx) -> None:
    key = await metric(ctx, 40)
    assert await actions.keep_readings(ctx) == 1
    assert await actions.keep_readings(ctx) == 0
    next_day = await tomorrow(ctx)
    assert await actions.keep_readings(next_day) == 0
    await record(next_day, key, 60)
    assert await actions.keep_readings(next_day) == 1


async def test_work_that_is_ahead_is_remembered_since_the_first_day(ctx: Ctx) -> None:
    key = await metric(ctx, 20)
    await piece(ctx, key)
    await actions.keep_readings(ctx)
    assert await queries.ahead_since(ctx, [key]) == {key: ctx.today}
    later = await tomorrow(ctx, days=20)
    await record(later, key, 30)
    await actions.keep_readings(later)
    assert await queries.ahead_since(later, [key]) == {key: ctx.today}
    await record(later, key, 110)
    await actions.keep_readings(later)
    assert await queries.ahead_since(later, [key]) == {}


async def piece(ctx: Ctx, key: UUID, *, done: int = 2) -> UUID:
    """A piece of work of four tasks, linked to a metric."""
    made = uuid4()
    await actions.add_node(ctx, NewNode(id=made, subject="task", mode=Mode.WORK, totals=Totals(4, done)))
    await actions.link(ctx, NewLink(child=made, parent=key, kind="work"))
    return made


async def count(ctx: Ctx) -> int:
    found: int = await db.value(ctx, "select count(*) from forecast where workspace_id = %(w)s", w=ctx.workspace.id)
    return found


async def judged(ctx: Ctx) -> list[bool | None]:
    return await db.column(
        ctx, "select outcome from forecast where workspace_id = %(w)s order by as_of", w=ctx.workspace.id
    )

"""What forecasts take from linked work: weeks of done tasks, and the job that sees goals and work together."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import queries as progress
from headway.progress.schemas import Due
from headway.work.actions.forecasts import forecast_goals
from headway.work.queries.throughput import throughput
from headway.work.rules.throughput import weekly
from tests.work import build


async def due_of(ctx: Ctx, key: UUID) -> Due:
    return next(one for one in await progress.due(ctx, limit=100) if one.id == key)


def at(ctx: Ctx, day: date) -> Ctx:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=ctx.now.tzinfo)
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=moment, request_id="test")


async def done_on(ctx: Ctx, task: UUID, day: date, *, made: date | None = None) -> None:
    await db.run(
        ctx,
        """
        update task set closed_at = %(day)s::date + interval '12 hours', created_at = %(made)s::date
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=task,
        day=day,
        made=made or day - timedelta(days=1),
    )


async def test_tasks_count_in_the_week_in_which_they_were_done(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)  # January to March 2026
    project = await build.project(ctx)
    days = [date(2025, 12, 20), date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 20)]
    for day in days:
        task = await build.task(ctx, project.id, f"Done on {day}")
        await build.turn(ctx, task, "done")
        await done_on(ctx, task.id, day)
    left = await build.task(ctx, project.id, "To be done")
    await done_on(ctx, left.id, date(2026, 1, 1), made=date(2026, 1, 16))
    await build.link(ctx, goal, project_id=project.id)
    await build.link(ctx, goal, task_id=(await build.task(ctx, (await build.project(ctx, "Else")).id)).id)
    then = at(ctx, date(2026, 1, 21))

    found = (await throughput(then, [await due_of(then, goal)]))[goal]

    assert found.weeks == (1, 2, 1)
    assert found.past == (1, 0)
    assert found.added[:1] == (2,)
    assert (found.done, found.leaves) == (5, 7)
    assert found.left == pytest.approx(69 / 7)


async def test_the_job_forecasts_a_goal_of_work_from_it(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 2)
    project = await build.project(ctx)
    tasks = [await build.task(ctx, project.id, f"Task {place}") for place in range(8)]
    await build.link(ctx, goal, project_id=project.id)
    for place, task in enumerate(tasks[:5]):
        await build.turn(ctx, task, "done")
        await done_on(ctx, task.id, date(2026, 1, 5) + timedelta(days=5 * place), made=date(2026, 1, 1))
    then = at(ctx, date(2026, 2, 10))

    assert not await forecast_goals(then)

    said = (await progress.outlooks(ctx, [goal]))[goal]
    assert (said.model, said.enough) == ("work", True)
    assert said.chance is not None
    assert said.chance > 0.6


async def test_of_an_empty_project_nothing_is_foretold(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    await build.link(ctx, goal, project_id=(await build.project(ctx)).id)
    then = at(ctx, date(2026, 2, 25))
    assert await throughput(then, [await due_of(then, goal)]) == {}
    await forecast_goals(then)
    said = (await progress.outlooks(ctx, [goal])).get(goal)
    assert said is None or (said.enough, said.chance) == (False, None)


@pytest.mark.parametrize(
    ("today", "first_on", "past", "weeks"),
    [
        (date(2026, 1, 6), date(2026, 1, 1), 0, 0),
        (date(2026, 1, 7), date(2026, 1, 1), 0, 1),  # the seventh day is over at its end
        (date(2026, 1, 14), date(2025, 12, 31), 1, 2),
        (date(2026, 1, 14), date(2020, 1, 1), 13, 2),
        (date(2026, 1, 14), date(2026, 1, 3), 0, 2),
        (date(2026, 2, 25), date(2026, 2, 13), 0, 2),  # begun in the middle of the period
        (date(2026, 2, 25), date(2026, 2, 25), 0, 1),
        (date(2026, 2, 25), date(2026, 2, 26), 0, 0),
    ],
)
def test_only_whole_weeks_count_and_none_before_there_was_work(
    today: date, first_on: date, past: int, weeks: int
) -> None:
    found = weekly((date(2026, 1, 1), date(2026, 3, 31)), today, first_on=first_on, done={}, added={}, counts=(0, 4))
    assert (len(found.past), len(found.weeks)) == (past, weeks)

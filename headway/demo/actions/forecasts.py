"""The forecasts that the sample company would have seen, week by week, and what became of them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from headway.core.ctx import Ctx
from headway.demo.actions.goals import GoalIds
from headway.demo.rules.values import Company
from headway.goals.actions.judging import judge_cycle
from headway.progress import actions as progress
from headway.work.actions.forecasts import forecast_goals

SUNDAY_NIGHT = time(23, 40)


async def write_forecasts(ctx: Ctx, company: Company, goals: GoalIds) -> None:
    """One a week since the first quarter; those of closed quarters are scored. Then those of today, as always."""
    await progress.hold_forecasts(ctx)
    metrics = [goals.key_results[result.key] for result in company.key_results]
    for moment in _nights(company, ZoneInfo(ctx.workspace.zone)):
        then = Ctx(ctx.connection, ctx.workspace, ctx.actor, now=moment, settings=ctx.settings)
        await progress.make_past_forecasts(then, metrics)
    for cycle in company.cycles:
        if cycle.state == "closed":
            await judge_cycle(ctx, goals.cycles[cycle.key])
    while await forecast_goals(ctx):
        pass


def _nights(company: Company, zone: ZoneInfo) -> Iterator[datetime]:
    """Every Sunday of the past quarters and of this one, and yesterday, so that today brings little news."""
    on = min(cycle.start for cycle in company.cycles) + timedelta(days=6)
    yesterday = company.today - timedelta(days=1)
    while on < yesterday:
        yield datetime.combine(on, SUNDAY_NIGHT, zone)
        on += timedelta(days=7)
    yield datetime.combine(yesterday, SUNDAY_NIGHT, zone)

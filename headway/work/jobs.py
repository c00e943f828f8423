"""What happens to work on its own, and the forecasts of what it is done for."""

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.work.actions.forecasts import forecast_goals
from headway.work.actions.removal import forget_deleted

WAKES = (
    "organisation.workspace_edited",
    "progress.changed",
    "goals.measurement_recorded",
    "goals.measurement_corrected",
    "goals.measurement_retracted",
    "goals.key_result_changed",
    "goals.key_result_created",
    "goals.key_result_restored",
    "goals.objective_created",
    "goals.objective_activated",
    "goals.objective_restored",
    "goals.cycle_changed",
    "goals.cycle_reopened",
    "goals.made_in_bulk",
)


async def forget_old_deletions(ctx: Ctx) -> None:
    """Deleted tasks are kept for 30 days."""
    await forget_deleted(ctx)


async def forecast(ctx: Ctx) -> None:
    """A part of what is due, then the rest. Of each day the first hour in which it runs makes all of them anew."""
    if await forecast_goals(ctx):
        await ctx.later("work.forecast")


JOBS = [
    Job(name="work.forget_deleted", run=forget_old_deletions, every="20 3 * * *"),
    Job(name="work.forecast", run=forecast, every="12 * * * *", after=WAKES, once=True),
]

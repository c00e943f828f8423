"""Forecasts of all goals: from here, because this room sees the work that some of them are made of."""

from headway.core.ctx import Ctx
from headway.goals import queries as goals
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Kind
from headway.work.queries.throughput import throughput

AT_ONCE = 50  # metrics in one transaction, a tenth of a second: nobody should wait for the night's round
COUNTED = {Kind.WORK.value, Kind.MILESTONE.value, Kind.BINARY.value}
SAID = {Kind.MILESTONE.value, Kind.BINARY.value}


async def forecast_goals(ctx: Ctx) -> bool:
    """Make the forecasts that are due; True where there may be more. May run any number of times."""
    await progress.hold_forecasts(ctx)
    limits = goals.thresholds(ctx)
    due = await metrics.due(ctx, limit=AT_ONCE, thresholds=limits)
    if not due:
        return False
    hints = progress.Hints(
        work=await throughput(ctx, [one for one in due if one.kind in COUNTED]),
        confidence=await goals.confidences(ctx, [one.id for one in due if one.kind in SAID]),
        thresholds=limits,
    )
    await progress.make_forecasts(ctx, due, hints)
    return len(due) == AT_ONCE

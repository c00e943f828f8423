"""What became of the forecasts of a cycle: judged when it closes, taken back when it opens again."""

from uuid import UUID

from headway.core.ctx import Ctx
from headway.goals.queries.stated import of_cycle
from headway.progress import actions as progress
from headway.progress.schemas import Closing

AT_ONCE = 200  # key results


async def judge_cycle(ctx: Ctx, cycle_id: UUID) -> int:
    """By what the cycle is now, closed or open; how many forecasts were scored. May run again."""
    ended = await of_cycle(ctx, cycle_id)
    await progress.hold_forecasts(ctx)
    scored = 0
    for place in range(0, len(ended), AT_ONCE):
        some = ended[place : place + AT_ONCE]
        await progress.forget_judgement(ctx, [one.id for one in some])
        closings = [Closing(metric=one.id, full=one.commitment == "committed") for one in some if one.closed]
        scored += await progress.judge_forecasts(ctx, closings) if closings else 0
    await progress.learn(ctx)
    if ended:
        await ctx.record("goals.forecasts_judged", "cycle", cycle_id, data={"forecasts": scored})
    return scored

"""What became of the forecasts of a cycle: judged when it closes, taken back when it opens again."""

from uuid import UUID

from msgspec import Struct

from headway.core.ctx import Ctx
from headway.goals.queries.stated import of_cycle
from headway.progress import actions as progress
from headway.progress.schemas import Closing

AT_ONCE = 25  # key results in one transaction, with some ninety forecasts each
FIRST = UUID(int=0)  # before the id of any key result


class Judged(Struct, frozen=True):
    """How far a cycle is judged: all key results up to `last`, and how many forecasts were scored."""

    last: UUID = FIRST
    forecasts: int = 0
    over: bool = False


async def judge_some(ctx: Ctx, cycle_id: UUID, so_far: Judged) -> Judged:
    """The next key results, by what the cycle is now, closed or open; after the last of all what they teach.

    May run again.
    """
    some = await of_cycle(ctx, cycle_id, after=so_far.last, most=AT_ONCE)
    await progress.hold_forecasts(ctx)
    if not some:
        await progress.learn(ctx)
        if so_far.last != FIRST:
            await ctx.record("goals.forecasts_judged", "cycle", cycle_id, data={"forecasts": so_far.forecasts})
        return Judged(so_far.last, so_far.forecasts, over=True)
    await progress.forget_judgement(ctx, [one.id for one in some])
    closings = [Closing(metric=one.id, full=one.commitment == "committed") for one in some if one.closed]
    scored = await progress.judge_forecasts(ctx, closings) if closings else 0
    return Judged(some[-1].id, so_far.forecasts + scored)


async def judge_cycle(ctx: Ctx, cycle_id: UUID) -> int:
    """All of it in one transaction, for a demo company that nobody looks at yet; how many forecasts were scored."""
    judged = Judged()
    while not judged.over:
        judged = await judge_some(ctx, cycle_id, judged)
    return judged.forecasts

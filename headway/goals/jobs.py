"""What the goals do by themselves."""

from typing import Any
from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.goals.actions.cycles import plan_year
from headway.goals.actions.judging import Judged, judge_some
from headway.goals.rules.cycles import year_of


async def plan_first_year(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:  # noqa: ARG001 - every listener gets both
    """A new workspace begins with the cycles of the current year; a sample brings its own."""
    if data.get("start") != "sample":
        await plan_year(ctx, year_of(ctx.today, ctx.workspace.year_start_month))


async def judge(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:
    """Every forecast of a closed cycle is compared with what happened: some key results, then the rest."""
    so_far = Judged(UUID(data["judged_to"]), data["judged"]) if "judged_to" in data else Judged()
    judged = await judge_some(ctx, UUID(subject), so_far)
    if not judged.over:
        place = {"judged_to": str(judged.last), "judged": judged.forecasts}
        await ctx.later("goals.judge_forecasts", subject=subject, data=place)


JOBS = [
    Job(name="goals.plan_first_year", run=plan_first_year, after=("organisation.workspace_created",), at_once=True),
    Job(name="goals.judge_forecasts", run=judge, after=("goals.cycle_closed", "goals.cycle_reopened")),
]

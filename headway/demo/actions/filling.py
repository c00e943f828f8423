"""The whole sample, put into the workspace of the ctx."""

from zoneinfo import ZoneInfo

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden
from headway.demo import queries
from headway.demo.access import can_load_sample
from headway.demo.actions.forecasts import write_forecasts
from headway.demo.actions.goals import write_goals
from headway.demo.actions.history import Known, retell
from headway.demo.actions.past import write_readings
from headway.demo.actions.people import write_people
from headway.demo.actions.rituals import write_rituals
from headway.demo.actions.work import write_work
from headway.demo.rules import company
from headway.demo.rules.history import history
from headway.demo.schemas import SampleOut
from headway.progress import actions as progress
from headway.rituals.actions.bulk_reviews import add_chances


class SampleThere(Conflict):
    code = "demo.present"
    title = "There is sample content in this workspace already. Clear it first"


async def load_sample(ctx: Ctx, *, seed: int = 1) -> SampleOut:
    """Bring the sample company in, as it stands today in the workspace's time zone; everything is marked as sample.

    Raises `SampleThere`, `Forbidden`.
    """
    if not can_load_sample(ctx.actor):
        raise Forbidden("Only administrators bring the sample company in.")
    await progress.lock_graph(ctx)
    if (await queries.sample(ctx)).present:
        raise SampleThere
    made = company(ctx.today, seed, ZoneInfo(ctx.workspace.zone))
    ids = await write_people(ctx, made)
    goals, numbers = await write_goals(ctx, made, ids)
    tasks = await write_work(ctx, made, ids, goals.key_results)
    told, known = history(made), Known(ids, goals, tasks, numbers)
    await write_rituals(ctx, made, told, known, seed=seed)
    await write_readings(ctx, told, known)
    await write_forecasts(ctx, made, goals)
    await add_chances(ctx)
    retell(ctx, made, told, known)
    await ctx.record("demo.sample_loaded", "workspace", ctx.workspace.id, data={"seed": seed})
    return await queries.sample(ctx)

"""Taking the sample out again, by one click."""

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden
from headway.demo.access import can_clear_sample
from headway.demo.schemas import Cleared
from headway.goals.actions import bulk as goals
from headway.identity import queries as identity
from headway.organisation.access import can_delete_workspace
from headway.organisation.actions import bulk as organisation
from headway.organisation.actions import workspaces
from headway.rituals.actions import bulk as rituals
from headway.work.actions import bulk as work


async def clear_sample(ctx: Ctx) -> Cleared:
    """Remove everything that is marked as sample, for good, and what was put inside sample goals and projects.

    What people made beside it stays, and so does a sample person or team that it needs. A workspace that was made for
    the sample goes as a whole where its owner has another one; otherwise it becomes an ordinary, empty one.
    """
    if not can_clear_sample(ctx.actor):
        raise Forbidden("Only administrators clear the sample.")
    if await _goes_as_a_whole(ctx):
        await workspaces.delete_workspace(ctx, typed=ctx.workspace.name)
        return Cleared(workspace_deleted=True, objectives=0, tasks=0, people_and_teams=0)
    await rituals.clear_samples(ctx)
    tasks = await work.clear_sample(ctx)
    objectives = await goals.clear_samples(ctx)
    people_and_teams = await organisation.remove_sample(ctx)
    await ctx.record("demo.sample_cleared", "workspace", ctx.workspace.id)
    return Cleared(workspace_deleted=False, objectives=objectives, tasks=tasks, people_and_teams=people_and_teams)


async def _goes_as_a_whole(ctx: Ctx) -> bool:
    if not ctx.workspace.sample or ctx.actor.account is None or not can_delete_workspace(ctx.actor):
        return False
    mine = await identity.workspaces_of(ctx, ctx.actor.account)
    return any(other.id != ctx.workspace.id for other in mine)

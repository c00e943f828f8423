"""What happens to work on its own."""

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.work.actions.removal import forget_deleted


async def forget_old_deletions(ctx: Ctx) -> None:
    """Deleted tasks are kept for 30 days."""
    await forget_deleted(ctx)


JOBS = [Job(name="work.forget_deleted", run=forget_old_deletions, every="20 3 * * *")]

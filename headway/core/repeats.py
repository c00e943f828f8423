"""Answers to keyed writes are kept for retries, and no longer."""

from headway.core import db
from headway.core.ctx import Ctx

KEPT_HOURS = 72


async def forget_old(ctx: Ctx) -> int:
    """Drop the kept answers of the workspace that no retry will ask for any more; how many there were."""
    return await db.run(
        ctx,
        """
        delete from idempotency
         where workspace_id = %(workspace)s and created_at < %(now)s - make_interval(hours => %(hours)s)
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        hours=KEPT_HOURS,
    )

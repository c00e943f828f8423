"""The day a first value is asked for: the calendar of check-ins knows it, health reads it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx


async def place_first_check_ins(ctx: Ctx, days: Mapping[UUID, date]) -> int:
    """Keep the day of each key result's first check-in; how many are new or moved. Derived: no version, no event."""
    if not days:
        return 0
    return await db.run(
        ctx,
        """
        update key_result as k
           set first_check_in_on = d.day
          from unnest(%(ids)s::uuid[], %(days)s::date[]) as d (id, day)
         where k.workspace_id = %(workspace)s and k.id = d.id and k.first_check_in_on is distinct from d.day
        """,
        workspace=ctx.workspace.id,
        ids=list(days),
        days=list(days.values()),
    )

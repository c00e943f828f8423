"""From which numbers on a goal is on track, at risk, off track or stale, as the workspace has it."""

import msgspec

from headway.core.ctx import Ctx
from headway.goals.access import can_set_thresholds
from headway.goals.queries.shaping import thresholds
from headway.goals.schemas.thresholds import ThresholdsCan, ThresholdsIn, ThresholdsOut
from headway.organisation.queries import workspaces

NAME = "health"


async def thresholds_out(ctx: Ctx) -> ThresholdsOut:
    """Those that hold, with the defaults beside them."""
    return ThresholdsOut(
        values=msgspec.convert(msgspec.to_builtins(thresholds(ctx)), ThresholdsIn),
        defaults=ThresholdsIn(),
        check_in_days=ctx.workspace.check_in_days,
        version=(await workspaces.workspace(ctx)).version,
        can=ThresholdsCan(edit=can_set_thresholds(ctx.actor)),
    )

"""Setting from which numbers on a goal is on track, at risk, off track or stale."""

import msgspec

from headway.core.ctx import Ctx
from headway.core.errors import FieldError, Forbidden, Invalid
from headway.goals.access import can_set_thresholds
from headway.goals.queries import health_settings as queries
from headway.goals.rules.thresholds import refusals
from headway.goals.schemas.thresholds import ThresholdsIn, ThresholdsOut
from headway.organisation.actions import workspaces
from headway.progress.rules.health import DEFAULTS, Thresholds


async def set_thresholds(ctx: Ctx, given: ThresholdsIn, *, version: int) -> ThresholdsOut:
    """Keep them for the whole workspace; health follows at once, stored forecasts soon after by their job.

    Only what differs from the defaults is kept. Raises `Invalid`, `Forbidden`, `Stale`.
    """
    if not can_set_thresholds(ctx.actor):
        raise Forbidden("Only administrators decide from when on a goal is at risk.")
    chosen = msgspec.structs.asdict(given)
    wrong = refusals(Thresholds(**chosen))
    if wrong:
        errors = [FieldError(one.field, one.message) for one in wrong]
        raise Invalid(wrong[0].message, code=wrong[0].code, errors=errors)
    kept = {name: value for name, value in chosen.items() if value != getattr(DEFAULTS, name)}
    await workspaces.keep_settings(ctx, queries.NAME, kept, version=version)
    return await queries.thresholds_out(ctx)

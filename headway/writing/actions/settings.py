"""How much the coach says in a workspace, and which rules are off."""

import msgspec

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid
from headway.organisation.actions import workspaces
from headway.writing import access
from headway.writing.queries import reviews as queries
from headway.writing.rules.guidance import rules
from headway.writing.schemas.settings import SettingsIn, SettingsOut


async def change_settings(ctx: Ctx, asked: SettingsIn, *, version: int) -> SettingsOut:
    """Keep them for everybody in the workspace. Raises Invalid for a rule there is not, Stale."""
    if not access.can_change_settings(ctx.actor):
        raise Forbidden("Only administrators decide how strict the coach is.")
    unknown = [name for name in asked.off if name not in rules()]
    if unknown:
        raise Invalid.field("off", f"There is no rule {unknown[0]}.", code="writing.unknown_rule")
    kept = queries.Settings(asked.strictness, tuple(dict.fromkeys(sorted(asked.off))))
    await workspaces.keep_settings(ctx, queries.NAME, msgspec.to_builtins(kept), version=version)
    return await queries.settings_out(ctx)

"""How sure the people behind a key result are that they will make it."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.actions.events import said
from headway.goals.actions.measurements import recordable


async def rate_confidence(ctx: Ctx, key_result_id: UUID, confidence: int) -> int:
    """0 to 10, by whoever may record its values; returns what it was before.

    A statement of the week, not an edit: its version stays, so that nobody who edits its words is put off. Raises as
    `recordable`.
    """
    old = await recordable(ctx, key_result_id)
    if old.confidence == confidence:
        return confidence
    await db.run(
        ctx,
        "update key_result set confidence = %(confidence)s where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=key_result_id,
        confidence=confidence,
    )
    await ctx.record(
        "goals.confidence_rated",
        "key_result",
        key_result_id,
        version=old.version,
        data=said({"confidence": (old.confidence, confidence)}),
    )
    return old.confidence

"""What chat channels are told: written with the events, sent by jobs, never in anybody's way."""

from collections.abc import Sequence

from headway.core.ctx import Ctx
from headway.notifications.rules.notices import Happened


async def tell_chats(ctx: Ctx, events: Sequence[Happened]) -> None:
    """Chat comes with its own step."""
    del ctx, events

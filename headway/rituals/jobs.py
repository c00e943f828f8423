"""What rituals do by themselves."""

from typing import Any

import msgspec

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.rituals.actions import reminders
from headway.rituals.rules.reminders import Due


async def read_clock(ctx: Ctx) -> None:
    """Every five minutes, on the minute: reminders are set for such times."""
    await reminders.read_clock(ctx)


async def take_step(ctx: Ctx, *, due: dict[str, Any]) -> None:
    """One team, one occurrence, one transaction."""
    await reminders.take(ctx, msgspec.convert(due, Due))


async def forget_old(ctx: Ctx) -> None:
    await reminders.forget_old(ctx)


JOBS: list[Job] = [
    Job(name="rituals.read_clock", run=read_clock, every="*/5 * * * *"),
    Job(name="rituals.take_step", run=take_step),
    Job(name="rituals.forget_old_reminders", run=forget_old, every="25 3 * * *"),
]

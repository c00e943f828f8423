"""What rituals do by themselves."""

from typing import Any

import msgspec

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.rituals.actions import first_check_ins, reminders
from headway.rituals.rules.reminders import Due


async def read_clock(ctx: Ctx) -> None:
    """Every five minutes, on the minute: reminders are set for such times."""
    await reminders.read_clock(ctx)


async def take_step(ctx: Ctx, *, due: dict[str, Any]) -> None:
    """One team, one occurrence, one transaction."""
    await reminders.take(ctx, msgspec.convert(due, Due))


async def place_first_check_ins(ctx: Ctx) -> None:
    """Soon after what it follows from has changed; every hour for what came without an event."""
    await first_check_ins.place(ctx)


async def forget_old(ctx: Ctx) -> None:
    await reminders.forget_old(ctx)


_PLACES_FIRST_CHECK_INS = (
    "goals.key_result_created",
    "goals.key_result_cascaded",
    "goals.key_result_changed",
    "goals.made_in_bulk",
    "goals.measurement_retracted",
    "goals.objective_changed",
    "rituals.calendar_changed",
)
JOBS: list[Job] = [
    Job(name="rituals.read_clock", run=read_clock, every="*/5 * * * *"),
    Job(name="rituals.take_step", run=take_step),
    Job(
        name="rituals.place_first_check_ins",
        run=place_first_check_ins,
        every="23 * * * *",
        after=_PLACES_FIRST_CHECK_INS,
        once=True,
    ),
    Job(name="rituals.forget_old_reminders", run=forget_old, every="25 3 * * *"),
]

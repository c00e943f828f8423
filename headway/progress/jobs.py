"""Timetables of the room."""

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.progress import actions


async def advance(ctx: Ctx) -> None:
    """Every hour, because the day begins at another hour in each time zone; what was seen today is not seen again."""
    await actions.advance_time(ctx)
    await actions.keep_readings(ctx)


JOBS = [Job(name="progress.advance", run=advance, every="7 * * * *")]

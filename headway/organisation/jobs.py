"""After the answer: what a change of an account means for its workspaces."""

from uuid import UUID

from headway.core import repeats
from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.organisation.actions import members


async def take_account_name(ctx: Ctx, *, account: str) -> None:
    await members.take_account_name(ctx, UUID(account))


async def forget_answers(ctx: Ctx) -> None:
    """What keyed writes were answered is kept for 72 hours."""
    await repeats.forget_old(ctx)


JOBS = [
    Job(name="organisation.take_account_name", run=take_account_name),
    Job(name="organisation.forget_answers", run=forget_answers, every="40 * * * *"),
]

"""After the answer: what a change of an account means for its workspaces."""

from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.organisation.actions import members


async def take_account_name(ctx: Ctx, *, account: str) -> None:
    await members.take_account_name(ctx, UUID(account))


JOBS = [Job(name="organisation.take_account_name", run=take_account_name)]

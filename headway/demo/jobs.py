"""The sample for people who have just begun and want to look at it."""

from typing import Any
from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.demo.actions import make_beside


async def make_sample_beside(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:  # noqa: ARG001 - every listener gets both
    """After a new workspace whose owner asked for the demo."""
    if data.get("start") == "demo":
        await make_beside(ctx, UUID(data["account"]))


JOBS = [Job(name="demo.make_sample_beside", run=make_sample_beside, after=("organisation.workspace_created",))]

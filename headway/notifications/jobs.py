"""What notifications do by themselves: read the log, send mails."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.notifications.actions import gathering, mails

KEPT_DAYS = 180


async def gather(ctx: Ctx, *, tries: int = 0, subject: str = "", data: dict[str, Any] | None = None) -> None:
    """Every minute, and soon after what people wait for."""
    del subject, data  # the log is read by its own cursor, whatever woke us
    await gathering.gather(ctx, tries=tries)


async def send_mails(ctx: Ctx) -> None:
    """Every minute: what was put off by quiet hours, and digests."""
    await mails.send_due(ctx)


async def mail_person(ctx: Ctx, *, member: str) -> None:
    await mails.mail_person(ctx, UUID(member))


async def sweep(ctx: Ctx) -> None:
    """What is done is kept for half a year, secrets of mails for a year."""
    oldest = ctx.now - timedelta(days=KEPT_DAYS)
    for statement in _OLD:
        await db.run(ctx, statement, workspace=ctx.workspace.id, oldest=oldest)


_OLD = (
    "delete from notification where workspace_id = %(workspace)s and at < %(oldest)s",
    """
    delete from notification_key
     where workspace_id = %(workspace)s and purpose = 'unsubscribe' and created_at < %(oldest)s - interval '6 months'
    """,
)

SOON = (
    "organisation.shared",
    "rituals.reminded",
    "rituals.missed",
    "rituals.check_in_asked",
    "goals.key_result_changed",
    "goals.objective_changed",
    "goals.measurement_recorded",
    "work.task_created",
    "work.task_edited",
)
JOBS: list[Job] = [
    Job(name="notifications.gather", run=gather, every="* * * * *", after=SOON),
    Job(name="notifications.send_mails", run=send_mails, every="* * * * *"),
    Job(name="notifications.mail_person", run=mail_person),
    Job(name="notifications.sweep", run=sweep, every="35 3 * * *"),
]

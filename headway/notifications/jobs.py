"""What notifications do by themselves: read the log, send mails, post to chat."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.notifications.actions import channels, chat_posting, chat_sending, gathering, mails
from headway.notifications.rules.notices import FOLLOWED, HEALTH
from headway.rituals.rules.calendar import Kind

KEPT_DAYS = 180


async def gather(ctx: Ctx, *, tries: int = 0) -> None:
    """A second after what people wait for; every minute for the rest. The log is read by its own cursor."""
    await gathering.gather(ctx, tries=tries)


async def send_mails(ctx: Ctx) -> None:
    """Every minute: what was put off by quiet hours, and digests."""
    await mails.send_due(ctx)


async def mail_person(ctx: Ctx, *, member: str) -> None:
    await mails.mail_person(ctx, UUID(member))


async def sweep(ctx: Ctx) -> None:
    """What is done is kept for half a year, secrets of mails for a year; what old keys sealed is sealed anew."""
    oldest = ctx.now - timedelta(days=KEPT_DAYS)
    for statement in _OLD:
        await db.run(ctx, statement, workspace=ctx.workspace.id, oldest=oldest)
    await channels.reseal(ctx)


async def chat_called(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:
    kind: Kind = data["kind"]
    await chat_posting.ritual_called(ctx, UUID(subject), key=str(data["key"]), kind=kind)


async def chat_meeting(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:
    await chat_posting.meeting_begun(ctx, UUID(subject), UUID(data["team_id"]))


async def chat_closed(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:  # noqa: ARG001 - every listener gets both
    await chat_posting.cycle_closed(ctx, UUID(subject))


async def chat_revealed(ctx: Ctx, *, subject: str, data: dict[str, Any]) -> None:
    await chat_posting.scores_revealed(ctx, UUID(subject), UUID(data["cycle"]))


async def chat_due(ctx: Ctx) -> None:
    """Every minute: what waited for its time, or for another try, or broke off."""
    await chat_posting.tell_week(ctx)
    await chat_posting.send_due(ctx)


_OLD = (
    "delete from notification where workspace_id = %(workspace)s and at < %(oldest)s",
    """
    delete from notification_key
     where workspace_id = %(workspace)s and purpose = 'unsubscribe' and created_at < %(oldest)s - interval '6 months'
    """,
    "delete from chat_delivery where workspace_id = %(workspace)s and at < %(oldest)s",
)

JOBS: list[Job] = [
    Job(name="notifications.gather", run=gather, every="* * * * *", after=tuple(sorted(FOLLOWED - HEALTH)), once=True),
    Job(name="notifications.send_mails", run=send_mails, every="* * * * *"),
    Job(name="notifications.mail_person", run=mail_person),
    Job(name="notifications.chat_called", run=chat_called, after=("rituals.called",)),
    Job(name="notifications.chat_meeting", run=chat_meeting, after=("rituals.meeting_begun",)),
    Job(name="notifications.chat_closed", run=chat_closed, after=("goals.cycle_closed",)),
    Job(name="notifications.chat_revealed", run=chat_revealed, after=("rituals.grading_revealed",)),
    Job(name="notifications.chat_due", run=chat_due, every="* * * * *"),
    Job(
        name="notifications.chat_send",
        run=chat_sending.claim,
        outside=chat_sending.post,
        settle=chat_sending.settle,
    ),
    Job(name="notifications.sweep", run=sweep, every="35 3 * * *"),
]

"""After the answer: mails, and sweeping out what has ended."""

from uuid import UUID

import anyio.to_thread

from headway.core import db, log, mail
from headway.core.ctx import Ctx
from headway.core.queue import Job
from headway.identity.actions import links


async def send_reset(ctx: Ctx, *, email: str) -> None:
    await links.send_reset(ctx, email)


async def send_mail(ctx: Ctx, *, mail: str) -> None:
    """Send one mail from the outbox; it may run twice, the mail goes once. Without a mail server it stays there."""
    await _send(ctx, UUID(mail))


async def sweep(ctx: Ctx) -> None:
    """Delete what has ended: sessions, links and mails of the past, tries that no longer count."""
    for statement in _ENDED:
        await db.run(ctx, statement)


async def _send(ctx: Ctx, outgoing: UUID) -> None:
    if not ctx.settings.smtp_url:
        log.get("mail").info("no mail server is set: `headway outbox` shows the mail", mail=str(outgoing))
        return
    waiting = await mail.take(ctx, outgoing)
    if waiting is None:
        return
    letter = mail.message(waiting, sender=ctx.settings.mail_from)
    await anyio.to_thread.run_sync(mail.send, letter, ctx.settings.smtp_url)
    await mail.mark_sent(ctx, outgoing)


_ENDED = (
    "delete from session where expires_at < now() or seen_at < now() - make_interval(days => idle_days)",
    "delete from link where expires_at < now() - interval '7 days'",
    "delete from throttle where at < now() - interval '1 day'",
    "delete from outbox_mail where created_at < now() - interval '30 days'",
    "delete from token where revoked_at < now() - interval '90 days'",
)

JOBS = [
    Job(name="identity.send_reset", run=send_reset),
    Job(name="identity.send_mail", run=send_mail),
    Job(name="identity.sweep", run=sweep, every="17 3 * * *", instance=True),
]

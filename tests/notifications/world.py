"""What tests of notifications share: publish what was recorded, let the jobs run, read what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core.ctx import SYSTEM, Ctx
from headway.notifications.actions import gathering, mails
from headway.notifications.queries import inbox
from headway.notifications.schemas.inbox import InboxOut
from headway.rituals.actions import reminders
from headway.rituals.rules.reminders import Due
from tests.make import Make, Member


def system(make: Make, at: datetime | None = None) -> Ctx:
    return Ctx(make.connection, make.workspace, SYSTEM, now=at or make.ctx_of(make.owner).now)


async def published(make: Make, *contexts: Ctx) -> None:
    """Write what was recorded with its number at once: the publisher is another role, in other transactions."""
    for ctx in contexts:
        for event in ctx.recorded:
            cursor = await make.connection.execute(
                """
                insert into event_counter as c (workspace_id, number) values (%s, 1)
                on conflict (workspace_id) do update set number = c.number + 1 returning number
                """,
                [make.workspace.id],
            )
            (number,) = await cursor.fetchone() or (0,)
            await make.connection.execute(
                """
                insert into event (workspace_id, number, kind, subject, subject_id, actor_id, actor_kind, data,
                                   recorded_at)
                values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
                """,
                [
                    make.workspace.id,
                    number,
                    event.kind,
                    event.subject,
                    event.subject_id,
                    ctx.actor.member,
                    ctx.actor.kind,
                    Jsonb(event.data),
                    ctx.now,
                ],
            )
        ctx._events.clear()


async def aged(make: Make, *, days: int = 14) -> None:
    """As if all key results had been written so long ago: a new one owes no check-in in its first week."""
    await make.connection.execute(
        "update key_result set created_at = created_at - %s where workspace_id = %s",
        [timedelta(days=days), make.workspace.id],
    )


async def gathered(make: Make, *contexts: Ctx, at: datetime | None = None) -> int:
    """Publish what these did and tell people of it; how many notices were made."""
    await published(make, *contexts)
    return await gathering.gather(system(make, at))


async def reminded_at(make: Make, at: datetime) -> list[Ctx]:
    """Let the timetable of rituals run; the contexts that recorded what people are told."""
    asked, found = system(make, at), []
    await reminders.read_clock(asked)
    for job in asked._jobs:
        worker = system(make, at)
        await reminders.take(worker, msgspec.convert(job.arguments["due"], Due))
        found.append(worker)
    return found


async def inbox_of(make: Make, member: Member, *, at: datetime | None = None) -> InboxOut:
    ctx = make.ctx_of(member)
    if at is not None:
        ctx.now = at
    return await inbox.inbox(ctx, "open")


async def mailed(make: Make, *, at: datetime) -> list[dict[str, str]]:
    """Let the mail jobs run at a moment; the mails that were put into the outbox by it."""
    ctx = system(make, at)
    await mails.send_due(ctx)
    for job in ctx._jobs:
        if job.name == "notifications.mail_person":
            await mails.mail_person(system(make, at), UUID(job.arguments["member"]))
    cursor = await make.connection.execute(
        "select recipient, subject, text, html, headers::text from outbox_mail where sent_at is null order by id"
    )
    rows = await cursor.fetchall()
    await make.connection.execute("delete from outbox_mail")
    names = ("recipient", "subject", "text", "html", "headers")
    return [dict(zip(names, row, strict=True)) for row in rows]

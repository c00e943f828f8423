"""Sending one chat message in three steps, so that it goes out once as far as the other side allows.

`claim` commits that we are about to send; then the message leaves, outside of any transaction; `settle` keeps what came
of it. Whoever finds a claim without an end (its worker was killed) sends again only where the service knows that it is
the same message; elsewhere it stays "unclear": better one message too few than two.
"""

from typing import Any, LiteralString
from urllib.parse import quote
from uuid import UUID

import msgspec
from msgspec import Struct

from headway.core import db, egress
from headway.core.ctx import Ctx
from headway.core.outgoing import Answer, Outgoing
from headway.core.sealing import CannotOpen
from headway.core.settings import Settings
from headway.notifications.actions import chat_words
from headway.notifications.actions.channels import target_of
from headway.notifications.actions.chat_posting import BROKEN_OFF
from headway.notifications.actions.gathering import tell
from headway.notifications.queries.channels import maybe_row
from headway.notifications.rules.chat_answers import FAILURES, End, Verdict, pause, verdict
from headway.notifications.rules.chat_messages import Message, payload
from headway.notifications.rules.chat_services import REPEATABLE, Service, Target
from headway.notifications.rules.notices import Notice
from headway.notifications.schemas.chat import ChannelRow, DeliveryRow

LOST = Verdict(
    end="unclear", sentence="The sending broke off, so the message may have arrived or not. It is not sent twice."
)
NO_KEY = Verdict(
    end="failed", sentence="The key that this address was kept with is not there any more. Paste the address again."
)


class Errand(Struct, frozen=True, kw_only=True):
    """One message on its way. It holds secrets: it is handed on, never kept or logged."""

    delivery: UUID
    channel: UUID
    service: Service
    tries: int
    outgoing: Outgoing


class Returned(Struct, frozen=True, kw_only=True):
    errand: Errand
    answer: Answer


async def claim(ctx: Ctx, *, delivery: str) -> Errand | None:
    """Take one message that is due, with its words; None where there is nothing (any more) to send."""
    row = await db.maybe(
        ctx, DeliveryRow, _TAKE, workspace=ctx.workspace.id, id=UUID(delivery), now=ctx.now, broken=ctx.now - BROKEN_OFF
    )
    channel = await maybe_row(ctx, row.channel_id) if row is not None else None
    if row is None or channel is None:
        return None
    if row.state == "sending" and channel.service not in REPEATABLE:
        await _end(ctx, channel, row, LOST)
        return None
    if channel.paused_at is not None and row.kind != "test":
        await _left_out(ctx, row, "The channel was paused.")
        return None
    if row.stale_at < ctx.now:
        await _left_out(ctx, row, "It was too late for it.")
        return None
    words = await chat_words.message(ctx, channel, row.data)
    if words is None:
        await _left_out(ctx, row, "There was nothing to tell that everybody may see.")
        return None
    return await _begun(ctx, channel, row, words)


_TAKE = """
select id, channel_id, key, kind, data, state, at, stale_at, tries, ended_at, status, answer
  from chat_delivery
 where workspace_id = %(workspace)s and id = %(id)s
   and (state = 'waiting' and due_at <= %(now)s or state = 'sending' and began_at < %(broken)s)
   for update skip locked
"""


async def post(settings: Settings, errand: Errand) -> Returned:
    """Outside of any transaction."""
    answer = await egress.send(errand.outgoing, hosts=egress.Hosts(settings.chat_hosts))
    return Returned(errand=errand, answer=answer)


async def settle(ctx: Ctx, returned: Returned) -> None:
    """Keep what came of it: done, once more later, or given up."""
    errand = returned.errand
    channel = await maybe_row(ctx, errand.channel, lock=True)
    row = await db.maybe(ctx, DeliveryRow, _MINE, workspace=ctx.workspace.id, id=errand.delivery, tries=errand.tries)
    if channel is None or row is None:
        return
    said = verdict(errand.service, errand.outgoing.host, returned.answer)
    wait = pause(row.tries, returned.answer.retry_after) if said.end == "again" and row.kind != "test" else None
    if wait is not None and ctx.now + wait < row.stale_at:
        await _again(ctx, row, due=ctx.now + wait, status=returned.answer.status, said=said)
        return
    end: End = "failed" if said.end == "again" else said.end
    await _end(ctx, channel, row, msgspec.structs.replace(said, end=end), status=returned.answer.status)


_MINE = """
select id, channel_id, key, kind, data, state, at, stale_at, tries, ended_at, status, answer
  from chat_delivery
 where workspace_id = %(workspace)s and id = %(id)s and state = 'sending' and tries = %(tries)s
   for update
"""


async def _begun(ctx: Ctx, channel: ChannelRow, row: DeliveryRow, words: Message) -> Errand | None:
    try:
        target = target_of(ctx, channel)
    except CannotOpen:
        await _end(ctx, channel, row, NO_KEY)
        return None
    await _set(ctx, row, "state = 'sending', tries = tries + 1, began_at = %(now)s")
    return Errand(
        delivery=row.id,
        channel=channel.id,
        service=channel.service,
        tries=row.tries + 1,
        outgoing=_outgoing(channel.service, target, row.id, words),
    )


def _outgoing(service: Service, target: Target, delivery: UUID, words: Message) -> Outgoing:
    """Matrix wants an id of ours in the path, by which it knows a message that comes twice."""
    body = msgspec.json.encode(payload(service, words))
    if service != "matrix":
        return Outgoing(host=target.host, port=target.port, path=target.path, body=body)
    return Outgoing(
        host=target.host,
        port=target.port,
        method="PUT",
        path=f"/_matrix/client/v3/rooms/{quote(target.room, safe='')}/send/m.room.message/{delivery.hex}",
        body=body,
        headers={"Authorization": f"Bearer {target.token}"},
    )


async def _again(ctx: Ctx, row: DeliveryRow, *, due: Any, status: int, said: Verdict) -> None:
    await _set(
        ctx,
        row,
        "state = 'waiting', due_at = %(due)s, status = %(status)s, answer = %(answer)s",
        due=due,
        status=status or None,
        answer=said.sentence,
    )
    await _told(ctx, row)


async def _left_out(ctx: Ctx, row: DeliveryRow, why: str) -> None:
    await _set(ctx, row, "state = 'left_out', ended_at = %(now)s, answer = %(answer)s", answer=why)
    await _told(ctx, row)


async def _end(ctx: Ctx, channel: ChannelRow, row: DeliveryRow, said: Verdict, *, status: int = 0) -> None:
    """The end of a message, and what it means for its channel. Tests pause nothing."""
    await _set(
        ctx,
        row,
        "state = %(state)s, ended_at = %(now)s, status = %(status)s, answer = %(answer)s",
        state=said.end,
        status=status or None,
        answer=said.sentence,
    )
    if said.end == "sent":
        await _count(ctx, channel, "failures = 0")
    elif row.kind != "test":
        await _count(ctx, channel, "failures = least(failures + 1, 1000)")
        if channel.failures + 1 >= FAILURES and channel.paused_at is None:
            await _count(ctx, channel, "paused_at = %(now)s, paused_because = %(why)s", why=said.sentence)
            await tell(ctx, [await _stopped(ctx, channel, row)])
    await _told(ctx, row)


async def _stopped(ctx: Ctx, channel: ChannelRow, row: DeliveryRow) -> Notice:
    """For whoever made the channel, else for an owner."""
    found = await db.value(
        ctx,
        """
        select id from member
         where workspace_id = %(workspace)s and removed_at is null and (id = %(maker)s or role = 'owner')
         order by id = %(maker)s desc nulls last, id
         limit 1
        """,
        workspace=ctx.workspace.id,
        maker=channel.made_by,
    )
    return Notice(
        member=found,
        kind="chat",
        subject="chat_channel",
        subject_id=channel.id,
        source=f"chat:{row.id}",
        at=ctx.now,
    )


async def _set(ctx: Ctx, row: DeliveryRow, what: LiteralString, **values: Any) -> None:
    """`what` is one of the fixed texts above."""
    await db.run(
        ctx,
        "update chat_delivery set " + what + " where workspace_id = %(workspace)s and id = %(id)s",  # noqa: S608 - fixed texts
        workspace=ctx.workspace.id,
        id=row.id,
        now=ctx.now,
        **values,
    )


async def _count(ctx: Ctx, channel: ChannelRow, what: LiteralString, **values: Any) -> None:
    await db.run(
        ctx,
        "update chat_channel set " + what + " where workspace_id = %(workspace)s and id = %(id)s",  # noqa: S608 - fixed texts
        workspace=ctx.workspace.id,
        id=channel.id,
        now=ctx.now,
        **values,
    )


async def _told(ctx: Ctx, row: DeliveryRow) -> None:
    """Open pages look again."""
    await ctx.record("notifications.chat_posted", "chat_channel", row.channel_id)

"""What happens becomes messages to chat, once each: a row with a unique key, in the transaction that hears of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.notifications.rules.chat_services import Topic
from headway.notifications.rules.chat_times import KEPT, RITUAL_TOPICS, summaries
from headway.notifications.schemas.chat import DeliveryRow
from headway.rituals.queries import calendars
from headway.rituals.rules.calendar import Kind

GATHERING = timedelta(minutes=3)  # the teams of a workspace are called one after the other, and told in one message
MEETING_KEPT = timedelta(hours=1)
TEST_KEPT = timedelta(minutes=5)
BROKEN_OFF = timedelta(minutes=2)  # no sending takes so long: whoever did it is gone


class _Listener(Struct, frozen=True):
    id: UUID
    team_id: UUID | None
    kinds: list[Topic]


class _Times(Struct, frozen=True, kw_only=True):
    """How long a message waits for others, and how long it is worth sending after that."""

    wait: timedelta = timedelta()
    keep: timedelta = KEPT


async def ritual_called(ctx: Ctx, team: UUID, *, key: str, kind: Kind) -> None:
    """A ritual of a team begins."""
    topic = RITUAL_TOPICS[kind]
    for each in await _listeners(ctx, topic, team):
        when = _Times(wait=timedelta() if each.team_id else GATHERING)
        data = {"about": "called", "key": key, "ritual": kind}
        await _put(ctx, each.id, key=f"called:{key}", kind=topic, data=data, when=when)


async def meeting_begun(ctx: Ctx, meeting: UUID, team: UUID) -> None:
    """Only to the channels of the team: who is not in it does not join."""
    for each in await _listeners(ctx, "calls", team):
        if each.team_id is not None:
            data = {"about": "meeting", "meeting": str(meeting)}
            when = _Times(keep=MEETING_KEPT)
            await _put(ctx, each.id, key=f"meeting:{meeting}", kind="calls", data=data, when=when)


async def cycle_closed(ctx: Ctx, cycle: UUID) -> None:
    version = await db.value(
        ctx,
        "select version from cycle where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=cycle,
    )
    for each in await _listeners(ctx, "cycles", None, everywhere=True):
        data = {"about": "closed", "cycle": str(cycle)}
        await _put(ctx, each.id, key=f"closed:{cycle}:{version}", kind="cycles", data=data)


async def scores_revealed(ctx: Ctx, team: UUID, cycle: UUID) -> None:
    for each in await _listeners(ctx, "cycles", team):
        data = {"about": "revealed", "cycle": str(cycle), "team": str(team)}
        await _put(ctx, each.id, key=f"revealed:{team}:{cycle}", kind="cycles", data=data)


async def tell_week(ctx: Ctx) -> None:
    """The summaries of the week whose moment has come, for every channel that wants them."""
    found = [one for one in await _all(ctx) if {"reds", "wins"} & set(one.kinds)]
    if not found:
        return
    book = await calendars.book(ctx)
    for each in found:
        for due in summaries(book, each.team_id, each.kinds, ctx.now):
            data = {"about": due.topic, "day": due.day.isoformat()}
            await _put(ctx, each.id, key=due.key, kind=due.topic, data=data)


async def put_test(ctx: Ctx, channel: UUID) -> DeliveryRow:
    """A test message, whatever the channel wants and whether it is paused."""
    when = _Times(keep=TEST_KEPT)
    made = await _put(ctx, channel, key=f"test:{uuid4()}", kind="test", data={"about": "test"}, when=when)
    assert made is not None  # noqa: S101 - its key is new
    return made


async def send_due(ctx: Ctx) -> None:
    """A job for each message whose moment has come, and for each whose sending broke off."""
    found = await db.column(
        ctx,
        """
        select id from chat_delivery
         where workspace_id = %(workspace)s
           and (state = 'waiting' and due_at <= %(now)s or state = 'sending' and began_at < %(broken)s)
         order by due_at
         limit 100
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        broken=ctx.now - BROKEN_OFF,
    )
    for delivery in found:
        await ctx.later("notifications.chat_send", delivery=str(delivery))


async def _put(
    ctx: Ctx, channel: UUID, *, key: str, kind: str, data: dict[str, Any], when: _Times | None = None
) -> DeliveryRow | None:
    """The row, once: who comes second gets None."""
    when = when or _Times()
    due = ctx.now + when.wait
    made = await db.maybe(
        ctx,
        DeliveryRow,
        """
        insert into chat_delivery (workspace_id, channel_id, key, kind, data, at, due_at, stale_at)
        values (%(workspace)s, %(channel)s, %(key)s, %(kind)s, %(data)s, %(now)s, %(due)s, %(stale)s)
        on conflict (workspace_id, channel_id, key) do nothing
        returning id, channel_id, key, kind, data, state, at, stale_at, tries, ended_at, status, answer
        """,
        workspace=ctx.workspace.id,
        channel=channel,
        key=key,
        kind=kind,
        data=Jsonb(data),
        now=ctx.now,
        due=due,
        stale=due + when.keep,
    )
    if made is not None and due <= ctx.now:
        await ctx.later("notifications.chat_send", delivery=str(made.id))
    return made


async def _listeners(ctx: Ctx, topic: Topic, team: UUID | None, *, everywhere: bool = False) -> list[_Listener]:
    """The channels of the workspace, and of this team (or of every one), that want to hear of something."""
    return [
        each
        for each in await _all(ctx)
        if topic in each.kinds and (everywhere or each.team_id is None or each.team_id == team)
    ]


async def _all(ctx: Ctx) -> list[_Listener]:
    return await db.rows(
        ctx,
        _Listener,
        """
        select c.id, c.team_id, c.kinds
          from chat_channel c
          left join team t on t.workspace_id = c.workspace_id and t.id = c.team_id
         where c.workspace_id = %(workspace)s and c.paused_at is null and t.archived_at is null
         order by c.id
        """,
        workspace=ctx.workspace.id,
    )

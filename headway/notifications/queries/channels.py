"""Chat channels that the caller may arrange, and what was posted there."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import HasConnection
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.core.subjects import Audience, Subject, Titled
from headway.notifications.access.chat import can_arrange_chat
from headway.notifications.rules.chat_services import NAMES
from headway.notifications.schemas.chat import ChannelOut, ChannelRow, ChannelsOut, DeliveryOut, DeliveryRow
from headway.organisation.queries import people, teams
from headway.organisation.schemas import TeamRef, TeamRow

MOST_SHOWN = 50  # messages of one channel

COLUMNS = SQL(
    """id, team_id, service, name, kinds, host, hint, room, key_id, sealed, paused_at, paused_because, failures,
       made_by, made_at, version"""
)


async def channels(ctx: Ctx, team: UUID | None) -> ChannelsOut:
    """Those the caller may arrange, of one team or all. Raises NotFound for a team they do not see."""
    known = {row.id: row for row in await teams.rows(ctx)}
    if team is not None and team not in known:
        raise NotFound
    rows = [row for row in await _rows(ctx) if _may(ctx, row.team_id, known) and (team is None or row.team_id == team)]
    mine = [row for row in known.values() if row.archived_at is None and can_arrange_chat(ctx.actor, row)]
    return ChannelsOut(
        items=await _shown(ctx, rows, known),
        next=None,
        ready=bool(ctx.settings.secret_keys),
        teams=[_ref(row) for row in mine],
        can={"create": can_arrange_chat(ctx.actor, None) if team is None else team in {row.id for row in mine}},
    )


async def channel(ctx: Ctx, channel_id: UUID) -> ChannelOut:
    """One channel. Raises NotFound where the caller may not arrange it."""
    known = {row.id: row for row in await teams.rows(ctx)}
    found = await channel_row(ctx, channel_id)
    return (await _shown(ctx, [found], known))[0]


async def channel_row(ctx: Ctx, channel_id: UUID, *, lock: bool = False) -> ChannelRow:
    """One channel as stored, held until the end of the transaction with `lock`. Raises NotFound as above."""
    known = {row.id: row for row in await teams.rows(ctx)}
    found = await maybe_row(ctx, channel_id, lock=lock)
    if found is None or not _may(ctx, found.team_id, known):
        raise NotFound
    return found


async def maybe_row(ctx: Ctx, channel_id: UUID, *, lock: bool = False) -> ChannelRow | None:
    """One channel, whoever asks: for jobs."""
    return await db.maybe(
        ctx,
        ChannelRow,
        SQL("select {columns} from chat_channel where workspace_id = %(workspace)s and id = %(id)s {lock}").format(
            columns=COLUMNS, lock=SQL("for update") if lock else SQL("")
        ),
        workspace=ctx.workspace.id,
        id=channel_id,
    )


async def deliveries(ctx: Ctx, channel_id: UUID) -> Page[DeliveryOut]:
    """The last messages, newest first. Raises NotFound."""
    await channel_row(ctx, channel_id)
    rows = await db.rows(
        ctx, DeliveryRow, _DELIVERIES, workspace=ctx.workspace.id, channels=[channel_id], most=MOST_SHOWN
    )
    return Page([delivery_out(row) for row in rows])


def delivery_out(row: DeliveryRow) -> DeliveryOut:
    return DeliveryOut(
        id=row.id,
        kind=row.kind,
        state=row.state,
        at=row.at,
        ended_at=row.ended_at,
        tries=row.tries,
        status=row.status,
        answer=row.answer,
    )


_DELIVERIES = """
select d.id, d.channel_id, d.key, d.kind, d.data, d.state, d.at, d.stale_at, d.tries, d.ended_at, d.status, d.answer
  from unnest(%(channels)s::uuid[]) as wanted (id)
 cross join lateral (
   select * from chat_delivery x
    where x.workspace_id = %(workspace)s and x.channel_id = wanted.id
    order by x.id desc
    limit %(most)s) as d
 order by d.id desc
"""


async def _rows(ctx: Ctx) -> list[ChannelRow]:
    return await db.rows(
        ctx,
        ChannelRow,
        SQL("select {columns} from chat_channel where workspace_id = %(workspace)s order by id").format(
            columns=COLUMNS
        ),
        workspace=ctx.workspace.id,
    )


def _may(ctx: Ctx, team_id: UUID | None, known: dict[UUID, TeamRow]) -> bool:
    if team_id is not None and team_id not in known:
        return False
    return can_arrange_chat(ctx.actor, None if team_id is None else known[team_id])


async def _shown(ctx: Ctx, rows: Sequence[ChannelRow], known: dict[UUID, TeamRow]) -> list[ChannelOut]:
    last = {
        row.channel_id: delivery_out(row)
        for row in await db.rows(
            ctx, DeliveryRow, _DELIVERIES, workspace=ctx.workspace.id, channels=[row.id for row in rows], most=1
        )
    }
    makers = await people.references(ctx, list({row.made_by for row in rows if row.made_by is not None}))
    return [
        ChannelOut(
            id=row.id,
            team=None if row.team_id is None else _ref(known[row.team_id]),
            service=row.service,
            name=row.name,
            kinds=row.kinds,
            host=row.host,
            hint=row.hint,
            room=row.room,
            paused=row.paused_at is not None,
            paused_because=row.paused_because,
            made_by=makers.get(row.made_by) if row.made_by else None,
            made_at=row.made_at,
            last=last.get(row.id),
            version=row.version,
            can={"edit": True, "delete": True, "test": row.paused_at is None},
        )
        for row in rows
    ]


def _ref(row: TeamRow) -> TeamRef:
    return TeamRef(id=row.id, name=row.name, slug=row.slug, parent_id=row.parent_id)


async def _visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    known = {row.id: row for row in await teams.rows(ctx)}
    return [
        Titled(id=row.id, title=row.name, context=NAMES[row.service])
        for row in await _rows(ctx)
        if row.id in ids and _may(ctx, row.team_id, known)
    ]


async def audience(holder: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Administrators, and of a team's channel those who lead it or a team above."""
    async with holder.connection.cursor(binary=True) as cursor:
        await cursor.execute(_ARRANGERS, {"ids": ids})
        found = await cursor.fetchall()
    return {channel: Audience(members=frozenset(members)) for channel, members in found}


_ARRANGERS = """
select c.id, array(
         select m.id from member m where m.workspace_id = c.workspace_id and m.role in ('admin', 'owner')
         union
         select m.id
           from (with recursive above (id, parent_id) as (
                   select t.id, t.parent_id from team t where t.workspace_id = c.workspace_id and t.id = c.team_id
                   union
                   select t.id, t.parent_id from above a
                     join team t on t.workspace_id = c.workspace_id and t.id = a.parent_id)
                 select id from above) as teams
           join team_member tm on tm.workspace_id = c.workspace_id and tm.team_id = teams.id and tm.role = 'lead'
           join member m on m.workspace_id = c.workspace_id and m.id = tm.member_id and m.role <> 'guest')
  from chat_channel c
 where c.id = any (%(ids)s)
"""

SUBJECTS = [Subject(kind="chat_channel", visible=_visible, audience=audience)]

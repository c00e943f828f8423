"""Arranging chat channels: made, changed, paused, tested, deleted. Secrets come in, are sealed, and never leave."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from headway.core import db, egress
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, Stale, TooMany
from headway.core.sealing import Keys, Sealed
from headway.notifications.access.chat import can_arrange_chat
from headway.notifications.actions import chat_posting
from headway.notifications.queries import channels as queries
from headway.notifications.rules import chat_services as rules
from headway.notifications.rules.chat_answers import internal
from headway.notifications.rules.chat_services import Service, Target, WrongAddress
from headway.notifications.schemas.chat import ChannelIn, ChannelOut, ChannelPatch, ChannelRow, DeliveryOut
from headway.organisation.queries import teams

MOST_CHANNELS = 50  # of a workspace
MOST_TESTS = 20  # of a workspace in an hour
NO_KEY = (
    "Headway has no key to keep this address safe with. Ask whoever runs it to set HEADWAY_SECRET_KEYS "
    "(`headway key` makes one)."
)
NOT_YOURS = "Administrators arrange the chat of the workspace, team leads that of their team."


class NoKey(Conflict):
    code = "notifications.chat_no_key"


class TooManyChannels(Conflict):
    code = "notifications.chat_too_many"


async def add_channel(ctx: Ctx, given: ChannelIn) -> ChannelOut:
    """A channel of the workspace or a team. Raises `Forbidden`, `NotFound`, `Invalid`, `NoKey`, `TooManyChannels`."""
    team = None if given.team_id is None else await teams.team(ctx, given.team_id)
    if not can_arrange_chat(ctx.actor, team):
        raise Forbidden(NOT_YOURS)
    if team is not None and team.archived_at is not None:
        raise Conflict("This team is in the archive.", code="organisation.team_archived")
    await _refuse_too_many(ctx)
    target = await _target(ctx, given.service, given.address, token=given.token, room=given.room)
    made: UUID = await db.value(ctx, "select uuidv7()")
    await db.run(
        ctx,
        """
        insert into chat_channel (workspace_id, id, team_id, service, name, kinds, host, hint, room, key_id, sealed,
                                  made_by, made_at)
        values (%(workspace)s, %(id)s, %(team)s, %(service)s, %(name)s, %(kinds)s, %(host)s, %(hint)s, %(room)s,
                %(key_id)s, %(sealed)s, %(by)s, %(now)s)
        """,
        id=made,
        team=given.team_id,
        service=given.service,
        name=_name(given.name),
        kinds=_in_order(given.kinds),
        by=ctx.actor.member,
        now=ctx.now,
        **_kept(ctx, made, target),
    )
    await _told(ctx, made, version=1)
    return await queries.channel(ctx, made)


async def change_channel(ctx: Ctx, channel_id: UUID, given: ChannelPatch, *, version: int) -> ChannelOut:
    """Its name, what goes there, its address, whether it is paused. Raises `NotFound`, `Stale`, `Invalid`, `NoKey`."""
    row = await queries.channel_row(ctx, channel_id, lock=True)
    if row.version != version:
        raise Stale(await queries.channel(ctx, channel_id))
    values: dict[str, Any] = {
        "name": row.name if given.name is UNSET else _name(given.name),
        "kinds": row.kinds if given.kinds is UNSET else _in_order(given.kinds),
    }
    values |= await _address_of(ctx, row, given)
    pausing = row.paused_at is not None if isinstance(given.paused, UnsetType) else given.paused
    await db.run(
        ctx,
        """
        update chat_channel
           set name = %(name)s, kinds = %(kinds)s, host = %(host)s, hint = %(hint)s, room = %(room)s,
               key_id = %(key_id)s, sealed = %(sealed)s, version = version + 1,
               paused_at = case when %(pausing)s then coalesce(paused_at, %(now)s) end,
               paused_because = case when %(pausing)s then paused_because else '' end,
               failures = case when %(pausing)s then failures else 0 end
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        id=channel_id,
        pausing=pausing,
        now=ctx.now,
        **values,
    )
    await _told(ctx, channel_id, version=version + 1)
    return await queries.channel(ctx, channel_id)


async def delete_channel(ctx: Ctx, channel_id: UUID) -> None:
    """It is gone, with its address and its list of messages. Raises `NotFound`."""
    row = await queries.channel_row(ctx, channel_id, lock=True)
    seen = (await queries.audience(ctx, [channel_id]))[channel_id]
    await db.run(
        ctx,
        "delete from chat_channel where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=channel_id,
    )
    data = {"audience": {"everyone": False, "members": [str(each) for each in seen.members]}}
    await ctx.record("notifications.chat_changed", "chat_channel", channel_id, version=row.version, data=data)


async def test_channel(ctx: Ctx, channel_id: UUID) -> DeliveryOut:
    """Send a test message soon; what became of it is in its delivery. Raises `NotFound`, `TooMany`."""
    row = await queries.channel_row(ctx, channel_id, lock=True)
    sent: int = await db.value(
        ctx,
        """
        select count(*)::integer from chat_delivery
         where workspace_id = %(workspace)s and kind = 'test' and at > %(since)s
        """,
        workspace=ctx.workspace.id,
        since=ctx.now - timedelta(hours=1),
    )
    if sent >= MOST_TESTS:
        raise TooMany.wait(600, "That were many tests. Please wait a while before the next one.")
    made = await chat_posting.put_test(ctx, row.id)
    return queries.delivery_out(made)


async def reseal(ctx: Ctx) -> int:
    """Seal with the newest key what an older one sealed; how many there were."""
    keys = Keys(ctx.settings.secret_keys)
    if not keys:
        return 0
    rows = await db.rows(
        ctx,
        _SealedRow,
        "select id, key_id, sealed from chat_channel where workspace_id = %(workspace)s and key_id <> %(newest)s",
        workspace=ctx.workspace.id,
        newest=keys.newest,
    )
    known = [row for row in rows if keys.knows(row.key_id)]
    for row in known:
        plain = keys.unseal(Sealed(row.key_id, row.sealed), place=place_of(ctx, row.id))
        sealed = keys.seal(plain, place=place_of(ctx, row.id))
        await db.run(
            ctx,
            """
            update chat_channel set key_id = %(key_id)s, sealed = %(sealed)s
             where workspace_id = %(workspace)s and id = %(id)s
            """,
            workspace=ctx.workspace.id,
            id=row.id,
            key_id=sealed.key_id,
            sealed=sealed.content,
        )
    return len(known)


class _SealedRow(msgspec.Struct, frozen=True):
    id: UUID
    key_id: str
    sealed: bytes


def target_of(ctx: Ctx, row: ChannelRow) -> Target:
    """Where a channel leads. Raises `CannotOpen`."""
    keys = Keys(ctx.settings.secret_keys)
    plain = keys.unseal(Sealed(row.key_id, row.sealed), place=place_of(ctx, row.id))
    return msgspec.json.decode(plain, type=Target)


def place_of(ctx: Ctx, channel_id: UUID) -> str:
    """What a sealed address is bound to."""
    return f"chat_channel:{ctx.workspace.id}:{channel_id}"


async def _target(ctx: Ctx, service: Service, address: str, *, token: str, room: str) -> Target:
    """The parts of an address that may be used: of the right form, and not inside a private network."""
    hosts = egress.Hosts(ctx.settings.chat_hosts)
    try:
        found = rules.bare(address)
        opened = hosts.opened(found.host, found.port)
        target = rules.target(service, address, token=token.strip(), room=room.strip(), opened=opened)
    except WrongAddress as wrong:
        raise Invalid.field(wrong.field, wrong.sentence, code=wrong.code) from wrong
    if await egress.judged(target.host, target.port, hosts=hosts) == "internal":
        raise Invalid.field("address", internal(target.host), code="notifications.chat_address_internal")
    return target


async def _address_of(ctx: Ctx, row: ChannelRow, given: ChannelPatch) -> dict[str, Any]:
    """The columns of a new address, or those of the old one."""
    if isinstance(given.address, UnsetType):
        if not isinstance(given.token, UnsetType) or not isinstance(given.room, UnsetType):
            raise Invalid.field("address", "Paste the whole address again.", code="notifications.chat_address")
        kept = {name: getattr(row, name) for name in ("host", "hint", "room", "key_id", "sealed")}
        return {**kept, "workspace": ctx.workspace.id}
    token = "" if isinstance(given.token, UnsetType) else given.token
    room = row.room if isinstance(given.room, UnsetType) else given.room
    target = await _target(ctx, row.service, given.address, token=token, room=room)
    return _kept(ctx, row.id, target)


def _kept(ctx: Ctx, channel_id: UUID, target: Target) -> dict[str, Any]:
    """What the table keeps of a target. Raises `NoKey`."""
    keys = Keys(ctx.settings.secret_keys)
    if not keys:
        raise NoKey(NO_KEY)
    sealed = keys.seal(msgspec.json.encode(target), place=place_of(ctx, channel_id))
    return {
        "workspace": ctx.workspace.id,
        "host": target.host if target.port == 443 else f"{target.host}:{target.port}",
        "hint": target.hint,
        "room": target.room,
        "key_id": sealed.key_id,
        "sealed": sealed.content,
    }


async def _refuse_too_many(ctx: Ctx) -> None:
    found: int = await db.value(
        ctx,
        "select count(*)::integer from chat_channel where workspace_id = %(workspace)s",
        workspace=ctx.workspace.id,
    )
    if found >= MOST_CHANNELS:
        raise TooManyChannels(f"A workspace can have {MOST_CHANNELS} chat channels. Delete one that is not used.")


async def _told(ctx: Ctx, channel_id: UUID, *, version: int) -> None:
    await ctx.record("notifications.chat_changed", "chat_channel", channel_id, version=version)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Invalid.field("name", "Give it a name.", code="notifications.chat_name")
    return name


def _in_order(kinds: list[rules.Topic]) -> list[str]:
    return [each for each in rules.TOPICS if each in kinds]

"""The address of one's calendar: made, told once, ended."""

from uuid import UUID

from msgspec import Struct

from headway.core import crypto, db
from headway.core.ctx import Actor, Ctx, Role
from headway.core.db import set_tenant
from headway.core.errors import NotFound
from headway.identity.actions.links import address_of
from headway.notifications.schemas.preferences import FeedOut
from headway.organisation.actions.workspaces import enter


class KeyRow(Struct, frozen=True):
    workspace_id: UUID
    member_id: UUID
    kind: str | None


class _Reader(Struct, frozen=True, kw_only=True):
    account: UUID | None
    name: str
    email: str
    role: Role


class FeedGone(NotFound):
    code = "notifications.feed_gone"


async def make_feed(ctx: Ctx) -> FeedOut:
    """A new address; the one before ends with it."""
    secret = crypto.new_secret()
    await end_feed(ctx)
    await db.run(
        ctx,
        """
        insert into notification_key (workspace_id, member_id, purpose, secret_hash, created_at)
        values (%(workspace)s, %(member)s, 'feed', %(hash)s, %(now)s)
        """,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
        hash=crypto.digest(secret),
        now=ctx.now,
    )
    return FeedOut(url=address_of(ctx, f"/api/calendars/{secret}"))


async def end_feed(ctx: Ctx) -> None:
    """Nobody can read the calendar by its address any more."""
    await db.run(
        ctx,
        """
        delete from notification_key
         where workspace_id = %(workspace)s and member_id = %(member)s and purpose = 'feed'
        """,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
    )
    if ctx.actor.member is not None:
        data = {"audience": {"everyone": False, "members": [str(ctx.actor.member)]}}
        await ctx.record("notifications.preferences_changed", "inbox", ctx.actor.member, data=data)


async def open_feed(ctx: Ctx, secret: str) -> None:
    """From here on `ctx` reads as the person whose calendar this address is. Raises `FeedGone`."""
    found = await db.maybe(
        ctx,
        KeyRow,
        "select workspace_id, member_id, kind from notification_key_of(%(secret)s, 'feed')",
        secret=crypto.digest(secret),
    )
    if found is None:
        raise FeedGone("This calendar is not there any more. Make a new address in Settings, Notifications.")
    await enter(ctx, found.workspace_id)
    reader = await db.maybe(
        ctx,
        _Reader,
        """
        select m.account_id as account, m.name, m.email, m.role
          from member m join account a on a.id = m.account_id and a.disabled_at is null
         where m.workspace_id = %(workspace)s and m.id = %(member)s and m.removed_at is null
        """,
        workspace=ctx.workspace.id,
        member=found.member_id,
    )
    if reader is None:
        raise FeedGone
    ctx.actor = Actor(
        account=reader.account, member=found.member_id, role=reader.role, name=reader.name, email=reader.email
    )
    await set_tenant(ctx.connection, ctx.workspace.id, guest=ctx.actor.guest)

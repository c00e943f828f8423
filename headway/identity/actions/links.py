"""Single-use links: made, found, used once. Only their hash is kept; they are never listed with their secret."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from headway.core import clock, crypto, db, mail
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import Connection
from headway.core.edge import NOWHERE
from headway.core.errors import NotFound
from headway.identity import queries
from headway.identity.actions import tries
from headway.identity.rules import letters, links
from headway.identity.rules.letters import Letter
from headway.identity.rules.links import LinkKind
from headway.identity.rules.tries import link_limits, reset_limits
from headway.identity.schemas import AccountRow, LinkRow, MadeLink


class LinkInvalid(NotFound):
    """Unknown, used, replaced and too old are not told apart."""

    code = "identity.link_invalid"

    def __init__(self) -> None:
        super().__init__("This link does not work any more: it was used, replaced or is too old. Ask for a new one.")


async def set_up_link(connection: Connection) -> str | None:
    """The path of the page that claims a new installation ("/set-up#..."), None where somebody has an account.

    Every call makes a new secret and ends the one before: only what the console shows last works.
    """
    ctx = Ctx(connection, NOWHERE, SYSTEM, now=clock.now())
    if await queries.is_set_up(ctx):
        return None
    await db.run(ctx, "delete from link where kind = 'set_up' and used_at is null")
    return (await make(ctx, "set_up")).path


async def create_sign_in_link(ctx: Ctx, account: UUID) -> str:
    """The path of a page that signs this account in once ("/sign-in#..."); earlier ones end."""
    await discard(ctx, "sign_in", account)
    return (await make(ctx, "sign_in", account=account)).path


async def make(
    ctx: Ctx,
    kind: LinkKind,
    *,
    account: UUID | None = None,
    workspace: UUID | None = None,
    email: str | None = None,
    data: dict[str, Any] | None = None,
) -> MadeLink:
    """Make a link. What it allows is up to its kind and to whoever redeems it."""
    secret = crypto.new_secret()
    expires_at = ctx.now + links.LIFETIME[kind]
    made: UUID = await db.value(
        ctx,
        """
        insert into link (kind, secret_hash, account_id, workspace_id, email, data, created_by, created_at, expires_at)
        values (%(kind)s, %(hash)s, %(account)s, %(workspace)s, %(email)s, %(data)s, %(by)s, %(now)s, %(expires)s)
        returning id
        """,
        kind=kind,
        hash=crypto.digest(secret),
        account=account,
        workspace=workspace,
        email=email,
        data=Jsonb(data or {}),
        by=ctx.actor.account,
        now=ctx.now,
        expires=expires_at,
    )
    return MadeLink(id=made, path=links.path_of(kind, secret), expires_at=expires_at)


async def look_up(ctx: Ctx, kind: LinkKind, secret: str) -> LinkRow:
    """A link that can still be used, without using it. Raises LinkInvalid, and TooMany where somebody is guessing."""
    return await _find(ctx, kind, secret, lock=False)


async def redeem(ctx: Ctx, kind: LinkKind, secret: str) -> LinkRow:
    """Use a link. If the request is refused afterwards, it is unused again. Raises as `look_up`."""
    found = await _find(ctx, kind, secret, lock=True)
    await db.run(ctx, "update link set used_at = %(now)s where id = %(link)s", link=found.id, now=ctx.now)
    return found


async def discard(ctx: Ctx, kind: LinkKind, account: UUID) -> None:
    """End the unused links of this kind of an account."""
    await db.run(
        ctx,
        "delete from link where kind = %(kind)s and account_id = %(account)s and used_at is null",
        kind=kind,
        account=account,
    )


async def discard_by_email(ctx: Ctx, kind: LinkKind, email: str) -> None:
    """End the unused links of this kind to an address in this workspace."""
    await db.run(
        ctx,
        """
        delete from link
         where workspace_id = %(workspace)s and kind = %(kind)s and lower(email) = lower(%(email)s)
           and used_at is null
        """,
        workspace=ctx.workspace.id,
        kind=kind,
        email=email,
    )


async def discard_of_workspace(ctx: Ctx, kind: LinkKind, link: UUID) -> LinkRow:
    """End one unused link of the workspace. Raises NotFound."""
    return await db.one(
        ctx,
        LinkRow,
        """
        delete from link
         where id = %(link)s and kind = %(kind)s and workspace_id = %(workspace)s and used_at is null
        returning id, kind, account_id, workspace_id, email, data, created_by, created_at, expires_at
        """,
        link=link,
        kind=kind,
        workspace=ctx.workspace.id,
    )


async def ask_for_reset(ctx: Ctx, email: str) -> None:
    """Let a job send a reset link. The answer and its time say nothing about whether the account exists."""
    limits = reset_limits(email.strip(), ctx.address)
    await tries.refuse_if_too_many(ctx, limits)
    await tries.count(ctx, limits)
    await ctx.later("identity.send_reset", email=email.strip()[:300])


async def send_reset(ctx: Ctx, email: str) -> None:
    """Mail a reset link, if there is such an account. Earlier ones end."""
    account = await queries.account_by_email(ctx, email)
    if account is None or account.disabled_at is not None:
        return
    await discard(ctx, "password_reset", account.id)
    made = await make(ctx, "password_reset", account=account.id)
    await post(ctx, account.email, letters.password_reset(account.name, address_of(ctx, made.path)))


async def tell_password_changed(ctx: Ctx, account: AccountRow) -> None:
    """A person who did not do it must learn of it."""
    await post(ctx, account.email, letters.password_changed(account.name, address_of(ctx, "/")))


async def post(ctx: Ctx, recipient: str, letter: Letter) -> None:
    """Put a letter in the outbox and let a job send it."""
    mailed = await mail.put(
        ctx, mail.Mail(recipient=recipient, subject=letter.subject, text=letter.text, html=letter.html)
    )
    await ctx.later("identity.send_mail", mail=str(mailed))


def address_of(ctx: Ctx, path: str) -> str:
    """The whole address of a page of this installation."""
    settings = ctx.settings
    return links.address_of(links.base_of(settings.public_url, settings.host, settings.port), path)


async def _find(ctx: Ctx, kind: LinkKind, secret: str, *, lock: bool) -> LinkRow:
    limits = link_limits(ctx.address)
    await tries.refuse_if_too_many(ctx, limits)
    found = await queries.link(ctx, kind, secret, lock=lock)
    if found is None:
        await tries.count(ctx, limits)
        raise LinkInvalid
    return found

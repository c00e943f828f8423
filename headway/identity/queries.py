"""Reads of identity: instance tables, so every one names the account or the workspace it reads for."""

from uuid import UUID

from headway import __version__
from headway.core import crypto, db
from headway.core.ctx import Ctx
from headway.identity import access
from headway.identity.rules.links import LinkKind
from headway.identity.schemas import (
    Account,
    AccountRow,
    Bootstrap,
    LinkRow,
    Session,
    TokenOut,
    TokenRow,
    WorkspaceRef,
)


async def bootstrap(ctx: Ctx, *, filling: bool = False) -> Bootstrap:
    """The installation as the caller's first page needs it."""
    account = await account_by_id(ctx, ctx.actor.account) if ctx.actor.account else None
    return Bootstrap(
        set_up=account is not None or await is_set_up(ctx),
        account=Account(id=account.id, name=account.name, email=account.email) if account else None,
        workspaces=await workspaces_of(ctx, account.id) if account else [],
        version=__version__,
        mail=bool(ctx.settings.smtp_url),
        filling=filling,
    )


async def is_set_up(ctx: db.HasConnection) -> bool:
    """Whether anybody has an account here."""
    return bool(await db.value(ctx, "select exists (select from account)"))


async def workspaces_of(ctx: db.HasConnection, account: UUID) -> list[WorkspaceRef]:
    """Every workspace of an account, by name."""
    return await db.rows(
        ctx,
        WorkspaceRef,
        "select workspace_id as id, slug, name, role, sample from memberships_of(%(account)s)",
        account=account,
    )


async def account_by_id(ctx: db.HasConnection, account: UUID) -> AccountRow | None:
    return await db.maybe(
        ctx,
        AccountRow,
        "select id, email, name, password_hash, disabled_at, version from account where id = %(account)s",
        account=account,
    )


async def account_by_email(ctx: db.HasConnection, email: str) -> AccountRow | None:
    """The account of an address, upper and lower case taken as the same."""
    return await db.maybe(
        ctx,
        AccountRow,
        """
        select id, email, name, password_hash, disabled_at, version
          from account
         where lower(email) = lower(%(email)s)
        """,
        email=email,
    )


async def csrf_of(ctx: Ctx) -> str | None:
    """The CSRF value of the session that asks, for its readable cookie."""
    if ctx.actor.session is None:
        return None
    found: str | None = await db.value(
        ctx, "select csrf from session where id = %(session)s", session=ctx.actor.session
    )
    return found


async def sessions(ctx: Ctx) -> list[Session]:
    """Where the caller is signed in, the latest first."""
    return await db.rows(
        ctx,
        Session,
        """
        select id, created_at, seen_at as last_seen_at, expires_at, address, user_agent as agent,
               id = %(current)s as current
          from session
         where account_id = %(account)s and expires_at > now()
           and seen_at > now() - make_interval(days => idle_days)
         order by current desc, seen_at desc, id
        """,
        account=ctx.actor.account,
        current=ctx.actor.session or UUID(int=0),
    )


async def link(ctx: Ctx, kind: LinkKind, secret: str, *, lock: bool = False) -> LinkRow | None:
    """A link of this kind that can still be used. `lock` holds it until the transaction ends, for its one use."""
    statement = _LINK_LOCKED if lock else _LINK
    return await db.maybe(ctx, LinkRow, statement, kind=kind, hash=crypto.digest(secret), now=ctx.now)


async def spent_link(ctx: Ctx, kind: LinkKind, secret: str) -> LinkRow | None:
    """A link of this kind that was used and is not too old: for the second try of a request whose answer got lost."""
    return await db.maybe(ctx, LinkRow, _SPENT, kind=kind, hash=crypto.digest(secret), now=ctx.now)


_SPENT = """
select id, kind, account_id, workspace_id, email, data, created_by, created_at, expires_at
  from link
 where secret_hash = %(hash)s and kind = %(kind)s and used_at is not null and expires_at > %(now)s
"""


_LINK = """
select id, kind, account_id, workspace_id, email, data, created_by, created_at, expires_at
  from link
 where secret_hash = %(hash)s and kind = %(kind)s and used_at is null and expires_at > %(now)s
"""

_LINK_LOCKED = """
select id, kind, account_id, workspace_id, email, data, created_by, created_at, expires_at
  from link
 where secret_hash = %(hash)s and kind = %(kind)s and used_at is null and expires_at > %(now)s
   for update
"""


async def links_of_workspace(ctx: Ctx, kind: LinkKind) -> list[LinkRow]:
    """Open links of the workspace, the latest first. They are listed without their secret, which is not kept."""
    return await db.rows(
        ctx,
        LinkRow,
        """
        select id, kind, account_id, workspace_id, email, data, created_by, created_at, expires_at
          from link
         where workspace_id = %(workspace)s and kind = %(kind)s and used_at is null and expires_at > %(now)s
         order by created_at desc, id desc
        """,
        workspace=ctx.workspace.id,
        kind=kind,
        now=ctx.now,
    )


async def tokens(ctx: Ctx) -> list[TokenOut]:
    """The caller's tokens of this workspace; an admin sees everybody's. The latest first, without secrets."""
    found = await db.rows(
        ctx,
        TokenRow,
        """
        select t.id, t.account_id, a.name as owner, t.name, t.hint, t.scopes, t.created_at, t.used_at, t.expires_at
          from token t
          join account a on a.id = t.account_id
         where t.workspace_id = %(workspace)s and t.revoked_at is null
           and (%(everybody)s or t.account_id = %(account)s)
         order by t.created_at desc, t.id desc
        """,
        workspace=ctx.workspace.id,
        everybody=ctx.actor.is_admin,
        account=ctx.actor.account,
    )
    return [token_out(ctx, row) for row in found]


async def token(ctx: Ctx, token: UUID) -> TokenRow:
    """One token that the caller may see. Raises NotFound."""
    return await db.one(
        ctx,
        TokenRow,
        """
        select t.id, t.account_id, a.name as owner, t.name, t.hint, t.scopes, t.created_at, t.used_at, t.expires_at
          from token t
          join account a on a.id = t.account_id
         where t.workspace_id = %(workspace)s and t.id = %(token)s and t.revoked_at is null
           and (%(everybody)s or t.account_id = %(account)s)
        """,
        workspace=ctx.workspace.id,
        token=token,
        everybody=ctx.actor.is_admin,
        account=ctx.actor.account,
    )


def token_out(ctx: Ctx, row: TokenRow) -> TokenOut:
    """A token as it is shown, with what the caller may do with it."""
    return TokenOut(
        id=row.id,
        name=row.name,
        hint=row.hint,
        owner=row.owner,
        mine=row.account_id == ctx.actor.account,
        scopes=row.scopes,
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
        can={"revoke": access.can_revoke_token(ctx.actor, row)},
    )

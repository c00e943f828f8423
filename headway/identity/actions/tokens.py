"""API tokens: made once, shown once, revoked at once."""

from datetime import timedelta
from uuid import UUID

from headway.core import crypto, db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid
from headway.identity import access, queries
from headway.identity.actions import accounts
from headway.identity.rules import scopes
from headway.identity.schemas import CreatedTokenOut, NewToken, TokenRow


class TooManyTokens(Conflict):
    code = "identity.too_many_tokens"


async def create_token(ctx: Ctx, new: NewToken) -> CreatedTokenOut:
    """Make a token for the caller in this workspace. The secret is in the answer and nowhere else."""
    if not access.can_make_token(ctx.actor):
        raise Forbidden("Only a signed-in person can make a token.", code="identity.no_token_by_token")
    name = _usable(new)
    await _refuse_flood(ctx)
    secret = crypto.new_secret(scopes.PREFIX)
    row = await db.one(
        ctx,
        TokenRow,
        """
        insert into token (workspace_id, account_id, name, secret_hash, hint, scopes, created_at, expires_at)
        values (%(workspace)s, %(account)s, %(name)s, %(hash)s, %(hint)s, %(scopes)s, %(now)s, %(expires)s)
        returning id, account_id, %(owner)s::text as owner, name, hint, scopes, created_at, used_at, expires_at
        """,
        workspace=ctx.workspace.id,
        account=ctx.actor.account,
        name=name,
        hash=crypto.digest(secret),
        hint=scopes.hint_of(secret),
        scopes=sorted(set(new.scopes)),
        now=ctx.now,
        expires=None if new.expires_in_days is None else ctx.now + timedelta(days=new.expires_in_days),
        owner=ctx.actor.name,
    )
    await ctx.record("identity.token_created", "token", row.id, data={"name": row.name, "scopes": row.scopes})
    return CreatedTokenOut(token=queries.token_out(ctx, row), secret=secret)


async def revoke_token(ctx: Ctx, token: UUID) -> None:
    """End a token: the next request with it is refused. Raises NotFound for one the caller may not see."""
    row = await queries.token(ctx, token)
    if not access.can_revoke_token(ctx.actor, row):
        raise Forbidden("Only a signed-in person can revoke a token.", code="identity.no_token_by_token")
    await db.run(
        ctx,
        "update token set revoked_at = %(now)s where id = %(token)s and workspace_id = %(workspace)s",
        token=row.id,
        workspace=ctx.workspace.id,
        now=ctx.now,
    )
    await ctx.record("identity.token_revoked", "token", row.id, data={"name": row.name})


async def revoke_tokens_of(ctx: Ctx, account: UUID) -> int:
    """End all tokens of an account in this workspace, as when the person leaves; how many there were."""
    return await db.run(
        ctx,
        """
        update token set revoked_at = %(now)s
         where workspace_id = %(workspace)s and account_id = %(account)s and revoked_at is null
        """,
        workspace=ctx.workspace.id,
        account=account,
        now=ctx.now,
    )


def _usable(new: NewToken) -> str:
    errors = [FieldError("scopes", f"There is no scope {scope!r}.") for scope in scopes.unknown_scopes(new.scopes)[:5]]
    if not new.scopes:
        errors.append(FieldError("scopes", "Choose at least one scope."))
    if new.expires_in_days is not None and not 1 <= new.expires_in_days <= scopes.LONGEST_DAYS:
        errors.append(FieldError("expires_in_days", f"Choose 1 to {scopes.LONGEST_DAYS} days, or no end."))
    name = accounts.usable_name(new.name)
    if len(name) > scopes.LONGEST_NAME:
        errors.append(FieldError("name", f"Use at most {scopes.LONGEST_NAME} characters."))
    if errors:
        raise Invalid(" ".join(error.message for error in errors), code="identity.token", errors=errors)
    return name


async def _refuse_flood(ctx: Ctx) -> None:
    live: int = await db.value(
        ctx,
        """
        select count(*) from token
         where workspace_id = %(workspace)s and account_id = %(account)s and revoked_at is null
           and (expires_at is null or expires_at > %(now)s)
        """,
        workspace=ctx.workspace.id,
        account=ctx.actor.account,
        now=ctx.now,
    )
    if live >= scopes.MOST_TOKENS:
        raise TooManyTokens(f"You have {live} tokens here already. Revoke one you do not need.")

"""Signing in and out. `start_session` is the only place that makes a session."""

from uuid import UUID

from headway.core import crypto, db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound, Unauthenticated
from headway.identity import queries
from headway.identity.actions import accounts, links, tries
from headway.identity.rules.tries import account_limit, sign_in_limits
from headway.identity.schemas import AccountRow, OpenedSession


class WrongPassword(Unauthenticated):
    code = "identity.wrong_password"


class WrongCurrentPassword(Invalid):
    code = "identity.wrong_current_password"


async def sign_in(ctx: Ctx, *, email: str, password: str) -> OpenedSession:
    """Sign in with a password. Unknown addresses and wrong passwords get the same answer after the same time."""
    account = await prove_password(ctx, email=email, password=password)
    return await start_session(ctx, account)


async def prove_password(ctx: Ctx, *, email: str, password: str) -> AccountRow:
    """The account whose password this is. Raises WrongPassword, and TooMany after too many of these."""
    limits = sign_in_limits(email.strip(), ctx.address)
    await tries.refuse_if_too_many(ctx, limits)
    account = await queries.account_by_email(ctx, email.strip())
    kept = account.password_hash if account and account.disabled_at is None else None
    if not await crypto.verify_password(kept, password) or account is None or kept is None:
        await tries.count(ctx, limits)
        raise WrongPassword("The e-mail address or the password is not right.")
    await tries.forget(ctx, limits[0])
    if crypto.is_outdated(kept):
        await accounts.keep_password(ctx, account.id, password)
    return account


async def sign_in_by_link(ctx: Ctx, secret: str) -> OpenedSession:
    """Sign in with a one-click link, which then works no more."""
    link = await links.redeem(ctx, "sign_in", secret)
    account = await queries.account_by_id(ctx, link.account_id) if link.account_id else None
    if account is None or account.disabled_at is not None:
        raise links.LinkInvalid
    return await start_session(ctx, account)


async def start_session(ctx: Ctx, account: AccountRow) -> OpenedSession:
    """Begin a session for an account that has proven who it is; the one the browser had until now ends."""
    if ctx.actor.session:
        await db.run(ctx, "delete from session where id = %(session)s", session=ctx.actor.session)
    opened = OpenedSession(secret=crypto.new_secret(), csrf=crypto.new_secret())
    await db.run(
        ctx,
        """
        insert into session (account_id, secret_hash, csrf, user_agent, address, expires_at)
        values (%(account)s, %(hash)s, %(csrf)s, %(agent)s, %(address)s, now() + make_interval(days => %(days)s))
        """,
        account=account.id,
        hash=crypto.digest(opened.secret),
        csrf=opened.csrf,
        agent=ctx.user_agent,
        address=ctx.address,
        days=ctx.settings.session_days,
    )
    accounts.become(ctx, account)
    return opened


async def sign_out(ctx: Ctx) -> None:
    """End the session that asks. Without one there is nothing to do."""
    await db.run(ctx, "delete from session where id = %(session)s", session=ctx.actor.session)


async def revoke_session(ctx: Ctx, session: UUID) -> None:
    """End one of the caller's sessions. Raises NotFound for somebody else's."""
    ended = await db.run(
        ctx,
        "delete from session where id = %(session)s and account_id = %(account)s",
        session=session,
        account=ctx.actor.account,
    )
    if not ended:
        raise NotFound


async def revoke_other_sessions(ctx: Ctx) -> None:
    """End all of the caller's sessions but the one that asks."""
    await db.run(
        ctx,
        "delete from session where account_id = %(account)s and id <> %(current)s",
        account=ctx.actor.account,
        current=ctx.actor.session or UUID(int=0),
    )


async def change_password(ctx: Ctx, *, current: str, new: str) -> None:
    """Set a new password and sign all other devices out. Without a password until now, `current` is not asked."""
    account = await queries.account_by_id(ctx, ctx.actor.account) if ctx.actor.account else None
    if account is None:
        raise NotFound
    if account.password_hash is not None:
        await _prove_current(ctx, account, current)
    await accounts.set_password(ctx, account, new, path="new")
    await revoke_other_sessions(ctx)
    await links.discard(ctx, "password_reset", account.id)
    await links.tell_password_changed(ctx, account)


async def _prove_current(ctx: Ctx, account: AccountRow, current: str) -> None:
    limits = [account_limit(account.email)]
    await tries.refuse_if_too_many(ctx, limits)
    if not await crypto.verify_password(account.password_hash, current):
        await tries.count(ctx, limits)
        raise WrongCurrentPassword.field(
            "current", "This is not your present password.", code=WrongCurrentPassword.code
        )


async def redeem_reset(ctx: Ctx, *, secret: str, password: str) -> OpenedSession:
    """Set a new password by a reset link, sign all devices out and this one in."""
    link = await links.redeem(ctx, "password_reset", secret)
    account = await queries.account_by_id(ctx, link.account_id) if link.account_id else None
    if account is None or account.disabled_at is not None:
        raise links.LinkInvalid
    await accounts.set_password(ctx, account, password, path="password")
    await db.run(ctx, "delete from session where account_id = %(account)s", account=account.id)
    await links.discard(ctx, "password_reset", account.id)
    await links.discard(ctx, "sign_in", account.id)
    await tries.forget(ctx, account_limit(account.email))
    await links.tell_password_changed(ctx, account)
    return await start_session(ctx, account)

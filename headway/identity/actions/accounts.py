"""Accounts and their passwords."""

from uuid import UUID

import anyio.to_thread

from headway.core import crypto, db
from headway.core.ctx import Actor, Ctx
from headway.core.errors import Conflict, Invalid, refusals
from headway.identity import queries
from headway.identity.rules import names, passwords
from headway.identity.schemas import Account, AccountRow


class EmailTaken(Conflict):
    code = "identity.email_taken"


async def create_account(ctx: Ctx, *, email: str, name: str, password: str | None) -> AccountRow:
    """Make an account. None as password makes one that can be entered by a link only.

    Raises Invalid for an address, name or password that will not do, EmailTaken for one that exists.
    """
    if found := await faults(email=email, name=name, password=password):
        raise Invalid.together(found)
    email, name = usable_email(email), usable_name(name)
    if await queries.account_by_email(ctx, email):
        raise EmailTaken("There is an account with this e-mail address already. Sign in instead.")
    kept = None if password is None else await crypto.hash_password(password)
    return await db.one(
        ctx,
        AccountRow,
        """
        insert into account (email, name, password_hash)
        values (%(email)s, %(name)s, %(kept)s)
        returning id, email, name, password_hash, disabled_at, version
        """,
        email=email,
        name=name,
        kept=kept,
    )


async def faults(*, email: str, name: str, password: str | None) -> list[Invalid]:
    """What is wrong with the fields of a new account, all of it at once."""
    found = [*refusals(usable_name, name), *refusals(usable_email, email)]
    if password is not None:
        try:
            await refuse_weak(password, path="password", known=(name, email))
        except Invalid as weak:
            found.append(weak)
    return found


async def ensure_account(ctx: Ctx, *, email: str, name: str) -> AccountRow:
    """The account of an address, made without a password where there is none.

    For the demo; running it again changes nothing.
    """
    return await queries.account_by_email(ctx, email) or await create_account(
        ctx, email=email, name=name, password=None
    )


async def rename_account(ctx: Ctx, name: str) -> Account:
    """Change the caller's own name."""
    return await db.one(
        ctx,
        Account,
        """
        update account set name = %(name)s, version = version + 1
         where id = %(account)s
        returning id, name, email
        """,
        name=usable_name(name),
        account=ctx.actor.account,
    )


async def set_password(ctx: Ctx, account: AccountRow, password: str, *, path: str) -> None:
    """Keep a new password's hash. Raises Invalid at `path` for a weak one."""
    await refuse_weak(password, path=path, known=(account.name, account.email))
    await keep_password(ctx, account.id, password)


async def keep_password(ctx: Ctx, account: UUID, password: str) -> None:
    """Write the hash of a password that has been judged."""
    await db.run(
        ctx,
        "update account set password_hash = %(kept)s where id = %(account)s",
        account=account,
        kept=await crypto.hash_password(password),
    )


async def refuse_weak(password: str, *, path: str, known: tuple[str, ...]) -> None:
    """Raise Invalid with the way to a better password."""
    weakness = await anyio.to_thread.run_sync(lambda: passwords.weakness(password, known=known))
    if weakness:
        raise Invalid.field(path, weakness, code="identity.weak_password")


def become(ctx: Ctx, account: AccountRow) -> None:
    """From here on the request acts as this account, outside any workspace."""
    ctx.actor = Actor(account=account.id, name=account.name, email=account.email)


def usable_email(text: str) -> str:
    """Raises Invalid for what cannot be an e-mail address."""
    email = names.clean_email(text)
    if email is None:
        raise Invalid.field("email", "This is not an e-mail address.", code="identity.email")
    return email


def usable_name(text: str, *, path: str = "name") -> str:
    """Raises Invalid for a name that is empty, too long or has invisible characters."""
    name = names.clean_name(text)
    if name is None:
        raise Invalid.field(
            path, f"Please give a name of at most {names.LONGEST_NAME} characters.", code="identity.name"
        )
    return name

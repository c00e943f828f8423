"""Accounts, links, tries and tokens over a real database."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from headway.core import clock, crypto, db
from headway.core.ctx import Actor, Ctx
from headway.core.db import Database
from headway.core.edge import NOWHERE, Credentials
from headway.core.errors import Invalid, NotFound, TooMany
from headway.identity import jobs, queries
from headway.identity.actions import accounts, links, sessions, tokens, tries
from headway.identity.rules.tries import Limit
from headway.identity.schemas import AccountRow, NewToken
from headway.organisation.queries import caller_of
from tests.make import Make

GOOD = "correct horse battery staple"


async def account(ctx: Ctx, email: str = "mia@example.test", password: str | None = GOOD) -> AccountRow:
    return await accounts.create_account(ctx, email=email, name="Mia Muster", password=password)


def secret_of(path: str) -> str:
    return path.partition("#")[2]


async def test_an_account_keeps_a_hash_and_its_address_is_unique_whatever_the_case(ctx: Ctx) -> None:
    made = await account(ctx)
    assert made.password_hash is not None
    assert GOOD not in made.password_hash
    with pytest.raises(accounts.EmailTaken):
        await account(ctx, "MIA@example.test")


async def test_an_account_with_a_weak_password_is_not_made(ctx: Ctx) -> None:
    with pytest.raises(Invalid) as refused:
        await account(ctx, password="mia-muster")
    assert refused.value.code == "identity.weak_password"
    assert refused.value.errors[0].path == "password"
    assert await queries.account_by_email(ctx, "mia@example.test") is None


async def test_ensuring_an_account_twice_makes_one(ctx: Ctx) -> None:
    first = await accounts.ensure_account(ctx, email="demo@example.test", name="Demo")
    again = await accounts.ensure_account(ctx, email="Demo@example.test", name="Other")
    assert again == first
    assert first.password_hash is None


async def test_signing_in_finds_the_right_person_and_ends_the_browsers_former_session(ctx: Ctx) -> None:
    made = await account(ctx)
    first = await sessions.sign_in(ctx, email=" MIA@example.test ", password=GOOD)
    caller = await caller_of(ctx.connection, Credentials(crypto.digest(first.secret), bearer=False), None)
    assert caller is not None
    assert (caller.actor.account, caller.csrf, caller.workspace) == (made.id, first.csrf, None)
    ctx.actor = caller.actor
    second = await sessions.sign_in(ctx, email=made.email, password=GOOD)
    assert await caller_of(ctx.connection, Credentials(crypto.digest(first.secret), bearer=False), None) is None
    assert await caller_of(ctx.connection, Credentials(crypto.digest(second.secret), bearer=False), None)


async def test_a_disabled_account_can_neither_sign_in_nor_stay(ctx: Ctx) -> None:
    made = await account(ctx)
    opened = await sessions.sign_in(ctx, email=made.email, password=GOOD)
    await db.run(ctx, "update account set disabled_at = now() where id = %(id)s", id=made.id)
    assert await caller_of(ctx.connection, Credentials(crypto.digest(opened.secret), bearer=False), None) is None
    with pytest.raises(sessions.WrongPassword):
        await sessions.sign_in(ctx, email=made.email, password=GOOD)


async def test_an_old_hash_is_made_anew_at_the_next_sign_in(ctx: Ctx) -> None:
    made = await account(ctx)
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    await db.run(ctx, "update account set password_hash = %(weak)s where id = %(id)s", weak=weak, id=made.id)
    await sessions.sign_in(ctx, email=made.email, password=GOOD)
    kept = await db.value(ctx, "select password_hash from account where id = %(id)s", id=made.id)
    assert kept != weak
    assert not crypto.is_outdated(kept)


@pytest.mark.parametrize(
    "ended", ["expires_at = now()", "seen_at = now() - interval '14 days 1 second'"], ids=["absolute", "idle"]
)
async def test_a_session_ends_by_age_and_by_idleness(ctx: Ctx, ended: str) -> None:
    await account(ctx)
    opened = await sessions.sign_in(ctx, email="mia@example.test", password=GOOD)
    credentials = Credentials(crypto.digest(opened.secret), bearer=False)
    assert await caller_of(ctx.connection, credentials, None)
    await ctx.connection.execute(f"update session set {ended}".encode())
    assert await caller_of(ctx.connection, credentials, None) is None


async def test_last_seen_is_written_at_most_once_a_minute(ctx: Ctx) -> None:
    await account(ctx)
    opened = await sessions.sign_in(ctx, email="mia@example.test", password=GOOD)
    credentials = Credentials(crypto.digest(opened.secret), bearer=False)

    async def seen_seconds_ago() -> float:
        return float(await db.value(ctx, "select extract(epoch from now() - max(seen_at)) from session"))

    await db.run(ctx, "update session set seen_at = now() - interval '59 seconds'")
    await caller_of(ctx.connection, credentials, None)
    assert await seen_seconds_ago() == 59
    await db.run(ctx, "update session set seen_at = now() - interval '61 seconds'")
    await caller_of(ctx.connection, credentials, None)
    assert await seen_seconds_ago() == 0


async def test_the_eleventh_try_waits_and_a_success_forgets_the_failures(ctx: Ctx) -> None:
    limit = Limit("test", 10)
    for _ in range(10):
        await tries.refuse_if_too_many(ctx, [limit])
        await tries.count(ctx, [limit])
    with pytest.raises(TooMany) as refused:
        await tries.refuse_if_too_many(ctx, [limit])
    assert 890 <= int(refused.value.headers["Retry-After"]) <= 900
    await tries.forget(ctx, limit)
    await tries.refuse_if_too_many(ctx, [limit])


async def test_tries_leave_the_window(ctx: Ctx) -> None:
    limit = Limit("test", 3)
    for _ in range(3):
        await tries.count(ctx, [limit])
    await db.run(ctx, "update throttle set at = at - interval '15 minutes'")
    await tries.refuse_if_too_many(ctx, [limit])


async def test_a_link_works_once_and_only_for_its_kind(ctx: Ctx) -> None:
    made = await account(ctx)
    path = await links.create_sign_in_link(ctx, made.id)
    assert path.startswith("/sign-in#")
    with pytest.raises(links.LinkInvalid):
        await links.redeem(ctx, "password_reset", secret_of(path))
    assert (await links.redeem(ctx, "sign_in", secret_of(path))).account_id == made.id
    with pytest.raises(links.LinkInvalid):
        await links.redeem(ctx, "sign_in", secret_of(path))


async def test_a_new_sign_in_link_ends_the_one_before(ctx: Ctx) -> None:
    made = await account(ctx)
    old = await links.create_sign_in_link(ctx, made.id)
    new = await links.create_sign_in_link(ctx, made.id)
    with pytest.raises(links.LinkInvalid):
        await links.redeem(ctx, "sign_in", secret_of(old))
    await links.redeem(ctx, "sign_in", secret_of(new))


async def test_a_link_ends_by_age(ctx: Ctx) -> None:
    made = await account(ctx)
    path = await links.create_sign_in_link(ctx, made.id)
    ctx.now += timedelta(days=1)
    with pytest.raises(links.LinkInvalid):
        await links.redeem(ctx, "sign_in", secret_of(path))


async def test_only_hashes_of_secrets_are_kept(ctx: Ctx) -> None:
    made = await account(ctx)
    secret = secret_of(await links.create_sign_in_link(ctx, made.id))
    token = await tokens.create_token(ctx, NewToken(name="CI", scopes=["goals:read"]))
    opened = await sessions.sign_in(ctx, email=made.email, password=GOOD)
    kept = " ".join(
        [
            *(await db.column(ctx, "select link::text from link")),
            *(await db.column(ctx, "select token::text from token")),
            *(await db.column(ctx, "select session::text from session")),
        ]
    )
    for each in (secret, token.secret, opened.secret):
        assert len(each) >= 43
        assert each not in kept


async def test_the_set_up_link_is_replaced_at_each_start_and_gone_when_somebody_has_an_account(ctx: Ctx) -> None:
    assert await links.set_up_link(ctx.connection) is None  # the fresh workspace has an owner
    await db.run(ctx, "delete from member")
    await db.run(ctx, "delete from account")
    first, second = await links.set_up_link(ctx.connection), await links.set_up_link(ctx.connection)
    assert first is not None
    assert second is not None
    assert first.startswith("/set-up#")
    with pytest.raises(links.LinkInvalid):
        await links.look_up(ctx, "set_up", secret_of(first))
    await links.look_up(ctx, "set_up", secret_of(second))


async def test_a_reset_sets_the_password_and_signs_everything_else_out(ctx: Ctx) -> None:
    made = await account(ctx)
    thief = await sessions.sign_in(ctx, email=made.email, password=GOOD)
    await jobs.send_reset(ctx, email="MIA@example.test")
    mail = await db.value(ctx, "select text from outbox_mail order by created_at desc limit 1")
    secret = mail.partition("/reset#")[2].split()[0]
    opened = await sessions.redeem_reset(ctx, secret=secret, password="another fine long password")
    assert await caller_of(ctx.connection, Credentials(crypto.digest(thief.secret), bearer=False), None) is None
    assert await caller_of(ctx.connection, Credentials(crypto.digest(opened.secret), bearer=False), None)
    with pytest.raises(sessions.WrongPassword):
        await sessions.sign_in(ctx, email=made.email, password=GOOD)
    await sessions.sign_in(ctx, email=made.email, password="another fine long password")


async def test_a_reset_for_a_stranger_sends_nothing(ctx: Ctx) -> None:
    await jobs.send_reset(ctx, email="nobody@example.test")
    assert await db.value(ctx, "select count(*) from outbox_mail") == 0


async def test_a_mail_without_a_mail_server_stays_in_the_outbox(ctx: Ctx) -> None:
    await account(ctx)
    await jobs.send_reset(ctx, email="mia@example.test")
    mail: UUID = await db.value(ctx, "select id from outbox_mail")
    await jobs.send_mail(ctx, mail=str(mail))
    assert await db.value(ctx, "select sent_at is null from outbox_mail")


async def test_a_token_needs_known_scopes_a_name_and_a_sane_end(ctx: Ctx) -> None:
    for wrong, path in (
        (NewToken(name="CI", scopes=["goals:burn"]), "scopes"),
        (NewToken(name="CI", scopes=[]), "scopes"),
        (NewToken(name=" ", scopes=["goals:read"]), "name"),
        (NewToken(name="x" * 81, scopes=["goals:read"]), "name"),
        (NewToken(name="CI", scopes=["goals:read"], expires_in_days=0), "expires_in_days"),
        (NewToken(name="CI", scopes=["goals:read"], expires_in_days=367), "expires_in_days"),
    ):
        with pytest.raises(Invalid) as refused:
            await tokens.create_token(ctx, wrong)
        assert refused.value.errors[0].path == path
    assert await db.value(ctx, "select count(*) from token") == 0


async def test_a_token_answers_for_its_workspace_until_it_is_revoked(ctx: Ctx) -> None:
    made = await tokens.create_token(ctx, NewToken(name="CI", scopes=["goals:read"]))
    assert made.secret.startswith("hw_")
    assert made.token.hint == made.secret[-4:]
    credentials = Credentials(crypto.digest(made.secret), bearer=True)
    caller = await caller_of(ctx.connection, credentials, ctx.workspace.slug)
    assert caller is not None
    assert caller.workspace is not None
    assert caller.actor.scopes == frozenset({"goals:read"})
    assert (await caller_of(ctx.connection, Credentials(credentials.secret, bearer=False), None)) is None
    await tokens.revoke_token(ctx, made.token.id)
    assert await caller_of(ctx.connection, credentials, ctx.workspace.slug) is None
    assert [event.kind for event in ctx.recorded] == ["identity.token_created", "identity.token_revoked"]
    assert made.secret not in str(ctx.recorded)


async def test_an_expired_token_is_nobody(ctx: Ctx) -> None:
    made = await tokens.create_token(ctx, NewToken(name="CI", scopes=["goals:read"], expires_in_days=1))
    await db.run(ctx, "update token set expires_at = now()")
    credentials = Credentials(crypto.digest(made.secret), bearer=True)
    assert await caller_of(ctx.connection, credentials, ctx.workspace.slug) is None


async def test_members_see_their_own_tokens_and_admins_all(ctx: Ctx, make: Make) -> None:
    mine, theirs = make.ctx_of(await make.member()), make.ctx_of(await make.member(name="Max Other"))
    token = (await tokens.create_token(mine, NewToken(name="CI", scopes=["goals:read"]))).token
    assert [each.id for each in await queries.tokens(mine)] == [token.id]
    assert await queries.tokens(theirs) == []
    assert [(each.id, each.mine, each.can["revoke"]) for each in await queries.tokens(ctx)] == [(token.id, False, True)]
    with pytest.raises(NotFound):
        await tokens.revoke_token(theirs, token.id)
    await tokens.revoke_token(ctx, token.id)


async def test_sweeping_takes_what_has_ended_and_leaves_the_rest(ctx: Ctx) -> None:
    made = await account(ctx)
    await sessions.sign_in(ctx, email=made.email, password=GOOD)
    await links.create_sign_in_link(ctx, made.id)
    await tries.count(ctx, [Limit("now", 1)])
    await jobs.sweep(ctx)
    assert await db.value(ctx, "select count(*) from session") == 1
    assert await db.value(ctx, "select count(*) from throttle") == 1
    await db.run(ctx, "update session set expires_at = now() - interval '1 second'")
    await db.run(ctx, "update link set expires_at = now() - interval '8 days'")
    await db.run(ctx, "update throttle set at = at - interval '2 days'")
    await jobs.sweep(ctx)
    assert await db.value(ctx, "select (select count(*) from session) + (select count(*) from link)") == 0
    assert await db.value(ctx, "select count(*) from throttle") == 0


async def test_tries_sent_at_the_same_moment_are_all_counted(database_url: Callable[[str], str]) -> None:
    database = Database(database_url("headway_app"), size=8)
    await database.open()

    async def attempt() -> str:
        async with database.transaction() as connection:
            ctx = Ctx(connection, NOWHERE, Actor(), now=clock.now())
            ctx.address = "192.0.2.7"
            try:
                await sessions.sign_in(ctx, email="nobody@example.test", password="guess")
            except TooMany:
                return "wait"
            except sessions.WrongPassword:
                return "wrong"
            return "in"

    results = await asyncio.gather(*(attempt() for _ in range(16)))
    await database.close()
    assert sorted(results) == ["wait"] * 6 + ["wrong"] * 10


async def test_a_link_redeemed_twice_at_the_same_moment_works_once(database_url: Callable[[str], str]) -> None:
    database = Database(database_url("headway_app"), size=4)
    await database.open()
    async with database.transaction() as connection:
        ctx = Ctx(connection, NOWHERE, Actor(), now=clock.now())
        made = await account(ctx, password=None)
        secret = secret_of(await links.create_sign_in_link(ctx, made.id))

    async def redeem() -> str:
        async with database.transaction() as connection:
            ctx = Ctx(connection, NOWHERE, Actor(), now=clock.now())
            try:
                await sessions.sign_in_by_link(ctx, secret)
            except links.LinkInvalid:
                return "refused"
            return "in"

    results = await asyncio.gather(*(redeem() for _ in range(4)))
    await database.close()
    assert sorted(results) == ["in", "refused", "refused", "refused"]

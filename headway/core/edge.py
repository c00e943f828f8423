"""The edge: every API request passes here once, on its way in and on its way out.

In: request id, who calls (session cookie or bearer token), may they call this route, is the write forged, has this
keyed write been answered before. Then one transaction with its `Ctx`. Out: the events and jobs collected are written,
the transaction is committed, and only then is the answer sent. An answer that is an error rolls everything back.
"""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AbstractAsyncContextManager
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec
import psycopg
import structlog
from psycopg_pool import PoolTimeout

from headway.core import clock
from headway.core.answers import Answer, packed
from headway.core.ctx import Actor, Ctx, Workspace
from headway.core.db import Connection, as_problem
from headway.core.errors import (
    Conflict,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    Problem,
    TooLarge,
    Unauthenticated,
)
from headway.core.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

SESSION_COOKIE = "headway_session"
CSRF_COOKIE = "headway_csrf"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ONLY_FOR = {
    "guest": "This is for people of the workspace only.",
    "member": "This is for members only; you are a guest here.",
    "admin": "This is for admins only.",
    "owner": "This is for owners only.",
}
NOWHERE = Workspace(id=UUID(int=0), slug="", name="")


SHOWN_ONCE = Conflict(
    "This was done already. Its secret was in the first answer and is not kept.", code="core.shown_once"
)


class Credentials(msgspec.Struct, frozen=True):
    """A secret the request carries: a session's (from the cookie) or a token's (from the Authorization header)."""

    secret: bytes
    bearer: bool


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """What a secret stands for. `workspace` is None where the path names none, or none this account is a member of."""

    actor: Actor
    workspace: Workspace | None = None
    csrf: str = ""


class Transactions(Protocol):
    """`Database`, or the one of the tests that rolls everything back."""

    def transaction(
        self, workspace: UUID | None = None, *, guest: UUID | None = None
    ) -> AbstractAsyncContextManager[Connection]: ...


Authenticate = Callable[[Connection, Credentials, str | None], Awaitable[Caller | None]]
"""Given by the organisation room: looks a secret up, live; membership and revocation count at once.

Where the caller has a workspace, it is the tenant of the connection's transaction from then on.
"""


class Edge(msgspec.Struct, kw_only=True):
    """What the middleware needs of the installation."""

    database: Transactions
    authenticate: Authenticate
    answer_problem: Callable[[Problem, str], tuple[int, list[tuple[bytes, bytes]], bytes]]
    wake: Callable[[], None]
    settings: Settings

    def __call__(self, app: App) -> App:
        """As Litestar wants a middleware: given the next app, the wrapped one."""

        async def handle(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or not str(scope["path"]).startswith("/api/"):
                await app(scope, receive, send)
                return
            await _Request(self, app, scope).answer(receive, send)

        return handle

    async def caller(self, scope: Scope) -> Caller | None:
        """Who sent this request, looked up again: for streams, which outlive a revocation otherwise."""
        request = _Request(self, _nothing, scope)
        credentials = request.credentials()
        if credentials is None:
            return None
        slug = (scope.get("path_params") or {}).get("workspace")
        async with self.database.transaction() as connection:
            return await self.authenticate(connection, credentials, slug)


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """The app of a request that is only asked who sent it."""


class _Request:
    """One request on its way through."""

    def __init__(self, edge: Edge, app: App, scope: Scope) -> None:
        self.edge = edge
        self.app = app
        self.scope = scope
        self.headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        given = self.headers.get("x-request-id", "")
        self.request_id = given if 8 <= len(given) <= 64 and given.isascii() and given.isprintable() else uuid4().hex
        scope.setdefault("state", {})["request_id"] = self.request_id
        self.opt: dict[str, Any] = scope["route_handler"].opt
        self.method = str(scope["method"])
        self._claim: dict[str, Any] | None = None

    async def answer(self, receive: Receive, send: Send) -> None:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=self.request_id)
        try:
            if self.opt.get("stream"):
                await self._stream(receive, send)
                return
            body = b"" if self.method in SAFE_METHODS else await self._read_body(receive)
            answer = await self._transact(body)
        except _RollBack as rolled_back:
            answer = rolled_back.answer
        except Problem as problem:
            answer = Answer(*self.edge.answer_problem(problem, self.request_id))
        except (psycopg.Error, PoolTimeout, OSError) as error:
            answer = Answer(*self.edge.answer_problem(as_problem(error), self.request_id))
        await self._send(answer, send)

    async def _transact(self, body: bytes) -> Answer:
        database = self.edge.database
        async with database.transaction() as connection:
            ctx = await self._enter(connection)
            replay = await self._replayed(ctx, body)
            if replay is not None:
                return replay
            answer = await self._call(body)
            if answer.status >= 400 and not ctx.keep_on_refusal:
                raise _RollBack(answer)
            await self._keep(ctx, answer)
            wrote = await ctx.flush()
        if wrote:
            self.edge.wake()
        return answer

    async def _stream(self, receive: Receive, send: Send) -> None:
        """A stream holds no transaction: who calls is settled first, then the handler opens what it needs."""
        if self.opt.get("permission") != "public":
            async with self.edge.database.transaction() as connection:
                await self._enter(connection)
        await self.app(self.scope, receive, send)

    # -- the way in ---------------------------------------------------------------------------------------------

    async def _enter(self, connection: Connection) -> Ctx:
        permission = self.opt.get("permission", "owner")
        slug = (self.scope.get("path_params") or {}).get("workspace")
        credentials = self.credentials()
        if permission == "public" and credentials and credentials.bearer:
            credentials = None  # a token belongs to a workspace: outside of it it stands for nobody
        caller = await self.edge.authenticate(connection, credentials, slug) if credentials else None
        if permission != "public":
            self._admit(caller, permission, slug)
        if credentials and caller and not credentials.bearer and self.method not in SAFE_METHODS:
            self._refuse_forgery(caller)
        elif self.method not in SAFE_METHODS:
            self._refuse_foreign_origin()
        ctx = Ctx(
            connection,
            caller.workspace if caller and caller.workspace else NOWHERE,
            caller.actor if caller else Actor(),
            now=clock.now(),
            request_id=self.request_id,
            settings=self.edge.settings,
        )
        ctx.address = self._address()
        ctx.user_agent = self.headers.get("user-agent", "")[:300]
        self.scope["state"]["ctx"] = ctx
        return ctx

    def _admit(self, caller: Caller | None, permission: str, slug: str | None) -> None:
        if caller is None:
            raise Unauthenticated("Please sign in.", headers={"WWW-Authenticate": "Bearer"})
        if permission == "account":
            if caller.actor.kind == "token":
                raise Forbidden("Tokens belong to a workspace; this needs a signed-in person.", code="core.no_token")
            return
        if slug is None or caller.workspace is None:
            raise NotFound
        if not caller.actor.at_least(permission):  # type: ignore[arg-type]  # checked when the app is built
            raise Forbidden(ONLY_FOR[permission], code="core.role")
        scopes, needed = caller.actor.scopes, self.opt.get("token_scope")
        if scopes is not None and (needed is None or needed not in scopes):
            wanted = needed or "a signed-in person"
            raise Forbidden(f"This token may not do that: it needs {wanted}.", code="core.token_scope")

    def credentials(self) -> Credentials | None:
        kind, _, secret = self.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and secret.strip():
            return Credentials(hashlib.sha256(secret.strip().encode()).digest(), bearer=True)
        cookie = self._cookies().get(SESSION_COOKIE)
        return Credentials(hashlib.sha256(cookie.encode()).digest(), bearer=False) if cookie else None

    def _cookies(self) -> dict[str, str]:
        try:
            return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("cookie", "")).items()}
        except CookieError:
            return {}

    def _refuse_forgery(self, caller: Caller) -> None:
        self._refuse_foreign_origin()
        given = self.headers.get("x-csrf-token", "")
        if not caller.csrf or not hmac.compare_digest(given.encode(), caller.csrf.encode()):
            raise Forbidden(
                "The page is out of date: reload it and try again.",
                code="core.csrf",
            )

    def _refuse_foreign_origin(self) -> None:
        origin = self.headers.get("origin")
        if origin is None:
            return
        here = {self.headers.get("host", ""), urlsplit(self.edge.settings.public_url).netloc} - {""}
        if urlsplit(origin).netloc not in here:
            raise Forbidden("This request comes from another site.", code="core.origin")

    def _address(self) -> str:
        client = self.scope.get("client")
        address = str(client[0]) if client else ""
        forwarded = [part.strip() for part in self.headers.get("x-forwarded-for", "").split(",") if part.strip()]
        hops = self.edge.settings.trusted_proxies
        return forwarded[-hops] if 0 < hops <= len(forwarded) else address

    async def _read_body(self, receive: Receive) -> bytes:
        megabytes = min(self.opt.get("limit_mb") or 1, self.edge.settings.body_limit_mb)
        limit = int(megabytes * 1024 * 1024)
        said = self.headers.get("content-length", "")
        if said.isdecimal() and int(said) > limit:
            raise TooLarge(f"The request is larger than {limit // 1024} KB.")
        parts, size = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Malformed("The connection was closed before the request was complete.", code="core.disconnected")
            size += len(message.get("body", b""))
            if size > limit:
                raise TooLarge(f"The request is larger than {limit // 1024} KB.")
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                return b"".join(parts)

    # -- keyed writes -------------------------------------------------------------------------------------------

    @property
    def _key(self) -> str | None:
        return None if self.method in SAFE_METHODS else self.headers.get("idempotency-key")

    async def _replayed(self, ctx: Ctx, body: bytes) -> Answer | None:
        """Claim the key, or give the answer it was given before."""
        if self.method in SAFE_METHODS or ctx.workspace is NOWHERE:
            return None
        key = self._key
        if key is None:
            if ctx.actor.kind == "token":
                raise Invalid(
                    "Writes by a token need an Idempotency-Key header, so that a retry is safe.",
                    code="core.key_required",
                )
            return None
        if not 1 <= len(key) <= 128 or not key.isprintable():
            raise Invalid("Idempotency-Key must be 1 to 128 printable characters.", code="core.key")
        principal = ctx.actor.token or ctx.actor.account or UUID(int=0)
        path = str(self.scope["path"]).encode()
        print_ = hashlib.sha256(b"\0".join([self.method.encode(), path, self.scope["query_string"], body])).digest()
        self._claim = {
            "workspace": ctx.workspace.id,
            "principal": principal,
            "key": key,
            "fingerprint": print_,
        }
        try:
            cursor = await ctx.connection.execute(_CLAIM, self._claim)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled) as error:
            raise Conflict(
                "The same request is still being worked on.",
                code="core.key_busy",
                headers={"Retry-After": "1"},
            ) from error
        row = await cursor.fetchone()
        if row is None or row[0] is None:
            return None
        if bytes(row[0]) != print_:
            raise Invalid("This Idempotency-Key was used for another request.", code="core.key_reused")
        headers = [(b"content-type", b"application/json"), (b"idempotency-replayed", b"true")]
        return Answer(int(row[1]), headers, bytes(row[2]))

    async def _keep(self, ctx: Ctx, answer: Answer) -> None:
        if self._claim is None:
            return
        status, body = answer.status, answer.body
        if self.opt.get("shown_once"):
            status, _, body = self.edge.answer_problem(SHOWN_ONCE, self.request_id)
        await ctx.connection.execute(_KEEP, {**self._claim, "status": status, "body": body})

    # -- the handler and the way out ----------------------------------------------------------------------------

    async def _call(self, body: bytes) -> Answer:
        collected = Answer(500, [], b"")
        sent = False

        async def receive() -> Message:
            nonlocal sent
            if sent:
                return {"type": "http.disconnect"}
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                collected.status = int(message["status"])
                collected.headers = list(message.get("headers", []))
            elif message["type"] == "http.response.body":
                collected.body += message.get("body", b"")

        await self.app(self.scope, receive, send)
        return collected

    async def _send(self, answer: Answer, send: Send) -> None:
        headers, body = packed(answer, self.headers, method=self.method)
        headers.append((b"x-request-id", self.request_id.encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": body if self.method != "HEAD" else b""})


class _RollBack(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


# A conflict waits for the first writer and then sees its row; `old` is null exactly when the key is new.
_CLAIM = """
insert into idempotency as i (workspace_id, principal, key, fingerprint)
values (%(workspace)s, %(principal)s, %(key)s, %(fingerprint)s)
on conflict (workspace_id, principal, key) do update set key = excluded.key
returning old.fingerprint, old.status, old.body
"""

_KEEP = """
update idempotency set status = %(status)s, body = %(body)s
 where workspace_id = %(workspace)s and principal = %(principal)s and key = %(key)s
"""

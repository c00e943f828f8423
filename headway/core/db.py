"""The way to the database: a pool, one transaction per request or job, plain SQL that returns Structs.

Nothing reads or writes a tenant table outside `Database.transaction`, which sets the tenant for that transaction
only. Rooms call the functions at the end with their `ctx`; nobody commits inside a room.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from inspect import Parameter, signature
from typing import Any, LiteralString, Protocol, TypeVar, cast
from uuid import UUID

import msgspec
import psycopg
from psycopg import AsyncConnection, AsyncCursor
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq.abc import PGresult
from psycopg.rows import RowMaker
from psycopg.sql import SQL, Composable, Composed
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool

from headway.core import log
from headway.core.errors import Conflict, Invalid, NotFound, Problem, Unavailable

set_json_loads(msgspec.json.decode)  # several times as fast as the standard library's
set_json_dumps(msgspec.json.encode)

T = TypeVar("T", bound=msgspec.Struct)
Statement = LiteralString | SQL | Composed
Connection = AsyncConnection[Any]


class HasConnection(Protocol):
    """A `Ctx`, or anything that carries the connection of the running transaction."""

    @property
    def connection(self) -> Connection: ...


class Database:
    """A pool for one role. `transaction` is the only door."""

    def __init__(self, url: str, *, size: int = 10, statement_timeout_ms: int = 5000, name: str = "app") -> None:
        given = str(conninfo_to_dict(url).get("options") or "") if url else ""
        options = " ".join(
            [
                given,
                f"-c statement_timeout={statement_timeout_ms}",
                "-c idle_in_transaction_session_timeout=30000",
                # Planning under row security costs more than running, and our statements are written for one plan.
                "-c plan_cache_mode=force_generic_plan",
            ]
        )
        self.url = url
        self._pool: AsyncConnectionPool[Connection] = _WarmestFirst(
            url,
            min_size=1,
            max_size=size,
            open=False,
            timeout=10,
            max_idle=300,
            reconnect_timeout=0.2,  # tries within one attempt get rarer, from 1 s on: rather begin new ones
            reconnect_failed=AsyncConnectionPool.check,  # which begins it
            check=AsyncConnectionPool.check_connection if size < 2 else None,
            configure=_remember_statements,
            kwargs={
                "autocommit": True,
                "application_name": f"headway-{name}",
                "options": options,
                "prepare_threshold": 0,  # statements are few and come again: the first time already
            },
            name=name,
        )

    async def open(self) -> None:
        await self._pool.open(wait=True, timeout=30)

    async def close(self) -> None:
        await self._pool.close()

    @asynccontextmanager
    async def transaction(
        self, workspace: UUID | None = None, *, guest: UUID | None = None
    ) -> AsyncIterator[Connection]:
        """One transaction, committed on leaving, rolled back on an exception, with the tenant set if there is one.

        `guest` is `actor.guest`: the member id of a guest, for whom only shared rows exist then.
        """
        async with self._pool.connection() as connection:
            await connection.execute(_begin(workspace, guest), prepare=False)
            yield connection
            await connection.commit()  # which the pool would do too, but without a word where the connection is lost

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A bare connection in autocommit, for LISTEN and for instance tables only."""
        async with self._pool.connection() as connection:
            yield connection


class _WarmestFirst(AsyncConnectionPool[Connection]):
    """Hands out the connection that came back last: it knows tables and plans already.

    A round of all of them would keep all half cold, at several times the cost of a request. What is not needed is
    closed, the coldest first.
    """

    async def _get_ready_connection(self, timeout: float | None) -> Connection | None:  # noqa: ASYNC109 - the library's
        self._pool.rotate(1)
        return await super()._get_ready_connection(timeout)


async def _remember_statements(connection: Connection) -> None:
    """All of ours: the driver's default of 100 would forget some of them again and again."""
    connection.prepared_max = 1000


def _begin(workspace: UUID | None, guest: UUID | None) -> bytes:
    """Begin, and set the tenant on the same way to the database. Nothing but UUIDs comes into this text."""
    if workspace is None:
        return b"begin"
    of_guest = "" if guest is None else str(guest)
    tenant = f"set_config('headway.workspace', '{workspace}', true), set_config('headway.guest', '{of_guest}', true)"
    return f"begin; select {tenant}".encode()


async def set_tenant(connection: Connection, workspace: UUID, *, guest: UUID | None = None) -> None:
    """Set the tenant, and the guest floor for a guest, for the running transaction only; at its end both are gone."""
    await connection.execute(_SET_TENANT, [str(workspace), "" if guest is None else str(guest)])


_SET_TENANT = "select set_config('headway.workspace', %s, true), set_config('headway.guest', %s, true)"


async def rows(ctx: HasConnection, row: type[T], statement: Statement, **parameters: Any) -> list[T]:
    """Run a statement; each row becomes a `row` Struct by column name."""
    cursor = ctx.connection.cursor(row_factory=_struct_maker(row), binary=True)
    async with cursor:
        await cursor.execute(_query(statement), parameters)
        return cast("list[T]", await cursor.fetchall())


async def maybe(ctx: HasConnection, row: type[T], statement: Statement, **parameters: Any) -> T | None:
    """The first row, or None."""
    found = await rows(ctx, row, statement, **parameters)
    return found[0] if found else None


async def one(ctx: HasConnection, row: type[T], statement: Statement, **parameters: Any) -> T:
    """The first row. Raises `NotFound` where there is none."""
    found = await rows(ctx, row, statement, **parameters)
    if not found:
        raise NotFound
    return found[0]


async def tuples(ctx: HasConnection, statement: Statement, **parameters: Any) -> list[tuple[Any, ...]]:
    """Rows as they come, for the few reads whose cost is the number of rows."""
    async with ctx.connection.cursor(binary=True) as cursor:
        await cursor.execute(_query(statement), parameters)
        return await cursor.fetchall()


async def value(ctx: HasConnection, statement: Statement, **parameters: Any) -> Any:
    """The first column of the first row, or None."""
    async with ctx.connection.cursor(binary=True) as cursor:
        await cursor.execute(_query(statement), parameters)
        found = await cursor.fetchone()
    return found[0] if found else None


async def column(ctx: HasConnection, statement: Statement, **parameters: Any) -> list[Any]:
    """The first column of every row."""
    async with ctx.connection.cursor(binary=True) as cursor:
        await cursor.execute(_query(statement), parameters)
        return [row[0] for row in await cursor.fetchall()]


async def run(ctx: HasConnection, statement: Statement, **parameters: Any) -> int:
    """Run a statement for its effect; the number of rows it touched."""
    async with ctx.connection.cursor() as cursor:
        await cursor.execute(_query(statement), parameters)
        return cursor.rowcount


async def run_many(ctx: HasConnection, statement: Statement, many: Sequence[Mapping[str, Any]]) -> None:
    """Run one statement for many parameter sets (psycopg pipelines them)."""
    if not many:
        return
    async with ctx.connection.cursor() as cursor:
        await cursor.executemany(_query(statement), many)


def array_of(ids: Iterable[UUID]) -> str:
    """Ids as PostgreSQL writes an array, for `%(ids)s::uuid[]`; psycopg's own way costs several times as much."""
    return "{" + ",".join(map(str, ids)) + "}"


def _query(statement: Statement) -> Any:
    return statement if isinstance(statement, Composable) else statement.encode()


def _struct_maker(row: type[T]) -> Any:
    def factory(cursor: AsyncCursor[Any]) -> RowMaker[T]:
        names = _names(cursor.pgresult)
        if names == row.__struct_fields__ and _takes_positions(row):
            return lambda values: row(*values)

        def make(values: Sequence[Any]) -> T:
            return row(**dict(zip(names, values, strict=True)))

        return make

    return factory


def _names(result: PGresult | None) -> tuple[str, ...]:
    """The columns; `cursor.description` says much more, at a tenth of the cost of a request."""
    return () if result is None else tuple((result.fname(at) or b"").decode() for at in range(result.nfields))


@cache
def _takes_positions(row: type[msgspec.Struct]) -> bool:
    """Whether its fields may be given by place: a third of the cost of names, which counts in lists."""
    return all(one.kind is Parameter.POSITIONAL_OR_KEYWORD for one in signature(row).parameters.values())


_MEANINGS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[Problem], str, str], ...] = (
    (
        (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure),
        Unavailable,
        "core.busy",
        "Two changes met; please try again.",
    ),
    (psycopg.errors.QueryCanceled, Unavailable, "core.timeout", "This took too long and was stopped."),
    (
        psycopg.errors.UniqueViolation,
        Conflict,
        "core.exists",
        "Something with this name or place exists already.",
    ),
    (
        psycopg.errors.ForeignKeyViolation,
        Invalid,
        "core.reference",
        "It refers to something that does not exist or is in use.",
    ),
    (
        (psycopg.DataError, psycopg.errors.CheckViolation),
        Invalid,
        "core.value",
        "A value is out of its range or has a character that cannot be stored.",
    ),
    (
        (psycopg.OperationalError, OSError),
        Unavailable,
        "core.unavailable",
        "Headway cannot answer right now: please try again in a few seconds.",
    ),
)


def as_problem(error: Exception) -> Problem:
    """What a database error means to the caller. Constraints are the last net; what we did not foresee is logged."""
    for kind, problem, code, sentence in _MEANINGS:
        if isinstance(error, kind):
            log.get("db").warning("refused by the database", code=code, error=str(error).split("\n")[0])
            headers = {"Retry-After": "2"} if problem is Unavailable else None
            return problem(sentence, code=code, headers=headers)
    log.get("db").error("unexpected error", exc_info=error)
    return Problem("Something went wrong on our side. It has been logged; please try again.")

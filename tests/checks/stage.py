"""What the checks stand on: a database of their own, the real app over one connection, a world that never changes.

Every request runs in a transaction that is rolled back afterwards, so that all of them see the same world and may run
in any order. Between a request and its rollback the check looks at the tables as superuser.
"""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, cast

import httpx
from litestar import Litestar
from psycopg import AsyncConnection

from headway.core import migrate, roles
from headway.core.db import Connection
from headway.core.embedded import Cluster
from headway.core.settings import Settings
from headway.main import build
from tests.checks.world import KEYS, World, furnish_world
from tests.conftest import TEMPLATE, RollbackDatabase

Server = Callable[[str, str], str]
IGNORED = {"throttle", "yoyo_lock"}  # tries are counted on purpose; the other belongs to migrations
DROPPED = {"session": ["seen_at"], "token": ["used_at"]}  # when somebody was last seen is not an effect


@contextmanager
def own_server() -> Iterator[Server]:
    """A cluster in memory for a check that runs by itself; tests hand in theirs."""
    with Cluster.temporary() as cluster:
        roles.create_database(cluster.superuser_url(), TEMPLATE)
        migrate.migrate(cluster.url("headway_owner", TEMPLATE))
        yield cluster.url


class Stage:
    """The app, its world, and one connection that is the superuser outside requests and headway_app inside."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self.random = random.Random(seed)
        self.database = RollbackDatabase(connection)
        self.app: Litestar = build(Settings(secret_keys=KEYS), self.database)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=cast("Any", self.app), raise_app_exceptions=False),
            base_url="http://headway.test",
        )
        self.world: World
        self._hash = b""

    @asynccontextmanager
    async def rolled_back(self) -> AsyncIterator[None]:
        """Everything inside leaves nothing behind."""
        async with self.connection.transaction(force_rollback=True):
            await self.connection.execute("set local role headway_app")
            yield

    async def send(self, request: httpx.Request) -> httpx.Response:
        """One request by itself."""
        async with self.rolled_back():
            return await self.http.send(request)

    async def send_and_hash(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """One request, and the hash over all tables that it leaves."""
        async with self.rolled_back():
            answer = await self.http.send(request)
            await self.connection.execute("reset role")
            return answer, await self.hash()

    async def hash(self) -> bytes:
        """One hash over the content of all tables, the queue included."""
        if not self._hash:
            self._hash = await _hash_statement(self.connection)
        cursor = await self.connection.execute(self._hash)
        row = await cursor.fetchone()
        return str(row[0] if row else "").encode()


async def _hash_statement(connection: Connection) -> bytes:
    cursor = await connection.execute(
        "select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
    )
    names = [row[0] for row in await cursor.fetchall() if row[0] not in IGNORED and not row[0].startswith("_yoyo")]
    parts = []
    for name in names:
        text = "to_jsonb(t)" + "".join(f" - '{column}'" for column in DROPPED.get(name, []))
        total = f"select coalesce(sum(hashtextextended(({text})::text, 0)), 0) from {name} t"
        parts.append(f"select '{name}' as name, ({total}) as sum")
    union = " union all ".join(parts)
    return f"select md5(string_agg(name || sum::text, ' ' order by name)) from ({union}) tables".encode()


@asynccontextmanager
async def staged(url: str, seed: int = 1, *, world: World | None = None) -> AsyncIterator[Stage]:
    """`url` is the superuser's address of a migrated database; `world` is in it already, or is built now."""
    connection: AsyncConnection[Any] = await AsyncConnection.connect(url, autocommit=True)
    async with connection:
        stage = Stage(connection, seed)
        stage.world = world or await furnish_world(connection)
        yield stage
        await stage.http.aclose()


async def furnished(url: str) -> World:
    """Build the world in an empty, migrated database, for copies of it."""
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        return await furnish_world(connection)

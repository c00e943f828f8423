"""What every test stands on: one PostgreSQL in memory, one template database, one transaction per test.

`ctx` is an owner in a fresh workspace, inside a transaction that is rolled back. `client` is the real app over the same
connection. Tests that need several connections or real commits take `database_url` and clean up by its fresh database.
"""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import settings
from litestar.testing import AsyncTestClient
from psycopg import AsyncConnection

from headway.core import migrate, roles
from headway.core.ctx import Actor, Ctx
from headway.core.db import Connection, set_tenant
from headway.core.embedded import Cluster
from headway.core.settings import Settings
from tests.far_end import FarEnd, far_end
from tests.make import Make, Member

# The same examples on every run in CI: what is found there must be found again. Elsewhere they differ, and find more.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")

TEMPLATE = "headway_template"
_clusters: list[Cluster] = []


def _cluster() -> Cluster:
    """The one cluster of this test run, started by the process that began it."""
    if not _clusters:
        cluster = Cluster.temporary().start()
        _clusters.append(cluster)
        roles.create_database(cluster.superuser_url(), TEMPLATE)
        migrate.migrate(cluster.url("headway_owner", TEMPLATE))
    return _clusters[0]


def pytest_configure_node(node: Any) -> None:
    """Under xdist the controller starts the cluster and tells each worker where it is."""
    node.workerinput["sockets"] = str(_cluster().sockets)


def pytest_unconfigure() -> None:
    for cluster in _clusters:
        cluster.stop()
    _clusters.clear()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """`server(role, database)` is the address of a database of the test cluster."""
    sockets = getattr(request.config, "workerinput", {}).get("sockets") or str(_cluster().sockets)
    return lambda role, database: f"postgresql://{role}@/{database}?host={sockets}"


@contextmanager
def own_database(server: Callable[[str, str], str], template: str = TEMPLATE) -> Iterator[str]:
    """The name of a fresh database: migrated and empty, or a copy of another."""
    name = f"headway_{uuid4().hex[:12]}"
    admin = server("postgres", "postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template} owner headway_owner".encode())
    try:
        yield name
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
def database_url(server: Callable[[str, str], str]) -> Iterator[Callable[[str], str]]:
    """A database of this test's own, migrated and empty: `database_url(role)`."""
    with own_database(server) as name:
        yield lambda role: server(role, name)


@pytest.fixture(scope="session")
def shared_url(server: Callable[[str, str], str]) -> Iterator[str]:
    """The database of this worker in which every test rolls back, as headway_app."""
    with own_database(server) as name:
        yield server("headway_app", name)


class Statements:
    """What was sent to the database: `with statements.counted() as seen:` collects the texts."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def clear(self) -> None:
        self.seen.clear()

    @property
    def count(self) -> int:
        return len(self.seen)


@pytest.fixture
def statements() -> Statements:
    return Statements()


@pytest.fixture
async def connection(shared_url: str, statements: Statements) -> AsyncIterator[Connection]:
    """One connection in one transaction that is rolled back at the end."""

    class Counting(psycopg.AsyncCursor[Any]):
        async def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            statements.seen.append(query.decode() if isinstance(query, bytes) else str(query))
            return await super().execute(query, *args, **kwargs)

        async def executemany(self, query: Any, *args: Any, **kwargs: Any) -> None:
            statements.seen.append(query.decode() if isinstance(query, bytes) else str(query))
            await super().executemany(query, *args, **kwargs)

    opened = await AsyncConnection.connect(shared_url, autocommit=True, cursor_factory=Counting)
    async with opened, opened.transaction(force_rollback=True):
        yield opened


class RollbackDatabase:
    """`Database` for tests: a transaction is a savepoint on the test's one connection."""

    def __init__(self, connection: Connection | None = None) -> None:
        if connection is not None:
            self.connection = connection

    @asynccontextmanager
    async def transaction(
        self, workspace: UUID | None = None, *, guest: UUID | None = None
    ) -> AsyncIterator[Connection]:
        async with self.connection.transaction():
            await self.connection.execute(
                "select set_config('headway.workspace', '', true), set_config('headway.guest', '', true)"
            )
            if workspace is not None:
                await set_tenant(self.connection, workspace, guest=guest)
            yield self.connection
            await self.connection.execute("select set_config('headway.guest', '', true)")
            await self.connection.execute("set constraints all immediate")
            await self.connection.execute("set constraints all deferred")


@pytest.fixture
async def make(connection: Connection) -> Make:
    """Builders for what a test needs (tests/make.py), in a fresh workspace."""
    return await Make.fresh(connection)


@pytest.fixture
async def ctx(make: Make) -> Ctx:
    """The owner of the fresh workspace, in the test's transaction."""
    return make.ctx_of(make.owner)


@pytest.fixture
def as_member(make: Make) -> Callable[[Member], Ctx]:
    """`as_member(member)`: the same transaction through another person's eyes."""
    return make.ctx_of


class Client:
    """The app as a browser of one person sees it. `client.get("/objectives")` is below `/api/w/<workspace>`;
    a path that begins with /api is taken as it is."""

    def __init__(self, http: AsyncTestClient[Any], slug: str) -> None:
        self.http = http
        self.slug = slug
        self.headers: dict[str, str] = {}

    async def request(self, method: str, path: str, *, version: int | None = None, **options: Any) -> Any:
        url = path if path.startswith("/api") else f"/api/w/{self.slug}{path}"
        headers = {**self.headers, **options.pop("headers", {})}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        self.http.cookies.clear()
        return await self.http.request(method, url, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> Any:
        return await self.request("GET", path, **options)

    async def post(self, path: str, **options: Any) -> Any:
        return await self.request("POST", path, **options)

    async def put(self, path: str, **options: Any) -> Any:
        return await self.request("PUT", path, **options)

    async def patch(self, path: str, **options: Any) -> Any:
        return await self.request("PATCH", path, **options)

    async def delete(self, path: str, **options: Any) -> Any:
        return await self.request("DELETE", path, **options)


ClientFor = Callable[[Member | None], Any]


@pytest.fixture(scope="session")
def built() -> tuple[Any, "RollbackDatabase"]:
    """The app, built once (it takes half a second), over a database that each test points at its own connection."""
    from headway.main import build  # noqa: PLC0415 - tests of rules and SQL need not wait for the whole app

    database = RollbackDatabase()
    return build(Settings(), database), database


@pytest.fixture
async def app(built: tuple[Any, "RollbackDatabase"], connection: Connection) -> Any:
    app, database = built
    database.connection = connection
    return app


@pytest.fixture
async def client_for(app: Any, make: Make) -> AsyncIterator[ClientFor]:
    """`await client_for(member)` is that person's browser; `await client_for(None)` an anonymous one."""
    async with AsyncTestClient(app, base_url="http://headway.test") as http:

        async def signed_in(member: Member | None) -> Client:
            client = Client(http, make.workspace.slug)
            if member is not None:
                secret, csrf = await make.session(member)
                client.headers = {"Cookie": f"headway_session={secret}; headway_csrf={csrf}", "X-CSRF-Token": csrf}
            return client

        yield signed_in


@pytest.fixture
async def client(client_for: ClientFor, make: Make) -> Client:
    """The browser of the workspace's owner."""
    signed_in: Client = await client_for(make.owner)
    return signed_in


def system_actor() -> Actor:
    """Who jobs run as."""
    return Actor(kind="system", role="owner", name="Headway")


@pytest.fixture(scope="session")
def _far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarEnd]:
    with far_end(tmp_path_factory.mktemp("far-end")) as server:
        yield server


@pytest.fixture
def far(_far: FarEnd, monkeypatch: pytest.MonkeyPatch) -> FarEnd:
    """A real HTTPS server that is trusted for this test, with nothing heard and nothing to say yet."""
    monkeypatch.setenv("SSL_CERT_FILE", str(_far.certificate))
    _far.came.clear()
    _far.answers.clear()
    return _far

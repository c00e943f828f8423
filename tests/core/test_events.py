"""The event log: numbered densely, in commit order, losing nothing that commits late."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

from psycopg import AsyncConnection

from headway.core import clock, events
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database


async def workspace(url: str) -> Workspace:
    made = Workspace(id=uuid4(), slug=f"w-{uuid4().hex[:8]}", name="W")
    database = Database(url, size=2)
    await database.open()
    async with database.transaction(made.id) as connection:
        await connection.execute("insert into workspace (id, slug, name) values (%s, %s, 'W')", [made.id, made.slug])
    await database.close()
    return made


async def published_by(dispatch: AsyncConnection, many: int) -> list[events.Published]:
    """The next `many`; other tests' transactions in the same cluster may hold the horizon for a moment."""
    found: list[events.Published] = []
    async with asyncio.timeout(20):
        while len(found) < many:
            found += await events.publish(dispatch)
            await asyncio.sleep(0.01)
    return found


async def test_a_late_commit_is_numbered_after_an_early_one_and_none_is_lost(
    database_url: Callable[[str], str],
) -> None:
    home = await workspace(database_url("headway_app"))
    database = Database(database_url("headway_app"), size=4)
    await database.open()
    dispatch = await AsyncConnection.connect(database_url("headway_dispatch"), autocommit=True)
    async with dispatch:
        written = asyncio.Event()
        released = asyncio.Event()

        async def slow() -> None:
            async with database.transaction(home.id) as connection:
                ctx = Ctx(connection, home, SYSTEM, now=clock.now())
                await ctx.record("test.slow", "thing", uuid4())
                await ctx.flush()
                written.set()
                await released.wait()

        writer = asyncio.create_task(slow())
        await written.wait()
        async with database.transaction(home.id) as connection:
            ctx = Ctx(connection, home, SYSTEM, now=clock.now())
            await ctx.record("test.quick", "thing", uuid4())
            await ctx.flush()
        assert await events.publish(dispatch) == [], "a later event must wait for the transaction before it"
        released.set()
        await writer
        published = await published_by(dispatch, 2)
    await database.close()
    assert [(event.number, event.kind) for event in published] == [(1, "test.slow"), (2, "test.quick")]


async def test_the_publisher_announces_what_a_wake_tells_it_within_a_moment(
    database_url: Callable[[str], str],
) -> None:
    home = await workspace(database_url("headway_app"))
    async with publishing(database_url, interval=0.5) as (database, publisher, listener):
        await told(database, home)
        publisher.wake()
        assert len([notice async for notice in listener.notifies(timeout=20, stop_after=1)]) == 1


async def test_what_an_older_transaction_hides_at_first_is_looked_for_again_soon(
    database_url: Callable[[str], str],
) -> None:
    home = await workspace(database_url("headway_app"))
    async with publishing(database_url, interval=3600) as (database, publisher, listener):
        async with database.transaction(home.id) as older:
            await older.execute("select pg_current_xact_id()")
            await told(database, home)
            publisher.wake()
            hidden = [notice async for notice in listener.notifies(timeout=0.1, stop_after=1)]
        assert hidden == []
        assert len([notice async for notice in listener.notifies(timeout=20, stop_after=1)]) == 1


async def told(database: Database, home: Workspace) -> None:
    async with database.transaction(home.id) as connection:
        ctx = Ctx(connection, home, SYSTEM, now=clock.now())
        await ctx.record("test.told", "thing", uuid4())
        await ctx.flush()


@asynccontextmanager
async def publishing(
    database_url: Callable[[str], str], *, interval: float
) -> AsyncIterator[tuple[Database, events.Publisher, AsyncConnection]]:
    """A database to write to, a publisher at work, and a connection that hears it."""
    database = Database(database_url("headway_app"), size=2)
    dispatch = Database(database_url("headway_dispatch"), size=1, name="dispatch")
    await database.open()
    await dispatch.open()
    publisher = events.Publisher(dispatch, interval=interval)
    running = asyncio.create_task(publisher.run())
    await asyncio.sleep(0.2)
    async with await AsyncConnection.connect(database_url("headway_dispatch"), autocommit=True) as listener:
        await listener.execute(f"listen {events.CHANNEL}")
        yield database, publisher, listener
    running.cancel()
    await dispatch.close()
    await database.close()

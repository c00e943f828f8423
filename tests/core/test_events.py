"""The event log: numbered densely, as it is committed, losing nothing that commits late."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

from psycopg import AsyncConnection

from headway.core import clock, events
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Connection, Database
from headway.core.published import Published
from headway.live.queries import changes_after


async def workspace(url: str) -> Workspace:
    made = Workspace(id=uuid4(), slug=f"w-{uuid4().hex[:8]}", name="W")
    database = Database(url, size=2)
    await database.open()
    async with database.transaction(made.id) as connection:
        await connection.execute("insert into workspace (id, slug, name) values (%s, %s, 'W')", [made.id, made.slug])
    await database.close()
    return made


class _Holder:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection


async def published_by(dispatch: AsyncConnection, many: int) -> list[Published]:
    """The next `many`; another test's publisher may be at work for a moment."""
    found: list[Published] = []
    async with asyncio.timeout(20):
        while len(found) < many:
            found += await events.publish(dispatch)
            await asyncio.sleep(0.01)
    return found


async def test_a_long_transaction_holds_nobody_back_and_its_own_events_are_not_lost(
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
        at_once = await published_by(dispatch, 1)
        released.set()
        await writer
        later = await published_by(dispatch, 1)
    await database.close()
    assert [(event.number, event.kind) for event in (*at_once, *later)] == [(1, "test.quick"), (2, "test.slow")]


async def test_a_reader_of_numbers_misses_nothing_however_writers_overlap(database_url: Callable[[str], str]) -> None:
    """Eight writers that pause before they commit, two publishers, and somebody who only asks for what is newer."""
    home = await workspace(database_url("headway_app"))
    database, dispatch = Database(database_url("headway_app"), size=10), Database(database_url("headway_dispatch"))
    await database.open()
    await dispatch.open()
    chance, seen = random.Random(1), list[int]()

    async def write() -> None:
        for _ in range(25):
            async with database.transaction(home.id) as connection:
                ctx = Ctx(connection, home, SYSTEM, now=clock.now())
                await ctx.record("test.one", "thing", uuid4())
                await ctx.flush()
                await asyncio.sleep(chance.choice((0, 0, 0, 0.02)))

    async def read() -> None:
        async with dispatch.connection() as connection:
            while len(seen) < 200:
                seen.extend(
                    one.number for one in await changes_after(_Holder(connection), {home.id: max(seen, default=0)})
                )
                await asyncio.sleep(0.001)

    publishers = [asyncio.create_task(events.Publisher(dispatch, interval=0.002).run()) for _ in range(2)]
    async with asyncio.timeout(60):
        await asyncio.gather(read(), *(write() for _ in range(8)))
    for publisher in publishers:
        publisher.cancel()
    await asyncio.gather(*publishers, return_exceptions=True)
    await dispatch.close()
    await database.close()
    assert seen == list(range(1, 201))


async def test_a_burst_is_numbered_quickly_by_a_publisher_that_has_seen_an_empty_log_only(
    database_url: Callable[[str], str],
) -> None:
    """It took longer than a statement may: a plan kept from the empty log, and a count for each event."""
    home = await workspace(database_url("headway_app"))
    database = Database(database_url("headway_app"), size=1)
    dispatch = Database(database_url("headway_dispatch"), size=1, statement_timeout_ms=5000, name="dispatch")
    await database.open()
    await dispatch.open()
    async with dispatch.connection() as connection:
        for _ in range(8):
            assert await events.publish(connection) == []
        async with database.transaction(home.id) as writing:
            ctx = Ctx(writing, home, SYSTEM, now=clock.now())
            for _ in range(6000):
                await ctx.record("test.one", "thing", home.id)
            await ctx.flush()
        published = [one.number for _ in range(3) for one in await events.publish(connection)]
    await dispatch.close()
    await database.close()
    assert published == list(range(1, 6001))


async def test_the_publisher_announces_what_a_wake_tells_it_within_a_moment(
    database_url: Callable[[str], str],
) -> None:
    home = await workspace(database_url("headway_app"))
    async with publishing(database_url, interval=0.5) as (database, publisher, listener):
        await told(database, home)
        publisher.wake()
        assert len([notice async for notice in listener.notifies(timeout=20, stop_after=1)]) == 1


async def test_what_is_committed_while_another_process_publishes_is_looked_for_again_soon(
    database_url: Callable[[str], str],
) -> None:
    home = await workspace(database_url("headway_app"))
    async with publishing(database_url, interval=3600) as (database, publisher, listener):
        async with database.transaction(home.id) as other:
            await other.execute("select pg_advisory_xact_lock(hashtextextended('headway.publish', 0))")
            await told(database, home)
            publisher.wake()
            refused = [notice async for notice in listener.notifies(timeout=0.1, stop_after=1)]
        assert refused == []
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

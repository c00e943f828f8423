import asyncio
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest

from headway.core.connection import WatchedConnection


@pytest.fixture
async def watched(shared_url: str) -> AsyncIterator[WatchedConnection]:
    opened = await WatchedConnection.connect(shared_url, autocommit=True)
    yield opened
    await opened.close()


async def _one(connection: WatchedConnection) -> int:
    row = await (await connection.execute("select 1")).fetchone()
    return int(row[0]) if row else 0


async def test_a_statement_larger_than_the_socket_takes_at_once_arrives(watched: WatchedConnection) -> None:
    large = "x" * 20_000_000
    row = await (await watched.execute("select length(%s::text), %s::text", [large, large])).fetchone()
    assert row == (len(large), large)


async def test_a_cancelled_statement_ends_in_the_server_and_leaves_the_connection_usable(
    watched: WatchedConnection,
) -> None:
    sleeping = asyncio.create_task(watched.execute("select pg_sleep(60)"))
    await asyncio.sleep(0.05)
    sleeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sleeping
    assert await _one(watched) == 1


async def test_a_statement_with_a_time_limit_waits_the_drivers_way(watched: WatchedConnection) -> None:
    await watched.execute("listen nothing")
    assert [notice async for notice in watched.notifies(timeout=0.01)] == []
    assert await _one(watched) == 1


async def test_a_connection_the_server_ends_is_found_broken_and_the_next_one_works(
    shared_url: str, server: Callable[[str, str], str]
) -> None:
    first = await WatchedConnection.connect(shared_url, autocommit=True)
    assert await _one(first) == 1
    with psycopg.connect(server("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("select pg_terminate_backend(%s, 5000)", [first.info.backend_pid])
    await asyncio.sleep(0.05)
    with pytest.raises(psycopg.OperationalError):
        await _one(first)
    second = await WatchedConnection.connect(shared_url, autocommit=True)  # very likely with the same socket number
    assert await _one(second) == 1
    await first.close()
    assert await _one(second) == 1
    await second.close()

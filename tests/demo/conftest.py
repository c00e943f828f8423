"""The sample company, loaded once for all tests that only look at it or go on from it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from psycopg import AsyncConnection

from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.demo.actions import load_sample
from tests.conftest import own_database
from tests.make import Make


@pytest.fixture(scope="session")
def company_url(server: Callable[[str, str], str]) -> Iterator[tuple[str, Make]]:
    """A database with the company in it, and its workspace and owner."""
    with own_database(server) as name:
        url = server("headway_app", name)
        yield url, asyncio.run(_loaded(url))


async def _loaded(url: str) -> Make:
    async with await AsyncConnection.connect(url, autocommit=True) as connection, connection.transaction():
        make = await Make.fresh(connection)
        ctx = make.ctx_of(make.owner)
        await load_sample(ctx)
        await ctx.flush()
    return make


@pytest.fixture
async def loaded(company_url: tuple[str, Make]) -> AsyncIterator[Ctx]:
    """The owner of a workspace with the sample in it, in a transaction that is rolled back."""
    url, make = company_url
    opened = await AsyncConnection.connect(url, autocommit=True)
    async with opened, opened.transaction(force_rollback=True):
        make.connection = opened
        await set_tenant(opened, make.workspace.id)
        yield make.ctx_of(make.owner)

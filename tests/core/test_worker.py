"""A job that talks to the world outside holds no transaction while it does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg

from headway.core.ctx import Ctx
from headway.core.db import Database
from headway.core.queue import Job
from headway.core.settings import Settings
from headway.worker import Worker
from tests.make import Make


async def test_what_leaves_is_committed_before_and_settled_after(database_url: Callable[[str], str]) -> None:
    seen: list[str] = []
    database = Database(database_url("headway_worker"), size=1)
    await database.open()
    async with await psycopg.AsyncConnection.connect(database_url("headway_app"), autocommit=True) as connection:
        async with connection.transaction():
            made = await Make.fresh(connection)

        async def name() -> str:
            async with connection.transaction():
                await connection.execute("select set_config('headway.workspace', %s, true)", [str(made.workspace.id)])
                cursor = await connection.execute("select name from workspace")
                return str((await cursor.fetchone() or [""])[0])

        async def run(ctx: Ctx, *, called: str) -> str | None:
            await ctx.connection.execute("update workspace set name = %s", [called])
            return called if called == "Out" else None

        async def outside(settings: Settings, found: str) -> str:
            seen.append(f"{settings.port} {await name()}")
            async with database.transaction(UUID(int=0)):  # the only connection of the pool is free meanwhile
                return f"{found} and back"

        async def settle(ctx: Ctx, answer: Any) -> None:
            await ctx.connection.execute("update workspace set name = %s", [answer])

        job = Job(name="test.outside", run=run, outside=outside, settle=settle)
        worker = Worker([job], Settings(port=7), database=database, wake=lambda: None)
        await worker._perform(job, {"workspace": str(made.workspace.id), "called": "Out"})
        assert (seen, await name()) == (["7 Out"], "Out and back")
        await worker._perform(job, {"workspace": str(made.workspace.id), "called": "In"})
        assert (len(seen), await name()) == (1, "In")
    await database.close()

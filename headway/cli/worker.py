"""`headway worker`: run the jobs over a database that is up already."""

import asyncio
import contextlib
import os
import signal

import click

from headway.cli import _installation as shared
from headway.core import settings as setting
from headway.core.settings import SettingError, Settings

SLOWEST_STATEMENT = 60_000  # milliseconds: jobs recompute and import, nobody waits at a screen
GIVES_WAY = 5  # steps of niceness: forecasts wait where a person does not


@click.command
def command() -> None:
    """Run the jobs only; database and pages run elsewhere (`headway serve` runs all)."""
    chosen = setting.read()
    if not chosen.database_url:
        raise SettingError("HEADWAY_DATABASE_URL is not set. `headway serve` brings a database of its own")
    shared.refuse_unsafe(chosen)
    os.nice(GIVES_WAY)
    asyncio.run(_work(chosen))


async def _work(chosen: Settings) -> None:
    """Until SIGTERM or Ctrl-C; jobs under way get a few seconds, the rest waits for the next start."""
    from headway.core import log
    from headway.core.db import Database
    from headway.core.events import Publisher
    from headway.main import JOBS
    from headway.worker import Worker

    log.configure(chosen.log_level, as_json=chosen.log_json)
    url = chosen.database_worker_url or chosen.database_url
    database = Database(url, size=4, statement_timeout_ms=SLOWEST_STATEMENT, name="worker")
    dispatch = Database(chosen.database_dispatch_url or chosen.database_url, size=1, name="dispatch")
    publisher = Publisher(dispatch)
    worker = Worker(JOBS, chosen, database=database, wake=publisher.wake)
    stop = _asked_to_stop()
    async with contextlib.AsyncExitStack() as after:
        for pool in (database, dispatch):
            await pool.open()
            after.push_async_callback(pool.close)
        tasks = [asyncio.create_task(worker.run()), asyncio.create_task(publisher.run())]
        await asyncio.wait([*tasks, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _asked_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
